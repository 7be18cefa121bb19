import { countryNameOf } from '../countries.ts';
import { itemGroupRows, TEMPLATE_CODES, type SeedEntities, type SeedRow } from '../exact-rows.ts';
import { makePerson, type Person } from '../people.ts';
import { guidFrom, randomFrom } from '../random.ts';
import type { CustomerSeed } from '../salesforce-customers.ts';
import type { OrderSeed } from '../salesforce-orders.ts';
import { DEMO_ITEM_GROUPS, demoItems, type DemoItem } from './items.ts';
import { demoPictures } from './pictures.ts';
import { DEMO_WAREHOUSES, demoStock, type StockSeed } from './stock.ts';

/** Everything the demo company holds, for both systems; pure data, the same on every machine. */
export interface DemoCompany {
  readonly exact: SeedEntities;
  readonly items: readonly DemoItem[];
  readonly customers: readonly CustomerSeed[];
  readonly orders: readonly OrderSeed[];
  readonly stock: readonly StockSeed[];
}

/** Exact code of the debtor for buyers who have none of their own. */
const DEMO_DEFAULT_DEBTOR_CODE = '90000';
/** What every known company may owe. */
const CREDIT_LINE = 5_000;

/** What the company writes in Salesforce, with the codes of Exact's lists. */
export const DEMO_TABLES = {
  vat: [
    { salesforce: 'Hoog 21%', exact: TEMPLATE_CODES.vatHigh },
    { salesforce: 'Laag 9%', exact: TEMPLATE_CODES.vatLow },
    { salesforce: 'Verlegd', exact: '5' },
    { salesforce: 'Export', exact: '6' },
  ],
  paymentConditions: [
    { salesforce: '14 days', exact: '14' },
    { salesforce: '30 days', exact: '30' },
  ],
  shippingMethods: [
    { salesforce: 'Parcel post', exact: 'POST' },
    { salesforce: 'Pallet', exact: 'PALLET' },
    { salesforce: 'Pick-up', exact: 'PICKUP' },
  ],
  countries: [
    { salesforce: 'Nederland (NL)', exact: 'NL' },
    { salesforce: 'Vlaanderen', exact: 'BE' },
  ],
} as const;

const COUNTRIES = ['NL', 'BE', 'DE', 'FR', 'GB'] as const;
const COMPANY_COUNT = 12;
const PERSON_COUNT = 8;
const DRAFT_COUNT = 5;
/** The item that is a set. */
export const TASTING_BOX = 'CAD-001-1';
const ORDER_COUNT = 16;

/** Builds "Van Dalen Koffie & Thee". `today` (`yyyy-mm-dd`) dates the orders and the price that starts tomorrow. */
export function createDemoCompany(division: number, today: string): DemoCompany {
  const items = demoItems(division, today);
  const customers = demoCustomers();
  const pictures = demoPictures(items);
  return {
    items,
    customers,
    orders: demoOrders(items, customers, today),
    stock: demoStock(items),
    exact: {
      'logistics/ItemGroups': itemGroupRows(division, DEMO_ITEM_GROUPS),
      'inventory/Warehouses': DEMO_WAREHOUSES.map(({ code, name }) => ({
        ID: guidFrom(`${division} warehouse ${code}`),
        Code: code,
        Description: name,
        Main: 0,
      })),
      'sales/ShippingMethods': [
        {
          ID: guidFrom(`${division} shipping PALLET`),
          Code: 'PALLET',
          Description: 'Palletvervoer',
          TrackingURL: 'https://vervoer.example/zending/{0}',
        },
      ],
      'crm/Accounts': [
        defaultDebtorRow(division),
        ...customers.filter(isKnownInExact).map((customer) => accountRow(division, customer)),
      ],
      'logistics/Items': items.map((item) => ({ ...item.row, ...pictures.get(item.code) })),
      'logistics/SalesItemPrices': items.flatMap((item) => (item.priceRow === undefined ? [] : [item.priceRow])),
    },
  };
}

function demoCustomers(): CustomerSeed[] {
  return Array.from({ length: COMPANY_COUNT + PERSON_COUNT }, (_, index) => {
    const code = COUNTRIES[index % COUNTRIES.length] ?? 'NL';
    const number = `C${1001 + index}`;
    const isCompany = index < COMPANY_COUNT;
    const person = makePerson(number, isCompany ? 'company' : 'person', { code, name: countryNameOf(code) });
    return { number, person, fields: isCompany ? { Payment_Condition__c: index % 2 === 0 ? '30 days' : '14 days' } : {} };
  });
}

/** Every third company is a debtor already; the sync must find it, not double it. */
function isKnownInExact(customer: CustomerSeed): boolean {
  return customer.person.kind === 'company' && Number(customer.number.slice(1)) % 3 === 0;
}

function demoOrders(items: readonly DemoItem[], customers: readonly CustomerSeed[], today: string): OrderSeed[] {
  const random = randomFrom('demo orders');
  // Salesforce prices of an order exclude VAT and are in cents, so a person ordering by hand takes items priced that way.
  const orderable = items.filter(
    ({ price, includesVat, row }) => price !== undefined && price.decimalPlaces() <= 2 && !includesVat && row['EndDate'] === null,
  );
  return Array.from({ length: ORDER_COUNT }, (_, index) => {
    const customer = random.pick(customers);
    const lines = Array.from({ length: random.between(1, 6) }, () => {
      const item = random.pick(orderable);
      return { sku: item.code, quantity: random.between(1, 24), unitPrice: required(item) };
    });
    return {
      reference: `DEMO-${String(index + 1).padStart(3, '0')}`,
      name: `${customer.person.accountName}, order ${index + 1}`,
      customerNumber: customer.number,
      customer: customer.person,
      date: today,
      lines: index === DRAFT_COUNT ? [...lines, ...boxes(items)] : lines,
      isActivated: index >= DRAFT_COUNT,
      fields: customer.person.kind === 'company' ? { Shipping_Method__c: index % 2 === 0 ? 'Parcel post' : 'Pallet' } : {},
    };
  });
}

/** A set that is sent as its parts. */
function boxes(items: readonly DemoItem[]): OrderSeed['lines'] {
  return items.flatMap((item) => (item.code === TASTING_BOX ? [{ sku: item.code, quantity: 2, unitPrice: required(item) }] : []));
}

function required(item: DemoItem): NonNullable<DemoItem['price']> {
  if (item.price === undefined) throw new Error(`${item.code} has no price`);
  return item.price;
}

function defaultDebtorRow(division: number): SeedRow {
  return {
    ID: guidFrom(`${division} default debtor`),
    Code: DEMO_DEFAULT_DEBTOR_CODE,
    Name: 'Losse verkoop',
    Status: 'C',
    Country: 'NL',
  };
}

function accountRow(division: number, { number, person }: { number: string; person: Person }): SeedRow {
  return {
    ID: guidFrom(`${division} account ${number}`),
    Name: person.accountName,
    Email: person.email,
    Phone: person.phone,
    Status: 'C',
    AddressLine1: person.billing.street,
    Postcode: person.billing.postalCode,
    City: person.billing.city,
    Country: person.billing.countryCode ?? null,
    PaymentConditionSales: '30',
    CreditLineSales: CREDIT_LINE,
  };
}
