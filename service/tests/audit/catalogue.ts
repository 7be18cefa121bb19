import { Decimal } from 'decimal.js';
import type { StoredRow } from '../../../simulators/data/index.ts';
import { dayOf, idIn, isLed, isSold, isWithin, linkedIn, textIn, type Books } from './books.ts';
import { decimalOf, Differences } from './differences.ts';

/** Warehouses that the demo company leaves out of its totals. */
const NOT_COUNTED = ['RETOUR'];

/** Items against products: each that is sold is one, as Exact has it; each that is gone is none that can be ordered. */
export function auditProducts(books: Books): readonly string[] {
  const { exact, org, division, isDefault } = books;
  const differences = new Differences(`products of ${division}`);
  const productOf = linkedIn(books, 'Items');
  for (const item of exact.items) {
    const code = String(item['Code']).trim();
    const product = productOf(idIn(item));
    if (product === undefined) {
      differences.fact(`${code} is no product`, item['IsSalesItem'] !== true);
      continue;
    }
    if (isLed(books, product)) continue;
    differences.text(`code of ${code}`, product['ProductCode'], code);
    differences.text(`name of ${code}`, product['Name'], item['Description']);
    differences.text(`barcode of ${code}`, product['Barcode__c'], item['Barcode']);
    differences.text(`unit of ${code}`, product['Exact_Unit__c'], item['Unit']);
    differences.text(`item group of ${code}`, product['Exact_Item_Group__c'], item['ItemGroupDescription']);
    differences.text(`family of ${code}`, product['Family'], item['ItemGroupDescription']);
    differences.text(`kind of ${code}`, product['Exact_Kind__c'], item['IsStockItem'] === true ? 'Simple' : 'Virtual');
    differences.text(`VAT code of ${code}`, product['Exact_Vat_Code__c'], item['SalesVatCode']);
    differences.text(`activity of ${code}`, product['IsActive'], isSold(books, item));
  }
  const active = org.products.filter((product) => product['IsActive'] === true && typeof product['ProductCode'] === 'string');
  for (const [code, same] of Map.groupBy(active, (product) => String(product['ProductCode']).toLowerCase()))
    differences.fact(`${same.length} active products are ${code}, untold`, same.length === 1 || isTold(same));
  const known = new Set(exact.items.map((item) => idIn(item)));
  const ofThisCompany = isDefault
    ? org.products.map((product) => ({ product, itemId: idIn(product, 'Exact_Id__c') }))
    : org.links
        .filter((row) => row['Division__c'] === String(division) && row['Role__c'] === 'item')
        .map((row) => ({ product: org.products.find(({ Id }) => Id === row['Product__c']), itemId: idIn(row, 'Exact_Id__c') }));
  for (const { product, itemId } of ofThisCompany) {
    if (product === undefined || itemId === '' || known.has(itemId) || isLed(books, product)) continue;
    differences.fact(`${String(product['ProductCode'])} is gone from Exact and still active`, product['IsActive'] !== true);
  }
  return differences.found;
}

/** Standard prices: the general price of today that began last, and none where there is none. */
export function auditPrices(books: Books): readonly string[] {
  const { exact, org, division } = books;
  const differences = new Differences(`prices of ${division}`);
  const productOf = linkedIn(books, 'Items');
  const standard = org.books.find((book) => book['IsStandard'] === true)?.['Id'];
  const entries = org.entries.filter((row) => row['Pricebook2Id'] === standard && row['Exact_Price_Id__c'] !== null);
  const pricesOf = Map.groupBy(
    exact.prices.filter((row) => isGeneral(row) && row['Currency'] === 'EUR'),
    (row) => idIn(row, 'Item'),
  );
  for (const item of exact.items) {
    const product = productOf(idIn(item));
    if (product === undefined || isLed(books, product)) continue;
    const valid = (pricesOf.get(idIn(item)) ?? []).filter((row) => isWithin(books, row));
    const [price] = valid.toSorted(
      (one, other) =>
        dayOf(other['StartDate']).localeCompare(dayOf(one['StartDate'])) ||
        String(other['Modified']).localeCompare(String(one['Modified'])),
    );
    const entry = entries.find((row) => row['Product2Id'] === product['Id']);
    const code = String(item['Code']).trim();
    const stands = entry?.['IsActive'] === true ? pricePerPiece(entry) : undefined;
    differences.amount(`price of ${code}`, stands, isSold(books, item) ? price?.['Price'] : undefined);
  }
  return differences.found;
}

function pricePerPiece(entry: StoredRow): string | undefined {
  return decimalOf(entry['UnitPrice'])
    ?.div(decimalOf(entry['Price_Quantity__c']) ?? 1)
    .toString();
}

/** What everybody pays for one piece: of no customer, from one on, in the unit of the item. */
export function isGeneral(price: StoredRow): boolean {
  const isOfItemsUnit = textIn(price, 'Unit') === textIn(price, 'DefaultItemUnit');
  return idIn(price, 'Account') === '' && Number(price['Quantity'] ?? 1) <= 1 && isOfItemsUnit;
}

/** Positions against rows, and their sum against the total of the product. */
export function auditStock(books: Books): readonly string[] {
  const { exact, org, division } = books;
  const differences = new Differences(`stock of ${division}`);
  const productOf = linkedIn(books, 'Items');
  const rows = new Map(org.stock.map((row) => [String(row['Key__c']), row]));
  const codes = new Map(exact.warehouses.map((row) => [idIn(row), String(row['Code']).trim()]));
  const totals = new Map<string, Decimal>();
  const keys = new Set<string>();
  for (const position of exact.positions) {
    const product = productOf(idIn(position, 'Item'));
    const key = `${division}-StockPositions-${idIn(position)}`;
    keys.add(key);
    if (product === undefined) continue;
    const warehouse = codes.get(idIn(position, 'Warehouse')) ?? '';
    const what = `${String(product['ProductCode'])} in ${warehouse}`;
    const row = rows.get(key);
    const available = (decimalOf(position['CurrentStock']) ?? new Decimal(0)).minus(plannedOut(books, position));
    differences.amount(`physical of ${what}`, row?.['Physical__c'], position['CurrentStock'] ?? 0);
    differences.amount(`available of ${what}`, row?.['Available__c'], available.toString());
    const isCounted = !NOT_COUNTED.includes(warehouse);
    differences.text(`in total of ${what}`, row?.['In_Total__c'], isCounted);
    const id = String(product['Id']);
    if (isCounted) totals.set(id, (totals.get(id) ?? new Decimal(0)).plus(available));
  }
  for (const item of exact.items) {
    const product = productOf(idIn(item));
    if (product === undefined || isLed(books, product)) continue;
    const total = totals.get(String(product['Id']));
    differences.amount(`total of ${String(product['ProductCode'])}`, product['Exact_Stock__c'], total?.toString());
  }
  for (const [key, row] of rows)
    if (row['Division__c'] === String(division) && !keys.has(key))
      differences.fact(`${key} is gone from Exact and still counts`, row['In_Total__c'] !== true && row['Available__c'] === null);
  return differences.found;
}

/** What open orders still have to deliver of an item from a warehouse. */
function plannedOut({ exact }: Books, position: StoredRow): Decimal {
  const orders = new Map(exact.orders.map((row) => [idIn(row, 'OrderID'), row]));
  const open = exact.orderLines.flatMap((line) => {
    const order = orders.get(idIn(line, 'OrderID'));
    if (idIn(line, 'Item') !== idIn(position, 'Item') || order === undefined) return [];
    if (idIn(order, 'WarehouseID') !== idIn(position, 'Warehouse') || [21, 45].includes(Number(order['Status']))) return [];
    const left = (decimalOf(line['Quantity']) ?? new Decimal(0)).minus(decimalOf(line['QuantityDelivered']) ?? 0);
    return [Decimal.max(0, left)];
  });
  return open.reduce((sum, left) => sum.plus(left), new Decimal(0));
}

/** Items of two companies may come to one code: then one of their products says which other one has it. */
function isTold(products: readonly StoredRow[]): boolean {
  return products.some((product) =>
    products.some(({ Id }) => Id !== product['Id'] && String(product['Exact_Sync_Problem__c']).includes(String(Id))),
  );
}
