import { openDemoCatalog, type StoredRow } from '../../../simulators/data/index.ts';
import { enterRow, type Catalogue } from './catalogue.ts';
import type { FaultWorld } from './fault-world.ts';

const GROUPS = 'logistics/ItemGroups';

/**
 * Products in the standard category of their own one. With a change comes a product, the one that stays moves to the other category, and
 * the one of the change before is in none any more.
 */
export async function openMembers({ world, configure }: FaultWorld): Promise<Catalogue> {
  await openDemoCatalog(world.salesforce);
  for (const Code of ['LAMP', 'DESK']) await enterRow(world, GROUPS, { Code, Description: Code });
  await configure({ products: false, orders: false, further: { categories: { standard: true } } });
  const run = await world.run({ flow: 'categories', mode: 'apply' });
  if (run['state'] !== 'succeeded') throw new Error(`the categories were not brought: ${JSON.stringify(run)}`);
  const rows = await world.salesforce.rows('ExactCategory__c');
  const idOf = (code: string) => String(rows.find((row) => row['Code__c'] === code)?.['Id']);
  const homes = [idOf('LAMP'), idOf('DESK')];
  const place = async (code: string, home: string | null, id?: string) => {
    const fields = { Name: code, ProductCode: code, IsActive: true, Exact_Category__c: home };
    const [made = ''] = await world.salesforce.seed([{ object: 'Product2', fields, ...(id === undefined ? {} : { id }) }]);
    return id ?? made;
  };
  const resident = await place('RESIDENT', homes[0] ?? null);
  let changes = 0;
  let newest: string | undefined;
  return {
    flow: 'categories',
    change: async (name) => {
      changes += 1;
      const leaving = newest;
      newest = await place(name, homes[changes % 2] ?? null);
      await place('RESIDENT', homes[changes % 2] ?? null, resident);
      if (leaving !== undefined) await place(`GONE ${changes}`, null, leaving);
    },
    faults: async () => {
      const [products, categories, memberships] = [
        await world.salesforce.rows('Product2'),
        await world.salesforce.rows('ExactCategory__c'),
        await world.salesforce.rows('ProductCategoryProduct'),
      ];
      const standard = new Map(categories.map((row) => [row['Id'], row['Product_Category_Id__c']]));
      return products.flatMap((product) => faultsOfProduct(product, standard.get(product['Exact_Category__c']), memberships));
    },
  };
}

/** A product is in one standard category and knows by what, or in none. */
function faultsOfProduct(product: StoredRow, wanted: unknown, memberships: readonly StoredRow[]): string[] {
  const own = memberships.filter((row) => row['ProductId'] === product['Id']);
  const told = product['Exact_Category_Product_Id__c'] ?? null;
  const code = String(product['ProductCode']);
  if (wanted == null) return own.length === 0 && told === null ? [] : [`wrong: ${code} is still in ${JSON.stringify(own)}`];
  if (own.length !== 1) return [`${own.length === 0 ? 'lost' : 'doubled'}: ${code} is in ${own.length} categories`];
  const isRight = own[0]?.['ProductCategoryId'] === wanted && own[0]['Id'] === told;
  return isRight ? [] : [`wrong: ${code} is in ${JSON.stringify(own[0])} and says ${String(told)}, not ${String(wanted)}`];
}
