import type { FlowContext } from '../flow.ts';
import type { LineRow, OrderFacts, OrderInput } from './types.ts';

const IN_FLIGHT_MS = 30_000;

/** What the plan needs besides the orders. A code list is read only when an order of the batch names such a code. */
export async function readOrderFacts(context: FlowContext, orders: readonly OrderInput[]): Promise<OrderFacts> {
  const { references } = context;
  const features = await context.salesforce.features();
  const open = orders.filter((input) => input.debtor !== undefined);
  const hasVat = open.some(({ lines }) => lines.some(namesVat));
  const hasCondition = open.some(
    ({ order }) => isFilled(order['Payment_Condition__c']) || isFilled(order.Account?.['Payment_Condition__c']),
  );
  const hasMethod = open.some(({ order }) => isFilled(order['Shipping_Method__c']));
  return {
    division: context.division,
    inFlightMs: IN_FLIGHT_MS / context.timeScale,
    host: context.exact.host,
    currency: features.defaultCurrency,
    hasMultiCurrency: features.hasMultiCurrency,
    vatCodes: hasVat ? await references.vatCodes() : undefined,
    paymentConditions: hasCondition ? await references.paymentConditions() : undefined,
    shippingMethods: hasMethod ? await references.shippingMethods() : undefined,
  };
}

/** A line whose price depends on VAT: it names a code, or its product's price includes VAT. */
function namesVat(line: LineRow): boolean {
  return isFilled(line['Vat_Code__c']) || line.Product2?.Price_Includes_Vat__c === true;
}

function isFilled(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '';
}
