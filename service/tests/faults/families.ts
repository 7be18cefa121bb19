import type { StoredRow } from '../../../simulators/data/index.ts';
import { idIn } from '../audit/books.ts';
import { DIVISION } from '../support/world.ts';
import { bringProducts, erp, type Catalogue } from './catalogue.ts';
import type { FaultWorld } from './fault-world.ts';

const ITEMS = 'logistics/Items';
/** What the parts of a code are called; the first names the family. */
const PARTS = ['colour', 'size'];

/**
 * Items whose codes make families of them. With a change one founds a family and leaves that of the change before without any, one is of
 * another size, and one leaves its family or comes back.
 */
export async function openFamilies(faults: FaultWorld): Promise<Catalogue> {
  const { world } = faults;
  const [founder = '', changing = '', guest = ''] = await bringProducts(faults, [
    'F0-RED-S',
    'CUP-RED-0',
    'CUP-BLUE-S',
    'CUP-BLUE-L',
  ]);
  await faults.configure({ products: true, orders: false, further: { variants: {} } });
  let changes = 0;
  return {
    flow: 'variants',
    change: async () => {
      changes += 1;
      await erp(world, 'PATCH', `${ITEMS}/${founder}`, { Code: `F${changes}-RED-S` });
      await erp(world, 'PATCH', `${ITEMS}/${changing}`, { Code: `CUP-RED-${changes}` });
      await erp(world, 'PATCH', `${ITEMS}/${guest}`, { Code: changes % 2 === 0 ? 'CUP-BLUE-S' : 'ALONE' });
    },
    faults: async () => {
      const [items, products, attributes] = [
        await world.exact.rows(DIVISION, ITEMS),
        await world.salesforce.rows('Product2'),
        await world.salesforce.rows('ExactAttribute__c'),
      ];
      return [
        ...items.flatMap((item) => faultsOfItem(item, products, attributes)),
        ...products
          .filter((product) => typeof product['Exact_Family_Key__c'] === 'string')
          .filter((parent) => parent['IsActive'] !== products.some((product) => product['Exact_Variant_Of__c'] === parent['Id']))
          .map(
            (parent) => `wrong: family ${String(parent['Exact_Family__c'])} is active without variants, or the other way round`,
          ),
      ];
    },
  };
}

function faultsOfItem(item: StoredRow, products: readonly StoredRow[], attributes: readonly StoredRow[]): string[] {
  const code = String(item['Code']).trim();
  const [family = '', ...values] = code.split('-');
  const product = products.find((row) => idIn(row, 'Exact_Id__c') === idIn(item));
  const parents = products.filter((row) => row['Exact_Family_Key__c'] === `${DIVISION}-families-${family.toLowerCase()}`);
  const isVariant = values.length === PARTS.length;
  if (isVariant && parents.length !== 1)
    return [`${parents.length === 0 ? 'lost' : 'doubled'}: ${parents.length} products of family ${family}`];
  const expected = isVariant ? PARTS.map((name, index) => `${name}: ${values[index] ?? ''}`) : [];
  const shown = attributes
    .filter((row) => row['Product__c'] === product?.['Id'] && row['Value__c'] !== null)
    .toSorted((one, other) => Number(one['Order__c']) - Number(other['Order__c']))
    .map((row) => `${String(row['Attribute__c'])}: ${String(row['Value__c'])}`);
  return [
    ...((product?.['Exact_Variant_Of__c'] ?? null) === (isVariant ? parents[0]?.['Id'] : null)
      ? []
      : [`wrong: family of ${code}`]),
    ...((product?.['Exact_Attributes__c'] ?? '') === expected.join(', ') ? [] : [`wrong: text of ${code}`]),
    ...(shown.join() === expected.join() ? [] : [`wrong: attributes of ${code} are ${shown.join()}`]),
  ];
}
