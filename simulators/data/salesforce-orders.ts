import type { Decimal } from 'decimal.js';
import { textIn, type SalesforceControl, type SalesforceSeed } from './control.ts';
import type { SeedRow } from './exact-rows.ts';
import { accountIdsByNumber, addressFields, contactIdsByAccount } from './salesforce-customers.ts';
import type { Person } from './people.ts';
import { findPriceBookEntries, type CatalogueEntry } from './salesforce-products.ts';

/** An order for an org. `reference` becomes its OrderReferenceNumber and finds it again. */
export interface OrderSeed {
  readonly reference: string;
  readonly name: string;
  readonly customerNumber: string;
  readonly customer: Person;
  /** `yyyy-mm-dd`. */
  readonly date: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number; readonly unitPrice: Decimal }[];
  /** False leaves it a draft. */
  readonly isActivated: boolean;
  /** Further fields, such as `Shipping_Method__c`. */
  readonly fields?: SeedRow;
}

/** How many orders and lines were created. */
export interface SeededOrders {
  readonly orders: number;
  readonly lines: number;
}

/**
 * Creates the orders the org does not hold yet, the way a salesperson must: a draft of the standard price book, then its
 * lines, then the status on its own. A product or standard price book entry that is missing is created by SKU first.
 */
export async function seedOrders(
  salesforce: SalesforceControl,
  orders: readonly OrderSeed[],
  catalogue: ReadonlyMap<string, CatalogueEntry>,
): Promise<SeededOrders> {
  const known = new Set((await salesforce.rows('Order')).map((row) => textIn(row, 'OrderReferenceNumber')));
  const missing = orders.filter((order) => !known.has(order.reference));
  const entries = await findPriceBookEntries(
    salesforce,
    new Set(missing.flatMap((order) => order.lines.map((line) => line.sku))),
    catalogue,
  );
  const orderIds = await createDrafts(salesforce, missing, entries.standardBookId);
  const lines = missing.flatMap((order, index) =>
    order.lines.map((line): SalesforceSeed => {
      return {
        object: 'OrderItem',
        fields: {
          OrderId: orderIds[index] ?? '',
          PricebookEntryId: entries.idOf(line.sku),
          Quantity: line.quantity,
          UnitPrice: line.unitPrice.toNumber(),
        },
      };
    }),
  );
  await salesforce.seed(lines);
  await salesforce.seed(
    missing.flatMap((order, index) =>
      order.isActivated ? [{ object: 'Order', id: orderIds[index] ?? '', fields: { Status: 'Activated' } }] : [],
    ),
  );
  return { orders: missing.length, lines: lines.length };
}

async function createDrafts(
  salesforce: SalesforceControl,
  orders: readonly OrderSeed[],
  bookId: string,
): Promise<readonly string[]> {
  const accounts = await accountIdsByNumber(salesforce);
  const contacts = await contactIdsByAccount(salesforce);
  return salesforce.seed(
    orders.map((order): SalesforceSeed => {
      const accountId = accounts.get(order.customerNumber);
      if (accountId === undefined)
        throw new Error(`order ${order.reference}: the org holds no account ${order.customerNumber}; load customers first`);
      const contactId = contacts.get(accountId) ?? null;
      return {
        object: 'Order',
        fields: {
          Name: order.name,
          OrderReferenceNumber: order.reference,
          AccountId: accountId,
          BillToContactId: contactId,
          ShipToContactId: contactId,
          EffectiveDate: order.date,
          Status: 'Draft',
          Pricebook2Id: bookId,
          ...addressFields('Billing', order.customer.billing),
          ...addressFields('Shipping', order.customer.shipping ?? order.customer.billing),
          ...order.fields,
        },
      };
    }),
  );
}
