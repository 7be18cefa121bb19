import { countryNameOf, flavourOf, postcodeOf, type CountryFlavour } from './countries.ts';
import { randomFrom, type Random } from './random.ts';

/** A made-up customer: who they are, where they live, how they are reached. Nobody real: all mail goes to `.example`. */
export interface Person {
  readonly kind: 'company' | 'person';
  /** The company's name, or the person's. */
  readonly accountName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly billing: PostalAddress;
  /** Another address to deliver to; undefined when it is the billing address. */
  readonly shipping: PostalAddress | undefined;
}

export interface PostalAddress {
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  /** English name; of a country that is none, the text as it was given. */
  readonly country: string;
  /** ISO code; undefined for a country that is none. */
  readonly countryCode: string | undefined;
}

/** Makes up a customer from a key: the same key, kind and country give the same customer, with an e-mail no other key has. */
export function makePerson(
  key: string,
  kind: Person['kind'],
  country: { readonly code: string | undefined; readonly name: string },
): Person {
  const random = randomFrom(`person ${key}`);
  const flavour = flavourOf(country.code ?? 'GB');
  const firstName = random.pick(flavour.firstNames);
  const lastName = random.pick(flavour.lastNames);
  const billing = makeAddress(random, flavour, country);
  const hasShipping = kind === 'company' && random.next() < 0.3;
  const mailbox = `${asciiWord(firstName)}.${asciiWord(lastName)}.${asciiWord(key)}`;
  return {
    kind,
    accountName: kind === 'company' ? `${lastName} ${random.pick(flavour.companyForms)} ${key}` : `${firstName} ${lastName}`,
    firstName,
    lastName,
    email: kind === 'company' ? `${mailbox}@trade.example` : `${mailbox}@home.example`,
    phone: `${flavour.phonePrefix}${random.between(1_000_000, 9_999_999)}`,
    billing,
    shipping: hasShipping ? makeAddress(random, flavour, country) : undefined,
  };
}

function makeAddress(
  random: Random,
  flavour: CountryFlavour,
  country: { code: string | undefined; name: string },
): PostalAddress {
  const [city, postcodeStart] = random.pick(flavour.cities);
  const number = `${random.between(1, 240)}${random.pick(flavour.suffixes)}`;
  const street = random.pick(flavour.streets);
  return {
    street: flavour.houseNumber === 'after' ? `${street} ${number}` : `${number} ${street}`,
    postalCode: postcodeOf(random, postcodeStart, flavour.postcodeTail),
    city,
    country: country.code === undefined ? country.name : countryNameOf(country.code),
    countryCode: country.code,
  };
}

/** An e-mail's local part holds plain letters only: `Ó Súilleabháin` becomes `osuilleabhain`. */
function asciiWord(text: string): string {
  return text
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .replaceAll('Ø', 'O')
    .normalize('NFD')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase();
}
