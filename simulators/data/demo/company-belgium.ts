import { Decimal } from 'decimal.js';
import { textIn } from '../control.ts';
import { countryNameOf } from '../countries.ts';
import { itemGroupId, itemGroupRows, type SeedEntities, type SeedRow } from '../exact-rows.ts';
import { makePerson } from '../people.ts';
import { guidFrom, randomFrom } from '../random.ts';
import type { CustomerSeed } from '../salesforce-customers.ts';
import { demoItems } from './items.ts';

/** What the Belgian company of the demo holds, for both systems; pure data, the same on every machine. */
export interface BelgianCompany {
  readonly exact: SeedEntities;
  /** Codes that the Dutch company sells too. */
  readonly sharedCodes: readonly string[];
  /** Customers of this company alone. */
  readonly customers: readonly CustomerSeed[];
  /** Which customer is which debtor: the number of the account, and the id of the debtor. */
  readonly debtors: readonly { readonly number: string; readonly debtorId: string }[];
  /** Invoices that are sent; `paid` is decimal text, null for one that nobody paid yet. */
  readonly invoices: readonly { readonly row: SeedRow; readonly paid: string | null }[];
}

/** Codes that a new company with a Belgian template has: other ones than a Dutch company, at other rates. */
const BELGIAN_CODES: Readonly<Record<string, string>> = { '1': '06', '2': '21', '3': '06I', '4': '21I' };
const LOW = '06';
const MAIN_WAREHOUSE = '1';
/** What the two companies both sell. */
const SHARED_PREFIX = 'KOF-00';
const PRALINES = [
  'Gianduja',
  'Marsepein',
  'Ganache «Antwerpse Handjes»',
  'Praliné noisette',
  'Pistache',
  'Café Liégeois',
  'Speculaas',
  'Cuberdon',
];
const GROUPS = [
  { code: 'KOFFIE', description: 'Koffie' },
  { code: 'PRALINES', description: 'Pralines' },
];
/** A Belgian customer of the Dutch company who buys here too. */
const SHARED_CUSTOMER = 'C1002';
const CUSTOMER_COUNT = 6;

/** Builds "Van Dalen Koffie & Thee België": items of its own and of the Dutch company, at prices of its own, with debtors and invoices. */
export function createBelgianCompany(division: number, today: string): BelgianCompany {
  const random = randomFrom('demo belgium');
  const shared = demoItems(division, today)
    .filter(({ code, priceRow }) => code.startsWith(SHARED_PREFIX) && priceRow !== undefined)
    .map(({ row, code, price = new Decimal(0) }): PricedItem => ({
      row: { ...row, SalesVatCode: BELGIAN_CODES[textIn(row, 'SalesVatCode')] ?? LOW, Barcode: null },
      code,
      price: price.times('1.08').toDecimalPlaces(2),
    }));
  const own = PRALINES.map((name, index) => pralines(division, name, index, new Decimal(random.between(450, 1850)).div(100)));
  const items = [...shared, ...own];
  const customers = Array.from({ length: CUSTOMER_COUNT }, (_, index) => customer(`B${2001 + index}`));
  const numbers = [...customers.map(({ number }) => number), SHARED_CUSTOMER];
  const debtors = numbers.map((number) => ({ number, debtorId: guidFrom(`${division} account ${number}`) }));
  return {
    customers,
    debtors,
    sharedCodes: shared.map(({ code }) => code),
    exact: {
      'logistics/ItemGroups': itemGroupRows(division, GROUPS),
      'crm/Accounts': debtors.map(({ number, debtorId }) => debtorRow(number, debtorId)),
      'logistics/Items': items.map(({ row }) => row),
      'logistics/SalesItemPrices': items.map(({ row, code, price }) => ({
        ...{ ID: guidFrom(`${division} price ${code}`), Item: row['ID'] ?? null, Price: price.toNumber(), Currency: 'EUR' },
        ...{ Quantity: 1, Unit: row['Unit'] ?? null, StartDate: '2020-01-01' },
      })),
      'inventory/ItemWarehouses': items.map(({ row }) => ({
        ...{ Item: row['ID'] ?? null, Warehouse: MAIN_WAREHOUSE, CurrentStock: random.between(0, 90) },
      })),
    },
    invoices: debtors.flatMap(({ debtorId }, index) => [
      invoice(debtorId, random.pick(own), { quantity: random.between(2, 40), today, paid: index % 2 === 0 ? '10.00' : null }),
    ]),
  };
}

interface PricedItem {
  readonly row: SeedRow;
  readonly code: string;
  readonly price: Decimal;
}

function pralines(division: number, name: string, index: number, price: Decimal): PricedItem {
  const code = `PRA-${String(index + 1).padStart(3, '0')}`;
  const row = {
    ...{ ID: guidFrom(`${division} item ${code}`), Code: code, Description: `${name}, ballotin 250 g`, Unit: 'box' },
    ...{ SalesVatCode: LOW, ItemGroup: itemGroupId(division, 'PRALINES'), IsSalesItem: true, IsStockItem: true },
    ...{ IsFractionAllowedItem: false, StartDate: '2020-01-01', EndDate: null },
  };
  return { row, code, price };
}

function customer(number: string): CustomerSeed {
  return { number, person: makePerson(number, 'company', { code: 'BE', name: countryNameOf('BE') }) };
}

function debtorRow(number: string, debtorId: string): SeedRow {
  const { person } = customer(number);
  return {
    ...{ ID: debtorId, Name: person.accountName, Email: person.email, Phone: person.phone, Status: 'C', Country: 'BE' },
    ...{ AddressLine1: person.billing.street, Postcode: person.billing.postalCode, City: person.billing.city },
    PaymentConditionSales: '30',
  };
}

function invoice(
  debtorId: string,
  { row, price }: PricedItem,
  { quantity, today, paid }: { readonly quantity: number; readonly today: string; readonly paid: string | null },
): BelgianCompany['invoices'][number] {
  const line = { Item: row['ID'] ?? null, Quantity: quantity, NetPrice: price.toNumber(), VATCode: LOW };
  return { paid, row: { OrderedBy: debtorId, Journal: '50', InvoiceDate: `${today}T00:00:00`, SalesInvoiceLines: [line] } };
}
