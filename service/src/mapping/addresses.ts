/** A street line taken apart. Nothing is lost but the separators between the parts. */
export interface StreetParts {
  readonly street: string;
  readonly houseNumber: string;
  readonly suffix: string;
}

/** Lines of Exact's account and address screens. */
export interface ExactAddressLines {
  readonly addressLine1: string;
  readonly addressLine2: string;
  readonly addressLine3: string;
}

// A box number after its word (`bte 3`, `bus 12`) is tried first: it would else be taken for the house number.
const STREET_WITH_BOX =
  /^(.*[^\s,])[\s,]+(\d+[a-z]?)([\s,\-/.]+)((?:bte|bus|bo[iî]te|box|appt?|apt|postbus)\b\.?\s*[\p{L}\d]{1,6})$/iu;

// The street is as long as it can be, so that a number inside it (`Straße des 17. Juni 135`) stays there; the house
// number is the last number whose rest looks like a suffix: `B`, `-2`, `bis`, `hs`, `/4`.
const STREET = /^(.*[^\s,])[\s,]+(\d+)([\s\-/.]*)([\p{L}\d]{0,4}(?:[-/.]\d{1,4})?)$/iu;

/**
 * Takes a Dutch, Belgian, French or German street line apart: `Keizersgracht 12-B` is Keizersgracht, 12, B. A line without
 * a house number at its end (`10 Downing Street`) is all street.
 */
export function splitStreet(line: string): StreetParts {
  const match = STREET_WITH_BOX.exec(line) ?? STREET.exec(line);
  if (match === null) return { street: line, houseNumber: '', suffix: '' };
  const [, street = '', houseNumber = '', between = '', suffix = ''] = match;
  if (suffix === '' && between !== '') return { street: line, houseNumber: '', suffix: '' };
  return { street, houseNumber, suffix };
}

/**
 * A Salesforce street of any number of lines as Exact's three. Lines are kept as they are; from the fourth line on they
 * stand in the third, separated by a comma, so that no character is lost.
 */
export function toExactAddressLines(street: string): ExactAddressLines {
  const lines = street
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return { addressLine1: lines[0] ?? '', addressLine2: lines[1] ?? '', addressLine3: lines.slice(2).join(', ') };
}
