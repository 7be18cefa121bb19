import { Decimal } from 'decimal.js';
import { countryCodeOf } from '../countries.ts';
import type { SalesforceControl } from '../control.ts';
import { itemGroupId, itemGroupRows, TEMPLATE_CODES, type SeedRow } from '../exact-rows.ts';
import { codesOf, seedByCode, type ExactTarget } from '../exact-seeding.ts';
import { makePerson, type Person } from '../people.ts';
import { guidFrom } from '../random.ts';
import { seedCustomers } from '../salesforce-customers.ts';
import { seedOrders, type SeededOrders } from '../salesforce-orders.ts';
import { WALK_IN, type Refusal, type RetailCustomer, type RetailData, type RetailItem } from './retail-data.ts';

/** What a file amounts to, for a person to compare with what arrives. */
export interface RetailSummary {
  readonly items: number;
  readonly customers: number;
  readonly orders: number;
  readonly lines: number;
  /** Sum of quantity x price over all lines, two decimals, excluding VAT. */
  readonly netTotal: string;
  readonly refused: readonly Refusal[];
}

const ITEM_GROUPS = [
  { code: 'GOODS', description: 'Goods' },
  { code: 'SERVICE', description: 'Postage and services' },
] as const;

/** Exact code of the debtor that takes the orders of customers who gave no name. */
export const DEFAULT_DEBTOR_CODE = '90000';

/** Counts what a file holds, without any system. */
export function summarise(data: RetailData): RetailSummary {
  const lines = data.orders.flatMap((order) => order.lines);
  const net = lines.reduce((sum, line) => sum.plus(line.unitPrice.times(line.quantity)), new Decimal(0));
  return {
    items: data.items.length,
    customers: data.customers.length,
    orders: data.orders.length,
    lines: lines.length,
    netTotal: net.toFixed(2),
    refused: data.refused,
  };
}

/**
 * Step 1: the SKUs become items of the division, high VAT rate excluding VAT, with a general sales price where the file
 * names one. Items it already holds stay as they are. Answers how many were entered.
 */
export async function loadItems(data: RetailData, target: ExactTarget): Promise<number> {
  const ids = await seedByCode(target, { 'logistics/ItemGroups': itemGroupRows(target.division, ITEM_GROUPS) });
  const groups = ids.get('logistics/ItemGroups') ?? new Map<string, string>();
  const known = await codesOf(target, 'logistics/Items');
  const missing = data.items.filter((item) => !known.has(item.code.toUpperCase()));
  await target.control.seed(target.division, {
    'logistics/Items': missing.map((item) => toItemRow(item, target.division, groups)),
    'logistics/SalesItemPrices': missing.flatMap((item) => toPriceRows(item, target)),
  });
  return missing.length;
}

/**
 * Step 2: the customers become accounts of the org, each with a contact, an address and an e-mail made up from the
 * customer's number. Lines without a customer belong to the account "Walk-in customers"; its contact's e-mail is that of the
 * debtor `90000` entered into Exact here, so that the e-mail match leads them to that default debtor.
 */
export async function loadCustomers(data: RetailData, target: ExactTarget, salesforce: SalesforceControl): Promise<number> {
  if (data.customers.some((customer) => customer.id === WALK_IN))
    await seedByCode(target, { 'crm/Accounts': [defaultDebtorRow(target.division)] });
  return seedCustomers(
    salesforce,
    data.customers.map((customer) => ({ number: customer.id, person: personOf(customer) })),
  );
}

/**
 * Step 3, after the product sync: the invoices become activated orders of the org. Without a sync in between the
 * products are created by SKU, and the sync adopts them later.
 */
export async function loadOrders(data: RetailData, salesforce: SalesforceControl): Promise<SeededOrders> {
  const customers = new Map(data.customers.map((customer) => [customer.id, customer]));
  const catalogue = new Map(data.items.map((item) => [item.code, { name: item.description, price: item.price }]));
  return seedOrders(
    salesforce,
    data.orders.map((order) => ({
      reference: order.invoice,
      name: `Invoice ${order.invoice}`,
      customerNumber: order.customerId,
      customer: personOf(customers.get(order.customerId) ?? { id: order.customerId, country: '' }),
      date: order.date,
      lines: order.lines,
      isActivated: true,
    })),
    catalogue,
  );
}

/** A customer whose number ends in an odd digit is a private person, every other one a company. */
export function personOf(customer: RetailCustomer): Person {
  if (customer.id === WALK_IN) return WALK_IN_CUSTOMER;
  const kind = /[13579]$/.test(customer.id) ? 'person' : 'company';
  return makePerson(customer.id, kind, { code: countryCodeOf(customer.country), name: customer.country });
}

const WALK_IN_CUSTOMER: Person = {
  ...makePerson(WALK_IN, 'company', { code: 'GB', name: 'United Kingdom' }),
  accountName: 'Walk-in customers',
  firstName: 'Walk-in',
  lastName: 'Customers',
  email: 'walk-in@trade.example',
  shipping: undefined,
};

function defaultDebtorRow(division: number): SeedRow {
  const { accountName, email, billing } = WALK_IN_CUSTOMER;
  return {
    ID: guidFrom(`${division} default debtor`),
    Code: DEFAULT_DEBTOR_CODE,
    Name: accountName,
    Email: email,
    Status: 'C',
    AddressLine1: billing.street,
    Postcode: billing.postalCode,
    City: billing.city,
    Country: billing.countryCode ?? null,
  };
}

function toItemRow(item: RetailItem, division: number, groups: ReadonlyMap<string, string>): SeedRow {
  const group = item.isService ? 'SERVICE' : 'GOODS';
  return {
    ID: itemId(division, item.code),
    Code: item.code,
    Description: item.description.slice(0, 60),
    ExtraDescription: item.description.length > 60 ? item.description.slice(0, 255) : null,
    Unit: TEMPLATE_CODES.piece,
    SalesVatCode: TEMPLATE_CODES.vatHigh,
    ItemGroup: groups.get(group) ?? itemGroupId(division, group),
    IsSalesItem: true,
    IsStockItem: !item.isService,
    IsFractionAllowedItem: false,
    StartDate: '2010-01-01',
  };
}

function toPriceRows(item: RetailItem, target: ExactTarget): SeedRow[] {
  if (item.price === undefined) return [];
  return [
    {
      ID: guidFrom(`${target.division} price ${item.code.toUpperCase()}`),
      Item: itemId(target.division, item.code),
      Price: item.price.toNumber(),
      Currency: target.currency,
      Quantity: 1,
      Unit: TEMPLATE_CODES.piece,
      StartDate: '2010-01-01',
    },
  ];
}

function itemId(division: number, code: string): string {
  return guidFrom(`${division} item ${code.toUpperCase()}`);
}
