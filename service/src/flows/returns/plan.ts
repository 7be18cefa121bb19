import { phrase, TandemError } from '../../errors/index.ts';
import { applyRules, plannedChanges } from '../../mapping/index.ts';
import { amountText, type Decimal } from '../../money/index.ts';
import type { PlanMoment } from '../flow.ts';
import type { FieldChange, Operation } from '../operation.ts';
import { heldForApproval } from './approval.ts';
import { isSameContent } from './content.ts';
import { creditOf, Going, type Credit } from './credit.ts';
import { CREDIT_NOTE } from './kinds.ts';
import { asShown, blocked, clearing, creditKey, main, markOf, shown, writeBack } from './operations.ts';
import { goneInExact, numberOf, numbersOf, referenceTaken } from './problems.ts';
import { CREDIT_OBJECT, limitsOf, RETURN_SETTINGS, type ReturnsConfiguration } from './settings.ts';
import type { Invoice, ReturnFacts, ReturnInput, ReturnsInput } from './types.ts';

/** From reduction orders to credit notes in Exact, each approved by a second person and made once. Pure. */
export function planReturns({ facts, returns, missing }: ReturnsInput, { now, configuration }: PlanMoment): readonly Operation[] {
  const settings = RETURN_SETTINGS.of(configuration);
  const going = new Going();
  // One that was begun takes its part before those that were not.
  const begunFirst = returns.toSorted((a, b) => Number(isBegun(b)) - Number(isBegun(a)));
  return [...missing.map(missingOrder), ...begunFirst.flatMap((input) => planReturn(input, facts, { now, going, settings }))];
}

function isBegun({ intent }: ReturnInput): boolean {
  return intent?.postedAt !== undefined;
}

function planReturn(
  input: ReturnInput,
  facts: ReturnFacts,
  { now, going, settings }: { readonly now: Date; readonly going: Going; readonly settings: ReturnsConfiguration },
): readonly Operation[] {
  const { order, sent, existing, notSent, intent, choice } = input;
  if (sent?.kind === 'trusted') return [asShown(input)];
  if (sent?.kind === 'there') {
    if (!sent.isChanged) return shown(input, sent.header, facts);
    const params = { order: order.OrderNumber, number: numberOf(sent.header) };
    return blocked(input, new TandemError('return_changed_after_sending', params, { recordId: order.Id }), facts);
  }
  if (sent?.kind === 'gone' && choice.sendAgain !== true) return blocked(input, goneInExact(input), facts);
  if (notSent !== undefined) return [{ ...main(input), action: 'skip', fields: [], reason: notSent }];
  if (existing.length > 0) return takenOver(input, existing, facts);
  const postedAt = intent?.exactId === undefined ? intent?.postedAt : undefined;
  if (postedAt !== undefined && now.getTime() - postedAt.getTime() < facts.inFlightMs) {
    const at = { recordId: order.Id, retryAfterMs: facts.inFlightMs };
    return blocked(input, new TandemError('order_outcome_open', { order: order.OrderNumber }, at), facts);
  }
  const credit = creditOf(input, facts, going);
  if (credit instanceof TandemError) return blocked(input, credit, facts);
  const held = heldForApproval(input, credit);
  if (held !== undefined) return blocked(input, held, facts);
  const record = phrase('record_order', { order: order.OrderNumber });
  const ruled = applyRules(settings.rules, { order }, limitsOf, { record, system: 'Exact Online' });
  const [problem] = ruled.problems;
  if (problem !== undefined) return blocked(input, problem, facts);
  going.add(order.Id, credit);
  return creating(input, credit, plannedChanges(ruled.fields, undefined, { keepsEmpty: true }));
}

/** Ours is the one that was begun under this reference, or that has the items and quantities of the return; anybody else's is for a person. */
function takenOver(input: ReturnInput, existing: readonly Invoice[], facts: ReturnFacts): readonly Operation[] {
  const own = existing.filter((invoice) => input.intent?.postedAt !== undefined || isSameContent(input.lines, invoice));
  const [only] = own;
  return own.length === 1 && only !== undefined
    ? shown(input, only.header, facts, markOf(input))
    : blocked(input, referenceTaken(input, existing), facts);
}

function creating(input: ReturnInput, credit: Credit, ruled: readonly FieldChange[]): readonly Operation[] {
  const { order, sent, reference } = input;
  const { original, invoice, lines, totals, currency } = credit;
  const fields = {
    Type: CREDIT_NOTE,
    OrderedBy: invoice.OrderedBy,
    InvoiceTo: invoice.InvoiceTo,
    ...(invoice.Journal === null ? {} : { Journal: invoice.Journal }),
    ...(invoice.PaymentCondition === null ? {} : { PaymentCondition: invoice.PaymentCondition }),
    ...(currency === '' ? {} : { Currency: currency }),
    YourRef: reference,
    SalesInvoiceLines: lines.map((line) => postedLine(line, original.order.OrderNumber)),
  };
  const negative = (amount: Decimal): string => amountText(amount.neg());
  const known = {
    net: negative(totals.net),
    ...(totals.vat === undefined ? {} : { vat: negative(totals.vat) }),
    ...(totals.gross === undefined ? {} : { gross: negative(totals.gross) }),
  };
  const key = creditKey(order.Id);
  const made = { ref: key };
  return [
    ...(sent === undefined ? [] : [clearing(input)]),
    {
      ...main(input),
      action: 'create',
      fields: [
        ...ruled,
        ...Object.entries(fields).map(([field, to]): FieldChange => ({ field, from: null, to, policy: 'always' })),
      ],
      mark: markOf(input),
      expected: { ...known, currency },
    },
    {
      ...writeBack(input, {
        ...{ Exact_Id__c: made, Exact_Number__c: made, Exact_Url__c: made, Exact_Order_Status__c: made },
        Exact_Net_Amount__c: known.net,
        Exact_Vat_Amount__c: known.vat ?? made,
        Exact_Gross_Amount__c: known.gross ?? made,
      }),
      actual: {
        Exact_Number__c: { of: key, field: 'Number' },
        Exact_Url__c: { of: key, field: 'Url' },
        Exact_Order_Status__c: { of: key, field: 'StatusDescription' },
        Exact_Net_Amount__c: { of: key, field: 'NetAmount' },
        Exact_Vat_Amount__c: { of: key, field: 'VatAmount' },
        Exact_Gross_Amount__c: { of: key, field: 'GrossAmount' },
      },
    },
  ];
}

/** At the price, VAT code, unit and ledger account of what it takes back. The invoice stands in its notes: an app cannot link the two. */
function postedLine({ quantity, part }: Credit['lines'][number], original: string): Readonly<Record<string, string>> {
  const { Item, UnitCode, GLAccount, CostCenter, CostUnit } = part.line;
  const given = { Item, UnitCode, GLAccount, CostCenter, CostUnit };
  return {
    ...Object.fromEntries(Object.entries(given).flatMap(([field, value]) => (value === null ? [] : [[field, value]]))),
    Quantity: amountText(quantity),
    NetPrice: amountText(part.netPrice),
    ...(part.vatCode === '' ? {} : { VATCode: part.vatCode }),
    Notes: `${numbersOf(part.headers)} / ${original}`,
  };
}

function missingOrder(recordId: string): Operation {
  return {
    ...{ key: creditKey(recordId), recordId, label: recordId, system: 'exact', object: CREDIT_OBJECT, isMain: true },
    action: 'block',
    fields: [],
    reason: new TandemError('order_not_found', { order: recordId }, { recordId }),
  };
}
