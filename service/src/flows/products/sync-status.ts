import { LANGUAGES, problemText, textOpening, TandemError, type ErrorCode, type Language } from '../../errors/index.ts';
import type { FieldChange } from '../operation.ts';
import { notedText } from '../noted-text.ts';
import type { ProductRow } from './types.ts';

const PROBLEM_LENGTH = 2_000;

/** The status a product shows, as changes to what stands there. `Exact_Synced_At__c` is added when something is written. */
export function syncStatus(
  product: ProductRow | undefined,
  itemCode: string,
  problem: TandemError | undefined,
  language: Language,
): FieldChange[] {
  const standing = product?.['Exact_Sync_Problem__c'] ?? null;
  const text = problem === undefined ? null : notedText(standing, (spoken) => noteOf(problem, spoken), language);
  // The price pass owns these messages: an item that changed otherwise still has no price.
  if (problem === undefined && isPriceProblem(standing, itemCode)) return [];
  return [
    ...change('Exact_Sync_Status__c', product?.['Exact_Sync_Status__c'] ?? null, problem === undefined ? 'Synced' : 'Problem'),
    ...change('Exact_Sync_Problem__c', standing, text),
  ];
}

/** True for the text that stands on a product without a price, in any language. */
export function isMissingPriceText(text: unknown, itemCode: string): boolean {
  const problem = new TandemError('item_without_price', { item: itemCode });
  return LANGUAGES.some((language) => noteOf(problem, language) === text);
}

/** True for the text that stands on a product that shares its code with another one, in any language. */
export function isCodeTakenText(text: unknown): boolean {
  return typeof text === 'string' && CODE_TAKEN.some((opening) => text.startsWith(opening));
}

const CODE_TAKEN = LANGUAGES.map((language) => textOpening('product_code_taken', language));

const PRICE_PROBLEMS = ['price_too_precise', 'price_vat_unknown'] as const satisfies readonly ErrorCode[];

/** True for a text that the price pass wrote, whatever the price and the language were then. */
export function isPriceProblem(text: unknown, itemCode: string): boolean {
  if (typeof text !== 'string') return false;
  return isMissingPriceText(text, itemCode) || OPENINGS.some((opening) => text.startsWith(opening));
}

/** How the texts of the price pass begin, up to their first value. */
const OPENINGS = LANGUAGES.flatMap((language) => PRICE_PROBLEMS.map((code) => textOpening(code, language)));

/** Message and what to do, as one text for a record page. */
function noteOf(problem: TandemError, language: Language): string {
  const { message, action } = problemText(problem, language);
  return `${message} ${action}`.slice(0, PROBLEM_LENGTH);
}

function change(field: string, from: unknown, to: string | null): FieldChange[] {
  return from === to ? [] : [{ field, from, to, policy: 'always' }];
}
