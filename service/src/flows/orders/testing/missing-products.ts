import { DIVISION } from '../../testing/stage.ts';
import { stage } from './shop.ts';

/** A product that Exact has no item of, with a price of 9; the id of its entry besides its own. */
export async function makeProduct(fields: object = {}): Promise<{ readonly productId: string; readonly entryId: string }> {
  const [productId = ''] = await stage.createRecords([
    { object: 'Product2', fields: { Name: 'Garden bench', ProductCode: 'BENCH', IsActive: true, ...fields } },
  ]);
  const book = (await stage.salesforce.rows('Pricebook2')).find((row) => row['IsStandard'] === true);
  const [entryId = ''] = await stage.createRecords([
    { object: 'PricebookEntry', fields: { Pricebook2Id: book?.['Id'], Product2Id: productId, UnitPrice: 9, IsActive: true } },
  ]);
  return { productId, entryId };
}

/** Items of Exact with a code. */
export async function itemsWithCode(code: string): Promise<Record<string, unknown>[]> {
  return (await stage.exact.rows(`${DIVISION}/logistics/Items`)).filter((row) => row['Code'] === code);
}

/** An item on which products go that have none. */
export async function makePlaceholder(Code = 'DIVERS'): Promise<string> {
  const row = { Code, Description: 'Diversen', Unit: 'pc', IsSalesItem: true, IsFractionAllowedItem: true, SalesVatCode: '2' };
  const [itemId = ''] = await stage.createRows('logistics/Items', [row]);
  return itemId;
}
