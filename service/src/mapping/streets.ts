/** A street line taken apart. */
export interface StreetParts {
  readonly street: string;
  readonly houseNumber: string;
  /** What follows the number: a letter, a floor, a box. */
  readonly suffix: string;
}

/** A street line taken apart so that it can be put together as it stood. */
export interface SplitStreet extends StreetParts {
  readonly isNumberFirst: boolean;
  /** What stood between street and number, in the order of the line. */
  readonly beforeNext: string;
  /** What stood between number and suffix. */
  readonly beforeSuffix: string;
}

/** Countries that write the number before the street. */
const NUMBER_FIRST: ReadonlySet<string> = new Set([
  ...['FR', 'GB', 'IE', 'LU', 'MC'],
  ...['US', 'CA', 'AU', 'NZ', 'IN', 'ZA', 'MA', 'TN', 'DZ'],
]);
/** Countries in which both are in use: the number stands first where a comma follows it. */
const EITHER: ReadonlySet<string> = new Set(['BE']);

/** A box, a flat or a floor, told by its word: its number would else be taken for that of the house. */
const BOX_WORD = String.raw`(?:bte|bus|bo[iî]te|box|appt?|apt|app|postbus|lgh|whg|wohnung|etage|étage|flat|unit|hs|huis|bg)`;

// Tried in this order. The street is as long as it can be, so that a number inside it (`Straße des 17. Juni 135`) stays there.
const NUMBER_LAST_FORMS: readonly RegExp[] = [
  // `Rue Neuve 12 bte 3`, `Storgatan 12 A lgh 1101`
  new RegExp(
    String.raw`^(?<street>.*[^\s,])(?<beforeNext>[\s,]+)(?<number>\d+[a-z]?)(?<beforeSuffix>[\s,\-/.]+)(?<suffix>(?:[a-z]\s)?${BOX_WORD}\b\.?\s*[\p{L}\d]{1,6})$`,
    'iu',
  ),
  // `Professor Pieter Willemsstraat 23 B 03`: a letter between two numbers belongs to the second.
  /^(?<street>.*[^\s,])(?<beforeNext>[\s,]+)(?<number>\d+)(?<beforeSuffix>\s+)(?<suffix>[a-z]{1,2}[\s\-/]+\d{1,4})$/iu,
  // The last number whose rest looks like a suffix: `B`, `-2`, `bis`, `hs`, `/4`, ` - II`.
  /^(?<street>.*[^\s,])(?<beforeNext>[\s,]+)(?<number>\d+)(?<beforeSuffix>[\s\-/.]*)(?<suffix>[\p{L}\d]{0,4}(?:[-/.]\d{1,4})?)$/iu,
];

// `12 bis, rue de la Paix`, `221B Baker Street`, `12-14 High Street`.
const NUMBER_FIRST_FORM =
  /^(?<number>\d+)(?<beforeSuffix>[\s\-/]*)(?<suffix>(?:bis|ter|quater|[a-z]|\d{1,4}[a-z]?)?)(?<beforeNext>\s*,\s*|\s+)(?<street>[^\s,].*)$/iu;
// The same where a comma says that the number has ended.
const NUMBER_FIRST_COMMA =
  /^(?<number>\d+)(?<beforeSuffix>[\s\-/]*)(?<suffix>(?:bis|ter|quater|[a-z]|\d{1,4}[a-z]?)?)(?<beforeNext>\s*,\s*)(?<street>[^\s,].*)$/iu;

/** What Salesforce keeps of a street: a longer text is none, and would take long to look through. */
const LONGEST_LINE = 255;

/**
 * Takes a street line apart: `Keizersgracht 12-B` is Keizersgracht, 12, B. With the ISO code of a country that writes the number first,
 * `12 bis rue de la Paix` is rue de la Paix, 12, bis. A line in which no number is certain is all street. `joinStreet` gives the line again.
 */
export function splitStreet(line: string, country = ''): SplitStreet {
  if (line.length > LONGEST_LINE) return allStreet(line);
  const code = country.toUpperCase();
  const first = NUMBER_FIRST.has(code) ? NUMBER_FIRST_FORM : EITHER.has(code) ? NUMBER_FIRST_COMMA : undefined;
  const leading = first?.exec(line)?.groups;
  if (leading !== undefined) return partsOf(leading, true);
  for (const form of NUMBER_LAST_FORMS) {
    const trailing = form.exec(line)?.groups;
    if (trailing === undefined) continue;
    const isCutOff = trailing['suffix'] === '' && trailing['beforeSuffix'] !== '';
    return isCutOff ? allStreet(line) : partsOf(trailing, false);
  }
  return allStreet(line);
}

/** The line that was taken apart, to the character. */
export function joinStreet({ street, houseNumber, suffix, isNumberFirst, beforeNext, beforeSuffix }: SplitStreet): string {
  const number = `${houseNumber}${beforeSuffix}${suffix}`;
  return isNumberFirst ? `${number}${beforeNext}${street}` : `${street}${beforeNext}${number}`;
}

/** Parts that were kept apart as the line that is usual in a country: `12 bis rue de la Paix`, `Keizersgracht 12 B`. */
export function streetLine({ street, houseNumber, suffix }: StreetParts, country = ''): string {
  const [name, number, added] = [street.trim(), houseNumber.trim(), suffix.trim()];
  // `12 14` would be another number.
  const between = /^\d/.test(added) ? '-' : ' ';
  const whole = [number, added].filter((part) => part !== '').join(between);
  const parts = NUMBER_FIRST.has(country.toUpperCase()) ? [whole, name] : [name, whole];
  return parts.filter((part) => part !== '').join(' ');
}

function partsOf(groups: Readonly<Record<string, string | undefined>>, isNumberFirst: boolean): SplitStreet {
  const { street = '', number: houseNumber = '', suffix = '', beforeNext = '', beforeSuffix = '' } = groups;
  return { street, houseNumber, suffix, isNumberFirst, beforeNext, beforeSuffix };
}

function allStreet(line: string): SplitStreet {
  return { street: line, houseNumber: '', suffix: '', isNumberFirst: false, beforeNext: '', beforeSuffix: '' };
}
