import { DIVISION, type Stage, type Walked } from '../../testing/stage.ts';
import { PRICES } from '../index.ts';
import { standardBook } from './shop.ts';

type Row = Readonly<Record<string, unknown>>;

/** A configuration in which prices are brought, with these settings. */
export function priceSettings(prices: object = {}): object {
  return { version: 1, divisions: [{ code: DIVISION, default: true }], flows: { prices: { enabled: true, ...prices } } };
}

/** A look at what changed since some positions. */
export function lookAtPrices(stage: Stage, cursors: Readonly<Record<string, string>>, prices: object): Promise<Walked> {
  return stage.walk(PRICES, priceSettings(prices), { kind: 'changes', cursors, full: false });
}

/** Prices of one product in price books other than the standard one. */
export async function listedPrices(stage: Stage, productId: string): Promise<Row[]> {
  const standard = await standardBook(stage);
  const entries = await stage.salesforce.rows('PricebookEntry');
  return entries.filter((entry) => entry['Product2Id'] === productId && entry['Pricebook2Id'] !== standard);
}
