import { salesOrderUrl, type ExactSalesOrder } from '../../exact/index.ts';
import { amountText, Decimal } from '../../money/index.ts';
import { forgottenLink } from '../customers/index.ts';
import type { FieldChange, Operation } from '../flow.ts';
import { main, stays, writeBack } from './operations.ts';
import { currencyOf } from './order-body.ts';
import type { OrderFacts, OrderInput } from './types.ts';

/** The order takes over what Exact has: nothing is written there, and Salesforce is told. */
export function adopted(
  input: OrderInput,
  order: ExactSalesOrder,
  facts: OrderFacts,
  remembered: readonly FieldChange[] = [],
): Operation[] {
  const operation = shown(input, order, facts);
  return [
    { ...operation, fields: [...operation.fields, ...remembered] },
    ...forgottenLink(input),
    writeBack(input, resultOf(order, facts)),
  ];
}

/** Exact's own words about an order that is there: nothing is written there. */
export function shown(input: OrderInput, order: ExactSalesOrder, facts: OrderFacts): Operation {
  return {
    ...main(input),
    action: 'unchanged',
    targetId: order.OrderID,
    fields: [
      stays('OrderNumber', order.OrderNumber),
      stays('Url', salesOrderUrl(facts.host, facts.division, order.OrderID)),
      stays('AmountFCExclVat', order.AmountFCExclVat),
      stays('AmountFC', order.AmountFC),
      stays('Currency', order.Currency),
    ],
  };
}

/** Salesforce says itself that it is in Exact, and nothing changed since: nothing to ask, nothing to write. */
export function asShown(input: OrderInput, facts: OrderFacts): Operation {
  const { order } = input;
  return {
    ...main(input),
    action: 'unchanged',
    targetId: order.Exact_Id__c ?? undefined,
    fields: [
      stays('OrderNumber', order.Exact_Number__c),
      stays('Url', order['Exact_Url__c']),
      stays('AmountFCExclVat', order['Exact_Net_Amount__c']),
      stays('AmountFC', order['Exact_Gross_Amount__c']),
      stays('Currency', currencyOf(input, facts)),
    ],
  };
}

/** What an order in Salesforce shows of its document. */
export function resultOf(order: ExactSalesOrder, facts: OrderFacts): Readonly<Record<string, unknown>> {
  const { AmountFC: gross, AmountFCExclVat: net } = order;
  return {
    Exact_Id__c: order.OrderID,
    Exact_Number__c: order.OrderNumber,
    Exact_Url__c: salesOrderUrl(facts.host, facts.division, order.OrderID),
    Exact_Order_Status__c: order.StatusDescription,
    ...(net === null ? {} : { Exact_Net_Amount__c: net }),
    ...(gross === null ? {} : { Exact_Gross_Amount__c: gross }),
    ...(net === null || gross === null ? {} : { Exact_Vat_Amount__c: amountText(new Decimal(gross).minus(net)) }),
  };
}
