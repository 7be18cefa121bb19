import type { StoredRow } from '../../../simulators/data/index.ts';
import { idIn } from '../audit/books.ts';
import { DIVISION } from '../support/world.ts';
import { bringProducts, enterRow, erp, type Catalogue } from './catalogue.ts';
import type { FaultWorld } from './fault-world.ts';

const PARTS = 'inventory/AssemblyBillOfMaterialMaterials';

/** Sets of parts. With a change the one that stays has another quantity, one item becomes a set, and another one is none any more. */
export async function openSets(faults: FaultWorld): Promise<Catalogue> {
  const { world } = faults;
  const [box = '', even = '', odd = '', cup = ''] = await bringProducts(faults, ['BOX', 'EVEN', 'ODD', 'CUP']);
  const resident = await enterRow(world, PARTS, { AssembledItem: box, PartItem: cup, Quantity: 2 });
  await faults.configure({ products: true, orders: false, further: { sets: {} } });
  let changes = 0;
  let newest: string | undefined;
  return {
    flow: 'sets',
    isWhole: true,
    change: async () => {
      changes += 1;
      const leaving = newest;
      const item = changes % 2 === 0 ? even : odd;
      newest = await enterRow(world, PARTS, { AssembledItem: item, PartItem: cup, Quantity: changes });
      await erp(world, 'PATCH', `${PARTS}/${resident}`, { Quantity: 2 + changes });
      if (leaving !== undefined) await erp(world, 'DELETE', `${PARTS}/${leaving}`);
    },
    faults: async () => {
      const [parts, rows, products] = [
        await world.exact.rows(DIVISION, PARTS),
        await world.salesforce.rows('ExactSetPart__c'),
        await world.salesforce.rows('Product2'),
      ];
      const sets = new Set(parts.map((part) => idIn(part, 'AssembledItem')));
      return [
        ...parts.flatMap((part) => faultsOfPart(part, rows, products)),
        ...rows
          .filter((row) => row['Quantity__c'] !== null && !parts.some((part) => keyOf(part) === String(row['Key__c'])))
          .map((row) => `wrong: ${String(row['Key__c'])} is gone in Exact and still a part`),
        ...products
          .filter((product) => product['Exact_Set__c'] !== sets.has(idIn(product, 'Exact_Id__c')))
          .map((product) => `wrong: ${String(product['ProductCode'])} is a set in one of the two`),
      ];
    },
  };
}

function faultsOfPart(part: StoredRow, rows: readonly StoredRow[], products: readonly StoredRow[]): string[] {
  const found = rows.filter((row) => String(row['Key__c']) === keyOf(part));
  if (found.length !== 1) return [`${found.length === 0 ? 'lost' : 'doubled'}: ${found.length} rows of ${keyOf(part)}`];
  const productOf = (field: string) => products.find((product) => idIn(product, 'Exact_Id__c') === idIn(part, field))?.['Id'];
  const [row = {}] = found;
  const isPlaced = row['Set__c'] === productOf('AssembledItem') && row['Part__c'] === productOf('PartItem');
  return isPlaced && row['Quantity__c'] === part['Quantity'] ? [] : [`wrong: ${JSON.stringify(row)} of ${JSON.stringify(part)}`];
}

function keyOf(part: StoredRow): string {
  return `${DIVISION}-assemblybillofmaterialmaterials-${idIn(part)}`;
}
