import type { Org } from '../org.ts';
import type { Actor } from '../org-records.ts';
import type { StoredRecord } from '../records/record-store.ts';
import type { Draft, ObjectRules, SystemWriter } from './object-rules.ts';
import {
  amount,
  cents,
  discountedTotal,
  linesOf,
  recordOf,
  refuseOtherPricebook,
  refuseZeroQuantity,
  takeEntry,
} from './sales-lines.ts';

const LINE = 'QuoteLineItem';

const grandTotal = (values: Readonly<Record<string, StoredRecord[string]>>): number =>
  cents(amount(values['TotalPrice']).plus(amount(values['Tax'])).plus(amount(values['ShippingHandling'])));

/** A quote is of an opportunity, whose account and currency it has. */
export const quoteRules: ObjectRules = {
  beforeInsert(org, { values }) {
    const opportunity = recordOf(org, 'Opportunity', values['OpportunityId']);
    if (opportunity === undefined) return;
    values['AccountId'] = opportunity['AccountId'] ?? null;
    if (org.settings.features.multiCurrency) values['CurrencyIsoCode'] = opportunity['CurrencyIsoCode'] ?? null;
    Object.assign(values, { Subtotal: 0, TotalPrice: 0, Discount: 0, LineItemCount: 0 });
    values['GrandTotal'] = grandTotal(values);
  },

  beforeUpdate(org, draft) {
    if (draft.before === null) return;
    refuseOtherPricebook(draft, linesOf(org, LINE, 'QuoteId', draft.before.Id));
    draft.values['GrandTotal'] = grandTotal(draft.values);
  },
};

const takePrice = ({ values }: Draft): void => {
  values['Subtotal'] = cents(amount(values['Quantity']).times(amount(values['UnitPrice'])));
  values['TotalPrice'] = cents(discountedTotal(values));
};

const sumUp = (org: Org, writer: SystemWriter, line: StoredRecord, actor: Actor): void => {
  const quote = recordOf(org, 'Quote', line['QuoteId']);
  if (quote === undefined) return;
  const lines = linesOf(org, LINE, 'QuoteId', quote.Id);
  const sum = (field: string) => lines.reduce((total, each) => total.plus(amount(each[field])), amount(0));
  const [subtotal, total] = [sum('Subtotal'), sum('TotalPrice')];
  const discount = subtotal.isZero() ? amount(0) : subtotal.minus(total).times(100).div(subtotal);
  const values = {
    Subtotal: cents(subtotal),
    TotalPrice: cents(total),
    Discount: cents(discount),
    LineItemCount: lines.length,
  };
  writer.change(quote, 'Quote', { ...values, GrandTotal: grandTotal({ ...quote, ...values }) }, actor);
};

/** Lines of a quote: from its price book, which the first of them chooses, summed into it. */
export const quoteLineRules: ObjectRules = {
  beforeInsert(org, draft) {
    const quote = recordOf(org, 'Quote', draft.values['QuoteId']);
    // A missing quote or entry is reported by the checks of the schema.
    if (quote === undefined || takeEntry(org, draft, quote) === undefined) return;
    refuseZeroQuantity(draft);
    takePrice(draft);
  },
  beforeUpdate(_org, draft) {
    refuseZeroQuantity(draft);
    takePrice(draft);
  },
  afterInsert(org, writer, line, actor) {
    const quote = recordOf(org, 'Quote', line['QuoteId']);
    const entry = recordOf(org, 'PricebookEntry', line['PricebookEntryId']);
    if (quote !== undefined && quote['Pricebook2Id'] === null)
      writer.change(quote, 'Quote', { Pricebook2Id: entry?.['Pricebook2Id'] ?? null }, actor);
    sumUp(org, writer, line, actor);
  },
  afterUpdate: (org, writer, _before, line, actor) => sumUp(org, writer, line, actor),
  afterDelete: sumUp,
};
