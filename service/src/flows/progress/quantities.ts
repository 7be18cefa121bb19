import type { ExactSalesOrderLine } from '../../exact/index.ts';
import { amountText, Decimal, roundTo, toDecimal } from '../../money/index.ts';
import { CANCELLED, COMPLETE } from './statuses.ts';

/** Decimals of a quantity in Salesforce. */
const DECIMALS = 6;

/**
 * The quantities of an order product, as its one line in Exact has them: nothing is added up. What is not delivered of a line that is
 * closed is cancelled, of any other it is open; never less than nothing, also where more was delivered than ordered. `pieces`: what the
 * order product counts in, so that they compare with its own quantity. Decimal texts. Pure.
 */
export function quantitiesOf(line: ExactSalesOrderLine, pieces: Decimal): Readonly<Record<string, string>> {
  const counted = (value: string | null): Decimal => (toDecimal(value) ?? new Decimal(0)).div(pieces);
  const [ordered, delivered] = [counted(line.Quantity), counted(line.QuantityDelivered)];
  const rest = delivered.abs().gte(ordered.abs()) ? new Decimal(0) : ordered.minus(delivered);
  const isOver = isClosed(line);
  return texts({
    Exact_Ordered_Quantity__c: ordered,
    Exact_Delivered_Quantity__c: delivered,
    Exact_Open_Quantity__c: isOver ? new Decimal(0) : rest,
    Exact_Cancelled_Quantity__c: isOver ? rest : new Decimal(0),
    Exact_Invoiced_Quantity__c: counted(line.QuantityInvoiced),
  });
}

/** True for a line of which no more is delivered. */
export function isClosed({ DeliveryStatus: status }: ExactSalesOrderLine): boolean {
  return status === COMPLETE || status === CANCELLED;
}

/** The quantities of an order product whose line Exact does not have any more. Pure. */
export function quantitiesOfGone(): Readonly<Record<string, string>> {
  const none = new Decimal(0);
  return texts({ Exact_Ordered_Quantity__c: none, Exact_Open_Quantity__c: none, Exact_Cancelled_Quantity__c: none });
}

/** Quantities as Salesforce has them; decimal texts. */
export function texts(quantities: Readonly<Record<string, Decimal>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(quantities).map(([field, value]) => [field, amountText(roundTo(value, DECIMALS))]));
}
