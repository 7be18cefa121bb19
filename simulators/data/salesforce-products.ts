import { Decimal } from 'decimal.js';
import { textIn, type SalesforceControl, type StoredRow } from './control.ts';

/** What a salesperson types when a product is missing in the org. */
export interface CatalogueEntry {
  readonly name: string;
  readonly price: Decimal | undefined;
}

/** The standard price book of an org and what it sells. */
export interface PriceBookEntries {
  readonly standardBookId: string;
  /** Id of the active standard entry of a SKU. Throws for a SKU that was not asked for. */
  idOf(sku: string): string;
}

/**
 * Finds the standard price book entries of SKUs. A SKU the org does not know becomes a product by that SKU, which the
 * product sync adopts later; a product without an entry gets one at its list price, or zero where it has none.
 */
export async function findPriceBookEntries(
  salesforce: SalesforceControl,
  skus: ReadonlySet<string>,
  catalogue: ReadonlyMap<string, CatalogueEntry>,
): Promise<PriceBookEntries> {
  const standardBookId = await findStandardBook(salesforce);
  const products = await findProducts(salesforce, skus, catalogue);
  const entries = new Map(
    (await salesforce.rows('PricebookEntry'))
      .filter((row) => row['Pricebook2Id'] === standardBookId && row['IsActive'] === true)
      .map((row) => [textIn(row, 'Product2Id'), textIn(row, 'Id')]),
  );
  const withoutEntry = [...skus].filter((sku) => !entries.has(products.get(sku) ?? ''));
  const created = await salesforce.seed(
    withoutEntry.map((sku) => ({
      object: 'PricebookEntry',
      fields: {
        Pricebook2Id: standardBookId,
        Product2Id: products.get(sku) ?? '',
        UnitPrice: (catalogue.get(sku)?.price ?? new Decimal(0)).toNumber(),
        IsActive: true,
      },
    })),
  );
  const createdIds = new Map(withoutEntry.map((sku, index) => [sku, created[index]]));
  return {
    standardBookId,
    idOf: (sku) => {
      const id = createdIds.get(sku) ?? entries.get(products.get(sku) ?? '');
      if (id === undefined) throw new Error(`no price book entry was asked for SKU ${sku}`);
      return id;
    },
  };
}

async function findStandardBook(salesforce: SalesforceControl): Promise<string> {
  const book = (await salesforce.rows('Pricebook2')).find((row) => row['IsStandard'] === true);
  if (book === undefined) throw new Error('the org has no standard price book');
  return textIn(book, 'Id');
}

async function findProducts(
  salesforce: SalesforceControl,
  skus: ReadonlySet<string>,
  catalogue: ReadonlyMap<string, CatalogueEntry>,
): Promise<ReadonlyMap<string, string>> {
  const idsBySku = new Map((await salesforce.rows('Product2')).map((row) => [skuOf(row), textIn(row, 'Id')]));
  const missing = [...skus].filter((sku) => !idsBySku.has(sku.toUpperCase()));
  const created = await salesforce.seed(
    missing.map((sku) => ({
      object: 'Product2',
      fields: { Name: catalogue.get(sku)?.name ?? sku, ProductCode: sku, StockKeepingUnit: sku, IsActive: true },
    })),
  );
  return new Map([
    ...[...skus].map((sku) => [sku, idsBySku.get(sku.toUpperCase()) ?? ''] as const),
    ...missing.map((sku, index) => [sku, created[index] ?? ''] as const),
  ]);
}

function skuOf(row: StoredRow): string {
  return (textIn(row, 'StockKeepingUnit') || textIn(row, 'ProductCode')).toUpperCase();
}
