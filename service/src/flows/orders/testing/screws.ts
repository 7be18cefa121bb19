import { PRODUCTS } from '../../products/index.ts';
import { DIVISION } from '../../testing/stage.ts';
import { settings, stage } from './shop.ts';

/** The settings of the shop, with prices that are too fine as the price of a hundred pieces, or rounded. */
export function pricedBy(tooPrecise: 'perHundred' | 'round'): object {
  const { flows, ...rest } = settings() as { flows: { products: object } };
  return { ...rest, flows: { ...flows, products: { ...flows.products, prices: { tooPrecise } }, progress: { enabled: true } } };
}

/** An item at 0.0375 a piece, brought over by these settings; id of its standard entry. */
export async function sellScrews(tooPrecise: 'perHundred' | 'round'): Promise<string> {
  const [Item = ''] = await stage.createRows('logistics/Items', [
    { Code: 'SCREW', Description: 'Schroef', Unit: 'pc', IsSalesItem: true, SalesVatCode: '2' },
  ]);
  await stage.createRows('logistics/SalesItemPrices', [{ Item, Currency: 'EUR', Quantity: 1, Unit: 'pc', Price: 0.0375 }]);
  await bringPrices(tooPrecise);
  const product = (await stage.salesforce.rows('Product2')).find((row) => row['ProductCode'] === 'SCREW');
  const entry = (await stage.salesforce.rows('PricebookEntry')).find((row) => row['Product2Id'] === product?.['Id']);
  return String(entry?.['Id']);
}

/** Reads all prices again, under these settings. */
export async function bringPrices(tooPrecise: 'perHundred' | 'round'): Promise<void> {
  await stage.walk(PRODUCTS, pricedBy(tooPrecise), { kind: 'changes', cursors: {}, full: false });
}

/** Quantity, net price and amount of the lines that Exact has: of one of its orders, or of all. */
export async function linesThere(exactId?: unknown): Promise<unknown[][]> {
  const lines = await stage.exact.rows(`${DIVISION}/salesorder/SalesOrderLines`);
  return lines
    .filter((line) => exactId === undefined || line['OrderID'] === exactId)
    .map((line) => [line['Quantity'], line['NetPrice'], line['AmountFC']]);
}
