import { phrase, TandemError } from '../../errors/index.ts';
import { isWanted } from '../condition.ts';
import { isSameId } from '../items/index.ts';
import type { Operation } from '../operation.ts';
import { planEntry } from './entry-plan.ts';
import { problemOfFault } from './problems.ts';
import { faultsOf, statesOf, type PriceState } from './price-state.ts';
import { scopeOf } from './price-role.ts';
import type { PricesConfiguration } from './settings.ts';
import type { GroupedEntry, PricedProduct, PriceGroup, PriceSource, PricesFacts } from './types.ts';

/**
 * What becomes of the entry of a product in the price book of a list of item groups, whose discount has a row of its own. Discounts that
 * contradict each other, and a condition that cannot be told, are told on those rows; meanwhile the entry stays as it is.
 */
export function planGrouped(grouped: GroupedEntry, settings: PricesConfiguration, facts: PricesFacts): Operation[] {
  const lines = wantedLines(grouped, settings);
  if (lines === undefined) return [];
  const { listId, itemId, label, product, book, entries } = grouped;
  const group: PriceGroup = {
    ...{ scope: scopeOf(itemId, listId), itemId, label, product, accountId: null, listId, book },
    ...{ sources: lines, rows: [], goneKeys: new Set<string>(), entries },
  };
  const standing = statesOf(group, facts).map((state) => ({ ...state, id: entryId(state.id, product) }));
  const states = [...standing, ...leftBehind(grouped, standing, facts)];
  const faults = faultsOf(states, facts.today);
  const problems = new Map(
    states.map((state) => {
      const fault = faults.get(state.key);
      return [state.key, fault === undefined ? undefined : problemOfFault(fault, state, group)];
    }),
  );
  const code = product.Exact_Vat_Code__c;
  const rate = code === null ? undefined : facts.vatRates.get(code);
  const { operations, problem } = planEntry(states, problems, { group, settings, facts, rate });
  if (problem !== undefined) return [operation(grouped, { action: 'block', reason: problem.error })];
  if (operations.length === 0) return [operation(grouped, { action: 'unchanged' })];
  return operations.map((each) => ({ ...each, recordId: itemId }));
}

/** What an entry names: no two may name the same, and a discount on a group is that of many. */
function entryId(lineId: string, { Id }: PricedProduct): string {
  return `${lineId}/${Id}`;
}

/** Undefined where the condition of the settings cannot be told of one of them. */
function wantedLines({ label, lines }: GroupedEntry, { when }: PricesConfiguration): PriceSource[] | undefined {
  const record = phrase('record_price', { item: label });
  const verdicts = lines.map((line) => isWanted({ when, scope: { price: line.row }, record }));
  if (verdicts.some((verdict) => verdict instanceof TandemError)) return undefined;
  return lines.filter((_, index) => verdicts[index] === true);
}

/** What an entry came from and is no discount on its item any more. */
function leftBehind({ book, entries }: GroupedEntry, standing: readonly PriceState[], facts: PricesFacts): PriceState[] {
  return entries.flatMap(({ Pricebook2Id, Exact_Price_Id__c: recorded, CurrencyIsoCode }) => {
    if (Pricebook2Id !== book || recorded === null || standing.some(({ id }) => isSameId(id, recorded))) return [];
    return [
      {
        ...{ key: recorded, id: recorded, entity: 'SalesPriceListVolumeDiscounts', kind: 'Price list' },
        ...{ currency: CurrencyIsoCode ?? facts.currencies[0] ?? '', itemsPerUnit: null, quantity: null, price: null },
        ...{ percent: null, from: null, until: null, isDeleted: true, row: undefined, source: undefined },
      } as const,
    ];
  });
}

function operation(
  { listId, itemId, label, book, entries }: GroupedEntry,
  what: Pick<Operation, 'action'> & Partial<Pick<Operation, 'reason'>>,
): Operation {
  return {
    key: `salesforce/PricebookEntry/${listId}/${itemId}`,
    recordId: itemId,
    label,
    system: 'salesforce',
    object: 'PricebookEntry',
    targetId: entries.find(({ Pricebook2Id }) => Pricebook2Id === book)?.Id,
    fields: [],
    isMain: true,
    ...what,
  };
}
