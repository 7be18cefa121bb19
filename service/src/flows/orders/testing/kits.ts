import { PRODUCTS } from '../../products/index.ts';
import { SETS } from '../../sets/index.ts';
import { enterParts } from '../../sets/testing/shop.ts';
import { DIVISION } from '../../testing/stage.ts';
import { open, settings, stage } from './shop.ts';

/** The settings of the shop, with sets that are sent as their parts. */
export function takingApart(sets: object = {}, orders: object = {}): object {
  const { flows, ...rest } = settings({ sets: { send: 'parts', ...sets }, ...orders }) as { flows: object };
  return { ...rest, flows: { ...flows, sets: { enabled: true }, progress: { enabled: true } } };
}

/** Ids of the items of the set and its parts, and the standard entry of the set. */
export interface Kit {
  readonly kit: string;
  readonly lamp: string;
  readonly bulb: string;
  readonly entry: string;
}

interface Wanted {
  /** Of one set; 1 lamp and 2 bulbs where nothing else is said. */
  readonly quantities?: { readonly lamp: number; readonly bulb: number };
  /** Standard sales prices of the parts; an absent one has none. */
  readonly prices?: { readonly lamp?: number; readonly bulb?: number };
  /** Further fields of the items. */
  readonly lamp?: object;
  readonly bulb?: object;
  readonly set?: object;
}

/** Opens the shop with the set KIT at 30.00, of a LAMP at 25.00 and two BULBs at 5.00, brought over as products. */
export async function openWithKit(wanted: Wanted = {}, options: Parameters<typeof open>[0] = {}): Promise<Kit> {
  await open(options);
  const kit = await enterKit(takingApart(), wanted);
  await stage.walk(SETS, takingApart(), { kind: 'changes', cursors: {}, full: true });
  return kit;
}

/** The same set in a shop that is open, brought over by these settings; nothing says yet that it is one. */
export async function enterKit(
  document: object,
  { quantities, prices = { lamp: 25, bulb: 5 }, ...fields }: Wanted = {},
): Promise<Kit> {
  const item = (Code: string, Description: string, own: object = {}) => ({
    ...{ Code, Description, Unit: 'pc', IsSalesItem: true, SalesVatCode: '2' },
    ...own,
  });
  const [kit = '', lamp = '', bulb = ''] = await stage.createRows('logistics/Items', [
    item('KIT', 'Lamp met peren', fields.set),
    item('LAMP', 'Lamp', fields.lamp),
    item('BULB', 'Peer', fields.bulb),
  ]);
  const priced: [string, number | undefined][] = [
    [kit, 30],
    [lamp, prices.lamp],
    [bulb, prices.bulb],
  ];
  await stage.createRows(
    'logistics/SalesItemPrices',
    priced.flatMap(([Item, Price]) => (Price === undefined ? [] : [{ Item, Currency: 'EUR', Quantity: 1, Unit: 'pc', Price }])),
  );
  await enterParts(stage, kit, { [lamp]: quantities?.lamp ?? 1, [bulb]: quantities?.bulb ?? 2 });
  await stage.walk(PRODUCTS, document, { kind: 'changes', cursors: {}, full: false });
  return { kit, lamp, bulb, entry: await entryOf('KIT') };
}

/** The standard entry of a product. */
async function entryOf(code: string): Promise<string> {
  const product = (await stage.salesforce.rows('Product2')).find((row) => row['ProductCode'] === code);
  const entry = (await stage.salesforce.rows('PricebookEntry')).find((row) => row['Product2Id'] === product?.['Id']);
  return String(entry?.['Id']);
}

/** Item code, quantity, net price and amount of the lines of an order in Exact, in their order. */
export async function linesOf(exactId: unknown): Promise<unknown[][]> {
  const [lines, items] = await Promise.all([
    stage.exact.rows(`${DIVISION}/salesorder/SalesOrderLines`),
    stage.exact.rows(`${DIVISION}/logistics/Items`),
  ]);
  const codeOf = new Map(items.map((row) => [row['ID'], row['Code']]));
  return lines
    .filter((line) => line['OrderID'] === exactId)
    .toSorted((one, other) => Number(one['LineNumber']) - Number(other['LineNumber']))
    .map((line) => [codeOf.get(line['Item']), line['Quantity'], line['NetPrice'], line['AmountFC']]);
}
