import { createRequire } from 'node:module';
import type { Validator } from 'stdnum';

/** A VAT number as it was read. */
export type ReadVatNumber =
  /** `number`: with its prefix and without points and spaces, as Exact and the European Union take it. `country`: ISO code. */
  | { readonly state: 'valid'; readonly country: string; readonly number: string }
  /** It has the prefix of a country, or came with one, and is none of its numbers. */
  | { readonly state: 'wrong'; readonly country: string; readonly number: string }
  /** Nobody here knows the numbers of its country: only those of the European Union are. */
  | { readonly state: 'unknown'; readonly number: string };

/** Only Greece has another prefix than its ISO code. */
const PREFIXES: Readonly<Record<string, string>> = { GR: 'EL' };
const COUNTRIES: Readonly<Record<string, string>> = { EL: 'GR' };

/** By ISO code of the country. */
type Validators = Readonly<Record<string, readonly Validator[]>>;

/** The library has them among the member states; their numbers have prefixes and forms of their own. */
const NEIGHBOURS = new Set(['AD', 'CH']);

let loaded: Validators | undefined;

/**
 * Reads a VAT number of the European Union as people write it, with its check digits. `country`: ISO code of whose it is, for one
 * without prefix; a prefix wins.
 */
export function readVatNumber(text: string, country = ''): ReadVatNumber {
  const validators = loadValidators();
  const number = text.toUpperCase().replace(/[^\p{L}\d+*]/gu, '');
  const prefix = number.slice(0, 2);
  const prefixed = COUNTRIES[prefix] ?? prefix;
  const given = country.trim().toUpperCase();
  const candidates = [
    ...(validators[prefixed] === undefined ? [] : [{ of: prefixed, body: number.slice(2) }]),
    ...(validators[given] === undefined ? [] : [{ of: given, body: number }]),
  ];
  for (const { of, body } of candidates) {
    const compact = compactOf(body, validators[of] ?? []);
    if (compact !== undefined) return { state: 'valid', country: of, number: `${PREFIXES[of] ?? of}${compact}` };
  }
  const [first] = candidates;
  // Of a country outside the Union: its number may begin like one of a member state.
  const isForeign = given !== '' && validators[given] === undefined;
  return first === undefined || isForeign ? { state: 'unknown', number } : { state: 'wrong', country: first.of, number };
}

/** The number as its country writes it; undefined where it is none. */
function compactOf(body: string, validators: readonly Validator[]): string | undefined {
  for (const validator of validators) {
    try {
      const read = validator.validate(body);
      if (read.isValid) return read.compact;
    } catch {
      // Some of them fail over a text that is far from any number of theirs, instead of saying so.
    }
  }
  return undefined;
}

function loadValidators(): Validators {
  // It takes 60 ms and 15 MB, and most runs meet no VAT number.
  if (loaded !== undefined) return loaded;
  const { euVat } = createRequire(import.meta.url)('stdnum') as { euVat: Validators };
  loaded = Object.fromEntries(Object.entries(euVat).filter(([country]) => !NEIGHBOURS.has(country)));
  return loaded;
}
