import type { Random } from '../soak/random.ts';

const NL_WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2];
const STREETS = ['Kerkstraat', 'Lange Nieuwstraat', 'Plein 1944', 'Straße des 17. Juni', "'t Zand", 'Rue de la Révolution'];
const CITIES = ['Utrecht', "'s-Hertogenbosch", 'Liège', 'Köln', 'Súdwest-Fryslân'];

/** A whole number from nothing to below this. */
export function below(random: Random, limit: number): number {
  return Math.floor(random.next() * limit);
}

/** A phone number of the Netherlands as somebody or other writes it, wherever the customer is. */
export function phoneNumber(random: Random): string {
  const rest = String(2_000_000 + below(random, 7_000_000));
  return random.pick([`+3120${rest}`, `+31 20 ${rest}`, `+31 20 ${rest.slice(0, 3)} ${rest.slice(3)}`, `+31-20-${rest}`]) ?? rest;
}

/** An address as Exact has it, in a street of one line or of two. */
export function address(random: Random): { readonly lines: readonly string[]; readonly postcode: string; readonly city: string } {
  const street = `${random.pick(STREETS) ?? ''} ${1 + below(random, 250)}${random.pick(['', '-B', ' bis', ' bte 3']) ?? ''}`;
  const postcode = `${1_000 + below(random, 8_999)} ${random.pick(['AB', 'KL', 'XZ']) ?? ''}`;
  return {
    lines: random.next() < 0.3 ? [`Gebouw ${1 + below(random, 9)}`, street] : [street],
    postcode,
    city: random.pick(CITIES) ?? '',
  };
}

/** A VAT number of the Netherlands whose digits agree with each other. */
export function vatNumber(random: Random): string {
  for (;;) {
    const digits = Array.from({ length: NL_WEIGHTS.length }, (_, place) => (place === 0 ? 1 : 0) + below(random, 9));
    const check = digits.reduce((sum, digit, place) => sum + digit * (NL_WEIGHTS[place] ?? 0), 0) % 11;
    if (check < 10) return `NL${digits.join('')}${check}B01`;
  }
}

/** A number of the chamber of commerce in the Netherlands. */
export function chamberNumber(random: Random): string {
  return String(10_000_000 + below(random, 80_000_000));
}
