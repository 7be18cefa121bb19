import { approvableOn } from '../../approvals/index.ts';
import { joined, phrase, TandemError, type ParamValue } from '../../errors/index.ts';
import { amountInCurrency, amountText, roundMoney } from '../../money/index.ts';
import type { Credit, CreditLine } from './credit.ts';
import { numbersOf } from './problems.ts';
import type { ReturnInput } from './types.ts';

/** The error that holds a return until a second person agrees. */
export const NEEDS_APPROVAL = 'return_needs_approval';

/** More than anybody reads on a card. */
const LINES_SHOWN = 8;

/** Holds a return until a second person agreed to exactly this credit note; undefined once he did. Pure. */
export function heldForApproval(input: ReturnInput, credit: Credit): TandemError | undefined {
  const { order } = input;
  const facts = factsOf(input, credit);
  if (facts.approvalDigest === input.approved) return undefined;
  const { original, totals, currency } = credit;
  const params = {
    order: order.OrderNumber,
    customer: order.Account?.Name ?? '',
    amount: `${amountInCurrency(totals.gross ?? totals.net, currency)} ${currency}`.trim(),
    original: original.order.OrderNumber,
    invoices: numbersOf(credit.lines.flatMap(({ part }) => part.headers)),
    lines: linesText(credit.lines, currency),
    ...facts,
  };
  return new TandemError(NEEDS_APPROVAL, params, { recordId: order.Id });
}

/** What is agreed to: this return, the order and the debtor that it is of, and every line with its quantity, price and VAT code. */
function factsOf({ order }: ReturnInput, { original, invoice, lines, totals, currency }: Credit) {
  const said = lines.map(({ line, quantity, part }) => [
    line.OriginalOrderItemId ?? '',
    (part.line.Item ?? '').toLowerCase(),
    amountText(quantity),
    amountText(part.netPrice),
    part.vatCode,
  ]);
  return approvableOn({
    target: 'creditNote',
    return: order.Id,
    original: (original.order.Exact_Id__c ?? '').toLowerCase(),
    debtor: (invoice.InvoiceTo ?? '').toLowerCase(),
    currency,
    lines: JSON.stringify(said.sort()),
    net: amountText(totals.net),
    gross: totals.gross === undefined ? '' : amountText(totals.gross),
  });
}

function linesText(lines: readonly CreditLine[], currency: string): ParamValue {
  const shown = lines.slice(0, LINES_SHOWN).map(({ line, quantity, part }) =>
    phrase('line_told', {
      quantity: amountText(quantity),
      product: line.OriginalOrderItem?.Product2?.ProductCode ?? part.line.ItemCode ?? '',
      amount: amountInCurrency(roundMoney(quantity.times(part.netPrice), currency || 'EUR'), currency),
    }),
  );
  const more = lines.length - shown.length;
  return joined('semicolon', [...shown, ...(more > 0 ? [phrase('lines_more', { count: more })] : [])]) ?? phrase('lines_none');
}
