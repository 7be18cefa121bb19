import type { StoredRow } from '../../../simulators/data/index.ts';
import type { Changes, ClerkDesk } from './clerk-desk.ts';

const PRICES = 'logistics/SalesItemPrices';
const LISTS = 'sales/SalesPriceLists';
const PERIODS = 'sales/SalesPriceListPeriods';
const LINES = 'sales/SalesPriceListVolumeDiscounts';
const SPECIAL_OFFER = 2;
const OF_ITEM_GROUPS = 2;
/** From how many on. */
const BREAKS = [1, 5, 10, 25];

/** What a person changes of prices: of everybody, of customers, from a quantity on, and of lists. */
export function priceChanges(desk: ClerkDesk): Changes {
  const isGeneral = (row: StoredRow): boolean => typeof row['Account'] !== 'string' && row['Quantity'] === 1;
  const isAgreed = (row: StoredRow): boolean => !isGeneral(row);
  return {
    'price changed': () => desk.patchOne(PRICES, () => ({ Price: desk.price() }), { fits: isGeneral }),
    'price deleted': () => desk.removeOne(PRICES, { fits: isGeneral }),
    'price ends': () => desk.patchOne(PRICES, () => window(desk), { fits: isGeneral }),
    'price entered for some days': () => enterPrice(desk, {}),
    'customer price agreed': () => agree(desk, 1),
    'customer price agreed from a quantity on': () => agree(desk, 10),
    'volume price entered': () => enterPrice(desk, { Quantity: desk.random.pick([6, 12, 24]) ?? 6 }),
    'agreement changed': () => desk.patchOne(PRICES, () => ({ Price: desk.price() }), { fits: isAgreed }),
    'agreement has other days': () => desk.patchOne(PRICES, () => window(desk), { fits: isAgreed }),
    'agreement deleted': () => desk.removeOne(PRICES, { fits: isAgreed }),
    'price list made': () => makeList(desk),
    'price list of item groups made': () => makeGroupList(desk),
    'discount of an item group entered': () => enterDiscount(desk),
    'price list renamed': () => desk.patchOne(LISTS, () => ({ Description: `Prijslijst ${desk.count}` })),
    'price list deleted': () => desk.rarely(() => desk.removeOne(LISTS)),
    'period has other days': () => desk.patchOne(PERIODS, () => window(desk)),
    'period is a special offer, or is none any more': () =>
      desk.patchOne(PERIODS, (row) => ({ Type: row['Type'] === SPECIAL_OFFER ? 1 : SPECIAL_OFFER })),
    'period deleted': () => desk.rarely(() => desk.removeOne(PERIODS)),
    'customer linked to a list, or to none': () => linkCustomer(desk),
    'price of a list entered': () => enterLine(desk),
    'price of a list changed': () => desk.patchOne(LINES, () => ({ NewPrice: desk.price() }), { fits: (row) => !isOfGroup(row) }),
    'discount of an item group changed': () =>
      desk.patchOne(LINES, () => ({ Discount: desk.below(60) / 100 }), { fits: isOfGroup }),
    'discount of a list changed': () => desk.patchOne(LINES, () => ({ Discount: desk.below(60) / 100 })),
    'price of a list deleted': () => desk.removeOne(LINES),
  };
}

function isOfGroup(line: StoredRow): boolean {
  return typeof line['ItemGroup'] === 'string';
}

/** Days that are over, go on, or are to come. */
function window(desk: ClerkDesk): { readonly StartDate: string; readonly EndDate: string | null } {
  const start = -3 + desk.below(5);
  const end = desk.random.next() < 0.4 ? null : desk.day(start + desk.below(6));
  return { StartDate: desk.day(start), EndDate: end };
}

async function enterPrice(desk: ClerkDesk, more: object): Promise<boolean> {
  const item = await desk.pick('logistics/Items');
  if (item === undefined) return false;
  const price = { Item: item['ID'], Price: desk.price(), Currency: 'EUR', Unit: item['Unit'], Quantity: 1 };
  return desk.seed(PRICES, { ...price, ...window(desk), ...more });
}

async function agree(desk: ClerkDesk, Quantity: number): Promise<boolean> {
  const debtor = await desk.pick('crm/Accounts', (row) => row['Status'] === 'C');
  return debtor !== undefined && enterPrice(desk, { Account: debtor['ID'], Quantity });
}

async function makeList(desk: ClerkDesk): Promise<boolean> {
  const Code = `L${desk.count}`;
  if (!(await desk.seed(LISTS, { Code, Description: `Lijst ${desk.count}`, Currency: 'EUR' }))) return false;
  const list = await desk.pick(LISTS, (row) => row['Code'] === Code);
  return desk.seed(PERIODS, { PriceList: String(list?.['ID']), Type: 1, ...window(desk) });
}

async function makeGroupList(desk: ClerkDesk): Promise<boolean> {
  const Code = `G${desk.count}`;
  const list = { Code, Description: `Groepenlijst ${desk.count}`, Currency: 'EUR', Entity: OF_ITEM_GROUPS };
  if (!(await desk.seed(LISTS, list))) return false;
  const made = await desk.pick(LISTS, (row) => row['Code'] === Code);
  if (!(await desk.seed(PERIODS, { PriceList: String(made?.['ID']), Type: 1, StartDate: '2020-01-01' }))) return false;
  return enterDiscount(desk);
}

async function enterDiscount(desk: ClerkDesk): Promise<boolean> {
  const period = await pickPeriod(desk, true);
  // One that has items, as whoever gives a discount means it.
  const item = await desk.pick('logistics/Items', (row) => typeof row['ItemGroup'] === 'string');
  if (period === undefined || item === undefined) return false;
  const Quantity = desk.random.next() < 0.8 ? 1 : 10;
  const line = { PriceListPeriod: period['ID'], ItemGroup: item['ItemGroup'], Quantity, Discount: desk.below(60) / 100 };
  return desk.seed(LINES, line);
}

/** A period of a list of items, or of item groups. */
async function pickPeriod(desk: ClerkDesk, isOfGroups: boolean): Promise<StoredRow | undefined> {
  const ofGroups = (await desk.rows(LISTS)).filter((list) => list['Entity'] === OF_ITEM_GROUPS).map((list) => list['ID']);
  return desk.pick(PERIODS, (period) => ofGroups.includes(period['PriceList'] ?? null) === isOfGroups);
}

async function enterLine(desk: ClerkDesk): Promise<boolean> {
  const [period, item] = [await pickPeriod(desk, false), await desk.pick('logistics/Items')];
  if (period === undefined || item === undefined) return false;
  const figure = desk.random.next() < 0.5 ? { Discount: desk.below(60) / 100 } : { NewPrice: desk.price() };
  const Quantity = desk.random.pick(BREAKS) ?? 1;
  return desk.seed(LINES, { PriceListPeriod: period['ID'], Item: item['ID'], Quantity, ...figure });
}

/** Nothing tells of it at once: the stream of accounts is read once a day. */
async function linkCustomer(desk: ClerkDesk): Promise<boolean> {
  const debtor = await desk.pick('crm/Accounts', (row) => row['Status'] === 'C');
  if (debtor === undefined) return false;
  const list = desk.random.next() < 0.75 ? await desk.pick(LISTS) : undefined;
  desk.noteUntold('prices', [String(debtor['ID'])]);
  return desk.send('PATCH', `rows/${desk.division}/crm/Accounts/${String(debtor['ID'])}`, { PriceList: list?.['ID'] ?? null });
}
