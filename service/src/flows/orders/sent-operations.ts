import { divisionOfPage } from '../../exact/index.ts';
import { plainText } from '../../mapping/index.ts';
import { amountText, Decimal } from '../../money/index.ts';
import { forgottenLink } from '../customers/index.ts';
import type { DocumentMark, Operation } from '../operation.ts';
import { main, writeBack } from './operations.ts';
import { currencyOf } from './order-body.ts';
import { targetOf, type ExactDocument } from './targets/index.ts';
import { documentAmounts } from './totals.ts';
import type { OrderFacts, OrderInput } from './types.ts';

/** The order takes over what Exact has: nothing is written there, and Salesforce is told. `mark`: where it was not known as ours before. */
export function adopted(input: OrderInput, order: ExactDocument, facts: OrderFacts, mark?: DocumentMark): Operation[] {
  return [
    { ...shown(input, order, facts), ...(mark === undefined ? {} : { mark }) },
    ...forgottenLink(input, facts),
    writeBack(input, resultOf(input, order, facts)),
  ];
}

/** Exact's own words about an order that is there: nothing is written there. */
export function shown(input: OrderInput, order: ExactDocument, facts: OrderFacts): Operation {
  return {
    ...main(input),
    action: 'unchanged',
    targetId: order.OrderID,
    fields: [],
    found: {
      number: order.OrderNumber ?? undefined,
      url: targetOf(input.target).page(facts.host, facts.division, order.OrderID),
      division: facts.division,
      amounts: documentAmounts(order.AmountFCExclVat, order.AmountFC, order.Currency ?? ''),
    },
  };
}

/** Salesforce says itself that it is in Exact, and nothing changed since: nothing to ask, nothing to write. */
export function asShown(input: OrderInput, facts: OrderFacts): Operation {
  const { order } = input;
  const url = plainText(order['Exact_Url__c']) || undefined;
  return {
    ...main(input),
    action: 'unchanged',
    targetId: order.Exact_Id__c ?? undefined,
    fields: [],
    found: {
      number: order.Exact_Number__c ?? undefined,
      url,
      // Sent while orders went to another company, it is there.
      division: divisionOfPage(url),
      amounts: documentAmounts(order['Exact_Net_Amount__c'], order['Exact_Gross_Amount__c'], currencyOf(input, facts)),
    },
  };
}

/** What an order in Salesforce shows of its document. */
export function resultOf({ target }: OrderInput, order: ExactDocument, facts: OrderFacts): Readonly<Record<string, unknown>> {
  const { shownAs, page } = targetOf(target);
  const { AmountFC: gross, AmountFCExclVat: net } = order;
  return {
    Exact_Id__c: order.OrderID,
    Exact_Document__c: shownAs,
    Exact_Number__c: order.OrderNumber,
    Exact_Url__c: page(facts.host, facts.division, order.OrderID),
    Exact_Order_Status__c: order.StatusDescription,
    ...(net === null ? {} : { Exact_Net_Amount__c: net }),
    ...(gross === null ? {} : { Exact_Gross_Amount__c: gross }),
    ...(net === null || gross === null ? {} : { Exact_Vat_Amount__c: amountText(new Decimal(gross).minus(net)) }),
  };
}
