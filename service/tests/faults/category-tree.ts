import type { StoredRow } from '../../../simulators/data/index.ts';
import { idIn } from '../audit/books.ts';
import { DIVISION } from '../support/world.ts';
import { enterRow, erp, type Catalogue } from './catalogue.ts';
import type { FaultWorld } from './fault-world.ts';

const ASSORTMENTS = 'logistics/ItemAssortment';
const PROPERTIES = 'logistics/ItemAssortmentProperty';
const FIRST_CODE = 100;

/**
 * Assortments with properties below them. With a change comes a new one with a property, the one that stays is renamed, and the one of
 * the change before goes with what is below it.
 */
export async function openCategories({ world, configure }: FaultWorld): Promise<Catalogue> {
  const resident = await enterRow(world, ASSORTMENTS, { Code: 1, Description: 'Stays' });
  await configure({ products: false, orders: false, further: { categories: { from: 'assortments' } } });
  let changes = 0;
  let newest: string | undefined;
  return {
    flow: 'categories',
    change: async (name) => {
      changes += 1;
      const leaving = newest;
      const code = FIRST_CODE + changes;
      newest = await enterRow(world, ASSORTMENTS, { Code: code, Description: `New ${name}`.slice(0, 60) });
      await enterRow(world, PROPERTIES, { ItemAssortmentCode: code, Code: 'BELOW', Description: 'Below' });
      await erp(world, 'PATCH', `${ASSORTMENTS}/${resident}`, { Description: `Stays ${changes}` });
      if (leaving !== undefined) await erp(world, 'DELETE', `${ASSORTMENTS}/${leaving}`);
    },
    faults: async () => {
      const [assortments, properties, rows] = [
        await world.exact.rows(DIVISION, ASSORTMENTS),
        await world.exact.rows(DIVISION, PROPERTIES),
        await world.salesforce.rows('ExactCategory__c'),
      ];
      const byCode = new Map(assortments.map((row) => [row['Code'], keyOf(ASSORTMENTS, row)]));
      const wanted = [
        ...assortments.map((row) => ({ key: keyOf(ASSORTMENTS, row), name: row['Description'], above: undefined })),
        ...properties.map((row) => ({
          key: keyOf(PROPERTIES, row),
          name: row['Description'],
          above: byCode.get(row['ItemAssortmentCode']),
        })),
      ];
      const idOf = (key: string | undefined) => rows.find((row) => row['Key__c'] === key)?.['Id'] ?? null;
      return [
        ...wanted.flatMap(({ key, name, above }) => {
          const found = rows.filter((row) => row['Key__c'] === key);
          if (found.length !== 1) return [`${found.length === 0 ? 'lost' : 'doubled'}: ${found.length} rows of ${key}`];
          const [row = {}] = found;
          const isRight = row['Name'] === name && row['Is_Active__c'] === true && (row['Parent__c'] ?? null) === idOf(above);
          return isRight ? [] : [`wrong: ${JSON.stringify(row)}, not ${String(name)} below ${String(above)}`];
        }),
        ...rows
          .filter((row) => row['Is_Active__c'] !== false && !wanted.some(({ key }) => key === row['Key__c']))
          .map((row) => `wrong: ${String(row['Name'])} is gone in Exact and still active`),
      ];
    },
  };
}

function keyOf(path: string, row: StoredRow): string {
  return `${DIVISION}-${path.split('/')[1] ?? ''}-${idIn(row)}`;
}
