/** Anything JSON can say. A number that a double cannot give back is the text it was. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { readonly [name: string]: JsonValue | undefined };

/** The compiler's library does not yet declare the source-text access of JSON (ES2026), which Node 24 has. */
const json = JSON as unknown as { parse(text: string): unknown; rawJSON(text: string): object };

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
/** Of any number with that many digits, far from the ends of its range, a double gives back each one. */
const DIGITS_HELD = 15;
/** No double is written with more than 17 digits that count, a minus and a point. */
const CHARACTERS_EVER_HELD = 19;
const [MINUS, ZERO, NINE] = [0x2d, 0x30, 0x39];
const NUMBER_PARTS = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/**
 * The numbers that a double may not give back: a double holds any 15 digits without an exponent, so shorter ones need no look. A
 * string may hold something like it, which is sorted out only when there is a match.
 */
const DOUBTFUL_NUMBER = /(?:^|[:,[\s])(?:-?\d[\d.]{15,}(?:[eE][+-]?\d+)?|-?\d[\d.]{0,14}[eE][+-]?\d+|-0(?:\.0+)?(?![\d.eE]))/g;

/**
 * Parses without losing a digit: a number whose value a double cannot give back stays the text it was. A byte order mark
 * is skipped. Costs what `JSON.parse` costs, and the same again where there is such a number. Throws a SyntaxError for a cut or
 * foreign text.
 */
export function parseJson(text: string): JsonValue {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const value = json.parse(body) as JsonValue;
  const quoted = withLongNumbersQuoted(body);
  return quoted === undefined ? value : (json.parse(quoted) as JsonValue);
}

/** A decimal text as a JSON number with exactly these digits. Throws a RangeError for anything else. */
export function decimalNumber(text: string): object {
  if (!JSON_NUMBER.test(text)) throw new RangeError(`not a plain decimal: ${text}`);
  return json.rawJSON(text);
}

/**
 * A valid JSON text with each number that a double cannot give back as a string; undefined when there is none. Walks over the text
 * once, however many strings and numbers it holds.
 */
function withLongNumbersQuoted(text: string): string | undefined {
  let outsideFrom = 0;
  let nextString = text.indexOf('"');
  // No group to capture: each would cost more than all the rest.
  const quoted = text.replace(DOUBTFUL_NUMBER, (match: string, index: number) => {
    const before = isNumberSign(match.charCodeAt(0)) ? 0 : 1;
    const start = index + before;
    while (nextString !== -1 && nextString < start) {
      outsideFrom = endOfString(text, nextString);
      nextString = text.indexOf('"', outsideFrom);
    }
    const source = match.slice(before);
    if (start < outsideFrom || isHeldByDouble(source)) return match;
    return `${match.slice(0, before)}"${source}"`;
  });
  return quoted === text ? undefined : quoted;
}

/** Where the text goes on behind the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(quote - 1 - backslashes) === 0x5c) backslashes += 1;
    if (backslashes % 2 === 0) return quote + 1;
  }
  return text.length;
}

function isHeldByDouble(source: string): boolean {
  const value = Number(source);
  if (!Number.isFinite(value) || Object.is(value, -0)) return false;
  const size = Math.abs(value);
  if (source.length <= DIGITS_HELD && size > 1e-290 && size < 1e290) return true;
  if (source.length > CHARACTERS_EVER_HELD && endsCount(source)) return false;
  return String(value) === source || canonical(source) === canonical(String(value));
}

/** True when the first digit and the last character are digits from 1 to 9, so that all between them count too. */
function endsCount(source: string): boolean {
  const first = source.charCodeAt(source.charCodeAt(0) === MINUS ? 1 : 0);
  return first > ZERO && source.charCodeAt(source.length - 1) > ZERO && !/[eE]/.test(source);
}

function isNumberSign(code: number): boolean {
  return code === MINUS || (code >= ZERO && code <= NINE);
}

/** The same text for each way to write a value: its digits without zeros around them, and their power of ten. */
function canonical(number: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = NUMBER_PARTS.exec(number) ?? [];
  const digits = whole + fraction;
  let first = 0;
  while (digits[first] === '0') first += 1;
  let last = digits.length;
  while (last > first && digits[last - 1] === '0') last -= 1;
  if (first === last) return '0';
  return `${sign}${digits.slice(first, last)}e${Number(exponent) - fraction.length + digits.length - last}`;
}
