import { phrase, type Phrase } from '../errors/index.ts';

/** Characters of a problem that are told. */
const MOST_TOLD = 300;

/** What the library says about the faults that people make, by how it begins, and what we say of it. */
const KNOWN: readonly (readonly [said: RegExp, told: (...parts: string[]) => Phrase])[] = [
  [/^Unknown variable: (.+)/, (name = '') => phrase('formula_unknown_variable', { name })],
  [/^No such key: (.+)/, (name = '') => phrase('formula_no_field', { name })],
  [/^no such overload: (.+)/, (types = '') => phrase('formula_no_overload', { types })],
  [/^found no matching overload for '(.+)'/, (call = '') => phrase('formula_no_call', { call })],
  [/^Unexpected (?:token|character): (.+)/, (token = '') => phrase('formula_unexpected', { token })],
  [/^Expected (\S+), got (\S+)/, (wanted = '', token = '') => phrase('formula_expected', { wanted, token })],
  [/^(?:Unterminated|Newlines not allowed)/, () => phrase('formula_unterminated')],
  [
    /^Ternary branches must have the same type, got '(.+)' and '(.+)'/,
    (first = '', other = '') => phrase('formula_branches', { first, other }),
  ],
  [/^Ternary condition must be bool, got '(.+)'/, (type = '') => phrase('formula_condition', { type })],
  [/^Logical operator requires bool operands, got '(.+)'/, (type = '') => phrase('formula_logical', { type })],
  [/^Exceeded (.+)/, (limit = '') => phrase('formula_limit', { limit })],
  [/^division by zero/, () => phrase('formula_divides_by_zero')],
];

/** What the library of formulas finds, in words of our own where we have them; it may quote a value of any length. */
export function libraryFault(error: unknown): Phrase {
  // Below its first line it shows the formula.
  const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
  const said = first.length <= MOST_TOLD ? first : `${first.slice(0, MOST_TOLD)}…`;
  for (const [pattern, told] of KNOWN) {
    const match = pattern.exec(said);
    if (match !== null) return told(...match.slice(1));
  }
  return phrase('formula_said', { words: said });
}
