import { CATALOGUE, TandemError } from '../../errors/index.ts';
import type { FieldChange } from '../flow.ts';
import type { ProductRow } from './types.ts';

const PROBLEM_LENGTH = 2_000;

/** The status a product shows, as changes to what stands there. `Exact_Synced_At__c` is added when something is written. */
export function syncStatus(product: ProductRow | undefined, itemCode: string, problem: TandemError | undefined): FieldChange[] {
  const text = problem === undefined ? null : problemText(problem);
  const standing = product?.['Exact_Sync_Problem__c'] ?? null;
  // The price pass owns these messages: an item that changed otherwise still has no price.
  if (problem === undefined && isPriceProblem(standing, itemCode)) return [];
  return [
    ...change('Exact_Sync_Status__c', product?.['Exact_Sync_Status__c'] ?? null, problem === undefined ? 'Synced' : 'Problem'),
    ...change('Exact_Sync_Problem__c', standing, text),
  ];
}

/** The text that stands on a product without a price. */
export function missingPriceText(itemCode: string): string {
  return problemText(new TandemError('item_without_price', { item: itemCode }));
}

const PRICE_PROBLEMS = ['price_too_precise', 'price_vat_unknown'] as const;

/** True for a text that the price pass wrote, whatever the price was then. */
export function isPriceProblem(text: unknown, itemCode: string): boolean {
  if (typeof text !== 'string') return false;
  const openings = PRICE_PROBLEMS.map((code) => CATALOGUE[code].message.split('{')[0] ?? code);
  return text === missingPriceText(itemCode) || openings.some((opening) => text.startsWith(opening));
}

/** Message and what to do, as one text for a record page. */
function problemText(problem: TandemError): string {
  return `${problem.message} ${problem.action}`.slice(0, PROBLEM_LENGTH);
}

function change(field: string, from: unknown, to: string | null): FieldChange[] {
  return from === to ? [] : [{ field, from, to, policy: 'always' }];
}
