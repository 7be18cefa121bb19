import { phrase, TandemError } from '../../errors/index.ts';
import { applyRules, plannedChanges, type MappedValue } from '../../mapping/index.ts';
import { amountText } from '../../money/index.ts';
import type { VatRate } from '../../tax/index.ts';
import { isWanted } from '../condition.ts';
import { fittingPrice } from '../items/index.ts';
import type { FieldChange, Operation } from '../operation.ts';
import { changesTo, noteChanges } from '../record-changes.ts';
import { planEntry } from './entry-plan.ts';
import { faultsOf, isOpenOn, statesOf, type PriceFault, type PriceState } from './price-state.ts';
import { priceRef } from './price-role.ts';
import { problemOfFault, problemOfFit } from './problems.ts';
import { PRICE_OBJECT, type PricesConfiguration } from './settings.ts';
import type { PriceGroup, PricesFacts } from './types.ts';

/** What the prices of one group share. */
export interface GroupPlanning {
  readonly group: PriceGroup;
  readonly settings: PricesConfiguration;
  readonly facts: PricesFacts;
  /** Undefined where nobody knows it. */
  readonly rate: VatRate | undefined;
}

/** What becomes of prices that decide together: their rows, and the entry of the price book where they are of a list. */
export function planGroup(group: PriceGroup, settings: PricesConfiguration, facts: PricesFacts): Operation[] {
  const code = group.product?.Exact_Vat_Code__c;
  const planning = { group, settings, facts, rate: code == null ? undefined : facts.vatRates.get(code) };
  const unwanted = new Map<string, TandemError | false>();
  const states = statesOf(group, facts).map((state) => {
    const wanted = wantedness(state, planning);
    if (wanted === true) return state;
    unwanted.set(state.key, wanted);
    return { ...state, isDeleted: true };
  });
  const faults = faultsOf(states, facts.today);
  const problems = new Map(states.map((state) => [state.key, problemOf(state, faults.get(state.key), planning)]));
  const entry = planEntry(states, problems, planning);
  return [
    ...states.flatMap((state) => {
      const refused = unwanted.get(state.key);
      if (refused instanceof TandemError) return [operationOf(state, planning, { action: 'block', fields: [], reason: refused })];
      if (refused === false && state.row === undefined) return [];
      return rowOperation(state, planning, {
        problem: entry.problem?.key === state.key ? entry.problem.error : problems.get(state.key),
        counts: problems.get(state.key) === undefined,
        waits: entry.waiting === state.key,
      });
    }),
    ...entry.operations,
  ];
}

/** Whether the settings want a price; one that Exact did not send was asked about when it did. */
function wantedness({ source }: PriceState, { group, settings }: GroupPlanning): boolean | TandemError {
  if (source === undefined) return true;
  const record = phrase('record_price', { item: group.label });
  return isWanted({ when: settings.when, scope: { price: source.row }, record });
}

function problemOf(state: PriceState, fault: PriceFault | undefined, planning: GroupPlanning): TandemError | undefined {
  if (fault !== undefined) return problemOfFault(fault, state, planning.group);
  const shown = shownPrice(state, planning);
  const scale = scaleOf('Price__c', planning.facts);
  return typeof shown === 'string' ? problemOfFit(shown, { state, group: planning.group, scale }, planning.settings) : undefined;
}

function shownPrice(state: PriceState, { rate, settings, facts }: GroupPlanning) {
  if (state.price === null || state.isDeleted) return undefined;
  return fittingPrice(state.price, { currency: state.currency, scale: scaleOf('Price__c', facts) }, rate, settings);
}

interface RowVerdict {
  readonly problem: TandemError | undefined;
  /** False for one that is wrong in itself. */
  readonly counts: boolean;
  /** True where it would be in the price book, had the product a standard price. */
  readonly waits: boolean;
}

function rowOperation(state: PriceState, planning: GroupPlanning, { problem, counts, waits }: RowVerdict): Operation[] {
  const { facts, settings } = planning;
  const { row, source } = state;
  const shown = shownPrice(state, planning);
  const isFit = typeof shown === 'object';
  const isGoneForGood = state.isDeleted && row?.Deleted_In_Exact__c === true;
  if (isGoneForGood && source === undefined) return [];
  const note = isFit ? shown.note : undefined;
  const own: Record<string, MappedValue> = {
    ...(source === undefined ? {} : identityOf(state, planning)),
    Price__c: isFit ? amountText(shown.amount) : null,
    Valid_Today__c: counts && isOpenOn(state, facts.today) && (isFit || state.percent !== null),
    Waits_For_Standard__c: waits,
    Deleted_In_Exact__c: state.isDeleted,
  };
  const mapped =
    source === undefined
      ? undefined
      : applyRules(settings.rules, { price: source.row }, (field) => facts.rowFields.get(field), {
          record: phrase('record_price', { item: planning.group.label }),
          system: 'Salesforce',
        });
  const [fault] = mapped?.problems ?? [];
  if (fault !== undefined) return [operationOf(state, planning, { action: 'block', fields: [], reason: fault })];
  const fields: FieldChange[] = [
    ...plannedChanges(mapped?.fields ?? [], row, { keepsEmpty: false }),
    ...changesTo(row, own).map((change) => (change.field === 'Price__c' && note !== undefined ? { ...change, note } : change)),
    ...bookChange(state, planning),
    ...noteChanges(row, { field: 'Exact_Sync_Problem__c', problem, isOver: true, language: facts.language }),
  ];
  if (row === undefined) return [operationOf(state, planning, { action: 'create', fields, reason: problem })];
  if (fields.length > 0) return [operationOf(state, planning, { action: 'update', fields, reason: problem })];
  return source === undefined ? [] : [operationOf(state, planning, { action: 'unchanged', fields, reason: problem })];
}

/** What a price is, as Exact says it. */
function identityOf(state: PriceState, { group, facts }: GroupPlanning): Record<string, MappedValue> {
  const { source } = state;
  const { quantity, price, percent, itemsPerUnit } = state;
  return {
    Key__c: state.key,
    Division__c: String(facts.division),
    Scope_Key__c: group.scope,
    Kind__c: state.kind,
    Exact_Item_Id__c: group.itemId,
    Exact_Account_Id__c: source?.debtorId ?? null,
    Exact_List_Id__c: source?.listId ?? null,
    Exact_Period_Id__c: source?.periodId ?? null,
    Product__c: group.product?.Id ?? null,
    Account__c: group.accountId,
    Currency_Code__c: state.currency,
    From_Quantity__c: quantity === null ? null : amountText(quantity),
    Items_Per_Unit__c: itemsPerUnit === null ? null : amountText(itemsPerUnit),
    Exact_Price__c: price === null ? null : amountText(price),
    Discount_Percent__c: percent === null ? null : amountText(percent),
    Valid_From__c: state.from,
    Valid_Until__c: state.until,
  };
}

function bookChange({ row, source }: PriceState, { group: { book } }: GroupPlanning): FieldChange[] {
  const standing = row?.Price_Book__c ?? null;
  if (source === undefined || book === standing) return [];
  return [{ field: 'Price_Book__c', from: standing, to: book, policy: 'always' }];
}

function scaleOf(field: string, { rowFields }: PricesFacts): number {
  return rowFields.get(field)?.scale ?? 0;
}

function operationOf(
  state: PriceState,
  { group }: GroupPlanning,
  what: Pick<Operation, 'action' | 'fields'> & { readonly reason: TandemError | undefined },
): Operation {
  const { reason, ...rest } = what;
  return {
    key: `salesforce/${PRICE_OBJECT}/${state.key}`,
    recordId: state.id,
    label: group.label,
    system: 'salesforce',
    object: PRICE_OBJECT,
    source: priceRef(state.entity, state.id),
    targetId: state.row?.Id,
    isMain: true,
    ...rest,
    ...(reason === undefined ? {} : { reason }),
  };
}
