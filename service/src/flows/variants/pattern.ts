/** Most parts that a pattern has, the one that names the family among them. */
export const MOST_PARTS = 6;
const NAME = /^\p{L}[\p{L}\p{N} _]{0,39}$/u;
const PIECES = /\{([^{}]*)\}|([^{}]+)|[{}]/gu;
const SEPARATOR = '|';

/** What stands between the parts of a code, or a part: of so many characters, or as many as there are. */
type Token = { readonly literal: string } | { readonly name: string; readonly length: number | undefined };

/** What a pattern says of a code. */
export interface ReadCode {
  /** The beginning of the code, with the part that names the family. */
  readonly family: string;
  /** The further parts, in their order. */
  readonly parts: readonly CodePart[];
}

export interface CodePart {
  readonly name: string;
  readonly value: string;
}

/** Why a text is no pattern. */
export type PatternFault =
  'pattern_empty' | 'pattern_braces' | 'pattern_name' | 'pattern_twice' | 'pattern_many' | 'pattern_joined' | 'pattern_first';

/**
 * A pattern over item codes: `{model}-{colour}-{size}`. `{size:2}` takes exactly two characters. A code is read from its end: a part
 * never holds what stands before it in the pattern, and the first one takes all that is left. So each character is looked at once.
 */
export class CodePattern {
  readonly text: string;
  readonly #tokens: readonly Token[];

  private constructor(text: string, tokens: readonly Token[]) {
    this.text = text;
    this.#tokens = tokens;
  }

  static parse(text: string): CodePattern | PatternFault {
    const tokens: Token[] = [];
    for (const [whole, inner, literal] of text.trim().matchAll(PIECES)) {
      if (literal !== undefined) tokens.push({ literal });
      else if (inner === undefined) return 'pattern_braces';
      else {
        const [, name = '', length] = /^(.*?)(?::([1-9]\d?))?$/u.exec(inner) ?? [whole];
        if (!NAME.test(name)) return 'pattern_name';
        tokens.push({ name, length: length === undefined ? undefined : Number(length) });
      }
    }
    return faultOf(tokens) ?? new CodePattern(text.trim(), tokens);
  }

  /** Names of the parts besides the one that names the family. */
  get names(): readonly string[] {
    return this.#tokens.flatMap((token) => ('name' in token ? [token.name] : [])).slice(1);
  }

  /** Undefined for a code of another form. */
  read(code: string): ReadCode | undefined {
    const first = this.#tokens.findIndex((token) => 'name' in token);
    const parts: CodePart[] = [];
    let end = code.length;
    for (let index = this.#tokens.length - 1; index > first; index -= 1) {
      const token = this.#tokens[index];
      if (token === undefined) return undefined;
      const start = startOf(token, this.#tokens[index - 1], code, end);
      if (start === undefined) return undefined;
      if ('name' in token) parts.unshift({ name: token.name, value: code.slice(start, end) });
      end = start;
    }
    const family = code.slice(0, end);
    return this.#startsRight(family, first) ? { family, parts } : undefined;
  }

  /** The first part, with a text of the pattern before it. */
  #startsRight(family: string, first: number): boolean {
    const [before] = this.#tokens;
    const prefix = first > 0 && before !== undefined && 'literal' in before ? before.literal : '';
    const part = this.#tokens[first];
    const room = family.length - prefix.length;
    const length = part !== undefined && 'name' in part ? part.length : undefined;
    return isSameText(family.slice(0, prefix.length), prefix) && (length === undefined ? room > 0 : room === length);
  }
}

/** Patterns with `|` between them, in the order in which they are tried. */
export function parsePatterns(text: string): readonly (CodePattern | PatternFault)[] {
  return text
    .split(SEPARATOR)
    .filter((part, _index, all) => part.trim() !== '' || all.length > 1)
    .map((part) => CodePattern.parse(part));
}

function faultOf(tokens: readonly Token[]): PatternFault | undefined {
  const names = tokens.flatMap((token) => ('name' in token ? [token.name.toLowerCase()] : []));
  if (names.length === 0) return 'pattern_empty';
  if (names.length < 2) return 'pattern_first';
  if (names.length > MOST_PARTS) return 'pattern_many';
  if (new Set(names).size < names.length) return 'pattern_twice';
  // Where one part ends and the next begins has to be told by a text or a length.
  const isJoined = tokens.some((token, index) => {
    const before = tokens[index - 1];
    return 'name' in token && token.length === undefined && before !== undefined && 'name' in before;
  });
  return isJoined ? 'pattern_joined' : undefined;
}

/** Where a token begins that ends there; undefined where the code has another text. */
function startOf(token: Token, before: Token | undefined, code: string, end: number): number | undefined {
  if ('literal' in token) {
    const start = end - token.literal.length;
    return start >= 0 && isSameText(code.slice(start, end), token.literal) ? start : undefined;
  }
  if (token.length !== undefined) return end - token.length < 0 ? undefined : end - token.length;
  const literal = before !== undefined && 'literal' in before ? before.literal : '';
  const start = code.slice(0, end).toLowerCase().lastIndexOf(literal.toLowerCase()) + literal.length;
  return start < literal.length || start >= end ? undefined : start;
}

function isSameText(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
