import type { TandemError } from '../../errors/index.ts';
import { amountText } from '../../money/index.ts';
import type { VatRate } from '../../tax/index.ts';
import { entryChanges, fittingEntryPrice, isSameId, type EntryPrice } from '../items/index.ts';
import type { FieldChange, Operation } from '../operation.ts';
import { chooseForBook, type PriceState } from './price-state.ts';
import { problemOfFit } from './problems.ts';
import type { PricesConfiguration } from './settings.ts';
import type { ListedEntry, PriceGroup, PricesFacts } from './types.ts';

/** What a group's prices make of the entry in the price book of their list. */
export interface EntryPlan {
  readonly operations: readonly Operation[];
  /** Why the price that should be there is not, by the key of its row. */
  readonly problem?: { readonly key: string; readonly error: TandemError };
  /** Key of the price that waits for a standard price of its product. */
  readonly waiting?: string;
}

interface EntryPlanning {
  readonly group: PriceGroup;
  readonly settings: PricesConfiguration;
  readonly facts: PricesFacts;
  readonly rate: VatRate | undefined;
}

const NOTHING: EntryPlan = { operations: [] };

/** The entry of the price that counts today. Where that price is in doubt the entry stays as it is. */
export function planEntry(
  states: readonly PriceState[],
  problems: ReadonlyMap<string, TandemError | undefined>,
  { group, settings, facts, rate }: EntryPlanning,
): EntryPlan {
  const { book, product, entries } = group;
  if (book === null || product === undefined) return NOTHING;
  const chosen = chooseForBook(states, facts.today);
  if (chosen === undefined) return withdrawn(states, group);
  if (problems.get(chosen.key) !== undefined || chosen.price === null) return NOTHING;
  const inCurrency = entries.filter((entry) => (entry.CurrencyIsoCode ?? chosen.currency) === chosen.currency);
  const entry = inCurrency.find(({ Pricebook2Id }) => Pricebook2Id === book);
  // Salesforce takes no price before a standard one is there; the products flow brings it, and this one follows by itself.
  if (entry === undefined && !inCurrency.some(({ Pricebook2Id }) => Pricebook2Id === facts.standardPricebookId))
    return { operations: [], waiting: chosen.key };
  const scale = facts.priceScale;
  const price = fittingEntryPrice(chosen.price, { currency: chosen.currency, scale }, rate, settings, entry);
  if (typeof price === 'string')
    return {
      operations: [],
      problem: { key: chosen.key, error: problemOfFit(price, { state: chosen, group, scale }, settings) },
    };
  const fields = entry === undefined ? newEntry(chosen, price, group, facts) : changesOf(entry, chosen, price);
  if (fields.length === 0) return NOTHING;
  return { operations: [operation(chosen, group, { action: entry === undefined ? 'create' : 'update', fields, entry })] };
}

function newEntry(chosen: PriceState, price: EntryPrice, group: PriceGroup, facts: PricesFacts): FieldChange[] {
  const values: Record<string, unknown> = {
    Pricebook2Id: group.book,
    Product2Id: group.product?.Id,
    UnitPrice: amountText(price.amount),
    ...(price.pieces === 1 ? {} : { Price_Quantity__c: String(price.pieces) }),
    IsActive: true,
    Exact_Price_Id__c: chosen.id,
    ...(facts.hasMultiCurrency ? { CurrencyIsoCode: chosen.currency } : {}),
  };
  return Object.entries(values).map(([field, to]): FieldChange => ({
    ...{ field, from: null, to, policy: 'always' },
    ...(field === 'UnitPrice' && price.note !== undefined ? { note: price.note } : {}),
  }));
}

function changesOf(entry: ListedEntry, chosen: PriceState, price: EntryPrice): FieldChange[] {
  const changes = entryChanges(entry, { ...price, price: amountText(price.amount) }, chosen.id);
  // One that a person had follow the standard price keeps no price of its own.
  if (!entry.UseStandardPrice) return changes;
  return [{ field: 'UseStandardPrice', from: true, to: false, policy: 'always' }, ...changes];
}

/** No price of the list counts any more: its entry is not deleted, and one that a person made stays as it is. */
function withdrawn(states: readonly PriceState[], group: PriceGroup): EntryPlan {
  const operations = group.entries.flatMap((entry) => {
    const recorded = entry.Exact_Price_Id__c;
    if (entry.Pricebook2Id !== group.book || recorded === null) return [];
    const state = states.find(({ id }) => isSameId(id, recorded)) ?? states[0];
    if (state === undefined) return [];
    const fields: FieldChange[] = [
      ...(entry.IsActive ? [{ field: 'IsActive', from: true, to: false, policy: 'always' } as const] : []),
      { field: 'Exact_Price_Id__c', from: recorded, to: null, policy: 'always' },
    ];
    return [operation(state, group, { action: 'update', fields, entry })];
  });
  return { operations };
}

function operation(
  state: PriceState,
  { listId, itemId, label }: PriceGroup,
  what: Pick<Operation, 'action' | 'fields'> & { readonly entry: ListedEntry | undefined },
): Operation {
  const { entry, action, fields } = what;
  return {
    key: `salesforce/PricebookEntry/${listId ?? ''}/${itemId}/${state.currency}`,
    recordId: state.id,
    label,
    system: 'salesforce',
    object: 'PricebookEntry',
    targetId: entry?.Id,
    action,
    fields,
    isMain: true,
  };
}
