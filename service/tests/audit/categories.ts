import type { StoredRow } from '../../../simulators/data/index.ts';
import { idIn, linkedIn, textIn, type Books } from './books.ts';
import { Differences } from './differences.ts';

/** What a company calls its categories, and where each product has its own. */
interface Classification {
  readonly entity: string;
  readonly rows: readonly StoredRow[];
  /** The row that is above one. */
  readonly parentOf: (row: StoredRow) => StoredRow | undefined;
  readonly entityOfParent: string;
  readonly categoryOf: (item: StoredRow) => StoredRow | undefined;
}

/** Code of the assortment whose properties say in which category an item is, by its first item class. */
export const ASSORTMENT_OF_ITEMS = '10';

/** Item groups, or assortments with their properties where the company has them, against rows; and on each product its own. */
export function auditCategories(books: Books): readonly string[] {
  const { exact, org, division, isDefault } = books;
  if (!isDefault) return [];
  const differences = new Differences(`categories of ${division}`);
  const kinds = exact.assortments.length > 0 ? assortmentsOf(books) : [itemGroupsOf(books)];
  const standing = new Map(org.categories.map((row) => [textIn(row, 'Key__c').toLowerCase(), row]));
  const keyOf = (entity: string, row: StoredRow): string => `${division}-${entity}-${idIn(row)}`.toLowerCase();
  const known = new Set<string>();
  for (const { entity, rows, parentOf, entityOfParent } of kinds)
    for (const category of rows) {
      const key = keyOf(entity, category);
      known.add(key);
      const row = standing.get(key);
      const what = `${entity} ${textIn(category, 'Code')}`;
      differences.text(`name of ${what}`, row?.['Name'], category['Description']);
      differences.text(`code of ${what}`, row?.['Code__c'], category['Code']);
      differences.text(`activity of ${what}`, row?.['Is_Active__c'], true);
      const parent = parentOf(category);
      const above = parent === undefined ? undefined : standing.get(keyOf(entityOfParent, parent));
      differences.text(`what is above ${what}`, row?.['Parent__c'], above?.['Id']);
    }
  for (const [key, row] of standing)
    if (!known.has(key)) differences.text(`activity of ${key}, gone from Exact`, row['Is_Active__c'], false);
  const productOf = linkedIn(books, 'Items');
  for (const item of exact.items) {
    const product = productOf(idIn(item));
    if (product === undefined) continue;
    const wanted = kinds.flatMap(({ entity, categoryOf }) => {
      const category = categoryOf(item);
      return category === undefined ? [] : [standing.get(keyOf(entity, category))?.['Id']];
    });
    differences.text(`category of ${textIn(item, 'Code')}`, product['Exact_Category__c'], wanted[0]);
  }
  auditStandard(books, differences);
  return differences.found;
}

/** Where the org has a catalog, which Tandem is told to fill: each row has one of its name, and each product is in that of its category and in no other of them. */
function auditStandard({ org, division }: Books, differences: Differences): void {
  if (org.catalogs.length === 0) return;
  const standards = new Map(org.standardCategories.map((row) => [row['Id'], row]));
  const rows = new Map(org.categories.map((row) => [row['Id'], row]));
  for (const row of org.categories)
    if (row['Division__c'] === String(division) && row['Is_Active__c'] === true)
      differences.text(
        `standard category of ${textIn(row, 'Code__c')}`,
        standards.get(row['Product_Category_Id__c'])?.['Name'],
        row['Name'],
      );
  const ofProduct = Map.groupBy(org.memberships, (row) => row['ProductId']);
  for (const product of org.products) {
    const row = rows.get(product['Exact_Category__c']);
    const home = row?.['Is_Active__c'] === true ? row['Product_Category_Id__c'] : undefined;
    const own = ofProduct.get(product['Id']) ?? [];
    const code = textIn(product, 'ProductCode');
    differences.text(`standard categories of ${code}`, own.map((each) => each['ProductCategoryId']).join(', '), home);
    differences.text(`membership that ${code} knows`, product['Exact_Category_Product_Id__c'], own[0]?.['Id']);
  }
}

function itemGroupsOf({ exact }: Books): Classification {
  const groups = new Map(exact.itemGroups.map((row) => [idIn(row), row]));
  return {
    ...{ entity: 'ItemGroups', rows: exact.itemGroups, parentOf: () => undefined, entityOfParent: '' },
    categoryOf: (item) => groups.get(idIn(item, 'ItemGroup')),
  };
}

function assortmentsOf({ exact }: Books): readonly Classification[] {
  const assortments = new Map(exact.assortments.map((row) => [textIn(row, 'Code'), row]));
  const properties = new Map(
    exact.properties.map((row) => [`${textIn(row, 'ItemAssortmentCode')}/${textIn(row, 'Code')}`.toLowerCase(), row]),
  );
  const none = (): undefined => undefined;
  return [
    { entity: 'ItemAssortment', rows: exact.assortments, parentOf: none, entityOfParent: '', categoryOf: none },
    {
      entity: 'ItemAssortmentProperty',
      rows: exact.properties,
      parentOf: (row) => assortments.get(textIn(row, 'ItemAssortmentCode')),
      entityOfParent: 'ItemAssortment',
      categoryOf: (item) => properties.get(`${ASSORTMENT_OF_ITEMS}/${textIn(item, 'Class_01')}`.toLowerCase()),
    },
  ];
}
