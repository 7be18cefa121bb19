import { Decimal } from 'decimal.js';

/** Anything JSON can say. A number that a double cannot give back is the text it was. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { readonly [name: string]: JsonValue | undefined };

type Reviver = (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown;
interface SourceTextJson {
  parse(text: string, reviver: Reviver): unknown;
  rawJSON(text: string): object;
}

// The compiler's library does not yet declare the source-text access of JSON (ES2026), which Node 24 has.
const json = JSON as unknown as SourceTextJson;

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/**
 * Parses without losing a digit: a number whose value a double cannot give back stays the text it was. A byte order mark
 * is skipped. Throws a SyntaxError for a cut or foreign text.
 */
export function parseJson(text: string): JsonValue {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  return json.parse(body, (_key, value, context) =>
    typeof value === 'number' && context.source !== undefined ? keepDigits(value, context.source) : value,
  ) as JsonValue;
}

/** A decimal text as a JSON number with exactly these digits. Throws a RangeError for anything else. */
export function decimalNumber(text: string): object {
  if (!JSON_NUMBER.test(text)) throw new RangeError(`not a plain decimal: ${text}`);
  return json.rawJSON(text);
}

function keepDigits(value: number, source: string): number | string {
  if (String(value) === source) return value;
  return Number.isFinite(value) && new Decimal(source).eq(new Decimal(value)) && !Object.is(value, -0) ? value : source;
}
