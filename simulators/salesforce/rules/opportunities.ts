import { badRequest } from '../errors.ts';
import type { Org } from '../org.ts';
import type { Actor } from '../org-records.ts';
import type { StoredRecord } from '../records/record-store.ts';
import { CLOSING_STAGES } from '../schema/index.ts';
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

const LINE = 'OpportunityLineItem';

const follow = ({ values }: Draft): void => {
  const stage = String(values['StageName']);
  values['IsClosed'] = Object.hasOwn(CLOSING_STAGES, stage);
  values['IsWon'] = CLOSING_STAGES[stage] === true;
};

/** The stage tells whether it is closed and won; with products the amount is theirs. */
export const opportunityRules: ObjectRules = {
  beforeInsert(_org, draft) {
    follow(draft);
  },

  beforeUpdate(org, draft) {
    const { before, values } = draft;
    if (before === null) return;
    const lines = linesOf(org, LINE, 'OpportunityId', before.Id);
    refuseOtherPricebook(draft, lines);
    if (lines.length > 0) values['Amount'] = before['Amount'] ?? null;
    if (values['StageName'] !== before['StageName']) values['LastStageChangeDate'] = org.now();
    follow(draft);
  },
};

/** One of the two prices is given, and the other follows from it. */
const takePrice = ({ given, values }: Draft, isNew: boolean): void => {
  const [hasUnit, hasTotal] = [given.has('UnitPrice'), given.has('TotalPrice')];
  if (hasUnit && hasTotal)
    throw badRequest('FIELD_INTEGRITY_EXCEPTION', 'field integrity exception: specify either UnitPrice or TotalPrice, not both', [
      'UnitPrice',
      'TotalPrice',
    ]);
  if (isNew && !hasUnit && !hasTotal)
    throw badRequest('REQUIRED_FIELD_MISSING', 'Required fields are missing: [UnitPrice]', ['UnitPrice']);
  if (hasTotal) {
    const whole = amount(values['Quantity']).times(100 - amount(values['Discount']).toNumber());
    values['UnitPrice'] = cents(amount(values['TotalPrice']).times(100).div(whole));
  } else values['TotalPrice'] = cents(discountedTotal(values));
};

const sumUp = (org: Org, writer: SystemWriter, line: StoredRecord, actor: Actor): void => {
  const opportunity = recordOf(org, 'Opportunity', line['OpportunityId']);
  if (opportunity === undefined) return;
  const lines = linesOf(org, LINE, 'OpportunityId', opportunity.Id);
  const total = lines.reduce((sum, each) => sum.plus(amount(each['TotalPrice'])), amount(0));
  writer.change(
    opportunity,
    'Opportunity',
    { HasOpportunityLineItem: lines.length > 0, ...(lines.length === 0 ? {} : { Amount: cents(total) }) },
    actor,
  );
};

/** Lines of an opportunity: from its price book, which the first of them chooses, summed into it. */
export const opportunityLineRules: ObjectRules = {
  beforeInsert(org, draft) {
    const opportunity = recordOf(org, 'Opportunity', draft.values['OpportunityId']);
    // A missing opportunity or entry is reported by the checks of the schema.
    if (opportunity === undefined) return;
    const entry = takeEntry(org, draft, opportunity);
    if (entry === undefined) return;
    refuseZeroQuantity(draft);
    const product = recordOf(org, 'Product2', entry['Product2Id']);
    draft.values['ProductCode'] = product?.['ProductCode'] ?? null;
    draft.values['Name'] = `${String(opportunity['Name'])} ${String(product?.['Name'])}`.slice(0, 376);
    takePrice(draft, true);
  },
  beforeUpdate(_org, draft) {
    refuseZeroQuantity(draft);
    takePrice(draft, false);
  },
  afterInsert(org, writer, line, actor) {
    const opportunity = recordOf(org, 'Opportunity', line['OpportunityId']);
    const entry = recordOf(org, 'PricebookEntry', line['PricebookEntryId']);
    if (opportunity !== undefined && opportunity['Pricebook2Id'] === null)
      writer.change(opportunity, 'Opportunity', { Pricebook2Id: entry?.['Pricebook2Id'] ?? null }, actor);
    sumUp(org, writer, line, actor);
  },
  afterUpdate: (org, writer, _before, line, actor) => sumUp(org, writer, line, actor),
  afterDelete: sumUp,
};
