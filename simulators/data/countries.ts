import type { Random } from './random.ts';

/** What makes an address of a country look like one of that country. */
export interface CountryFlavour {
  readonly streets: readonly string[];
  /** City with the first part of its post code. */
  readonly cities: readonly (readonly [city: string, postcode: string])[];
  /** What follows the first part of a post code; `#` a digit, `A` a letter. */
  readonly postcodeTail: string;
  /** `after`: Keizersgracht 12; `before`: 12 High Street. */
  readonly houseNumber: 'after' | 'before';
  readonly suffixes: readonly string[];
  readonly phonePrefix: string;
  readonly firstNames: readonly string[];
  readonly lastNames: readonly string[];
  readonly companyForms: readonly string[];
}

const NL: CountryFlavour = {
  streets: [
    'Keizersgracht',
    'Stationsweg',
    'Dorpsstraat',
    "Burgemeester 's Jacobplein",
    'Laan van Nieuw-Oost-Indië',
    'Korte Prinsengracht',
  ],
  cities: [
    ['Amsterdam', '1015'],
    ['Utrecht', '3511'],
    ["'s-Hertogenbosch", '5211'],
    ['Groningen', '9712'],
    ['Rotterdam', '3011'],
  ],
  postcodeTail: ' AA',
  houseNumber: 'after',
  suffixes: ['', '', ' A', '-2', ' bis'],
  phonePrefix: '+31 20 ',
  firstNames: ['Sanne', 'Daan', 'Fleur', 'Jeroen', 'Noor', 'Bram'],
  lastNames: ['de Vries', 'van den Berg', 'Jansen', 'Visser', 'Bakker', 'ten Cate'],
  companyForms: ['B.V.', 'Groothandel B.V.', 'V.O.F.'],
};

const BE: CountryFlavour = {
  streets: ['Rue Neuve', 'Meir', 'Veldstraat', 'Boulevard Anspach', 'Sint-Jansplein'],
  cities: [
    ['Brussel', '1000'],
    ['Antwerpen', '2000'],
    ['Gent', '9000'],
    ['Liège', '4000'],
  ],
  postcodeTail: '',
  houseNumber: 'after',
  suffixes: ['', ' bte 3', ' bus 12'],
  phonePrefix: '+32 2 ',
  firstNames: ['Lotte', 'Émilie', 'Wout', 'Loïc'],
  lastNames: ['Peeters', 'Dubois', 'Maes', 'Lefèvre'],
  companyForms: ['BV', 'NV', 'SRL'],
};

const DE: CountryFlavour = {
  streets: ['Straße des 17. Juni', 'Königstraße', 'Am Markt', 'Schlüterstraße', 'Lindenallee'],
  cities: [
    ['Berlin', '10623'],
    ['München', '80331'],
    ['Köln', '50667'],
    ['Düsseldorf', '40213'],
  ],
  postcodeTail: '',
  houseNumber: 'after',
  suffixes: ['', ' a', ' b'],
  phonePrefix: '+49 30 ',
  firstNames: ['Jürgen', 'Anke', 'Lukas', 'Käthe'],
  lastNames: ['Müller', 'Weiß', 'Schröder', 'Krüger'],
  companyForms: ['GmbH', 'GmbH & Co. KG', 'e.K.'],
};

const FR: CountryFlavour = {
  streets: ['rue de la Paix', 'avenue Émile Zola', 'place du Général-de-Gaulle', 'quai des Célestins'],
  cities: [
    ['Paris', '75002'],
    ['Lyon', '69002'],
    ['Besançon', '25000'],
    ['Nîmes', '30000'],
  ],
  postcodeTail: '',
  houseNumber: 'before',
  suffixes: ['', ' bis', ' ter'],
  phonePrefix: '+33 1 ',
  firstNames: ['Hélène', 'François', 'Zoé', 'Mathieu'],
  lastNames: ['Durand', 'Lemaître', 'Gérard', 'Moreau'],
  companyForms: ['SARL', 'SAS', '& Fils SARL'],
};

const GB: CountryFlavour = {
  streets: ['High Street', 'Station Road', "St. John's Lane", 'Queensway', 'Mill Lane'],
  cities: [
    ['London', 'SE1'],
    ['Manchester', 'M2'],
    ['Leeds', 'LS1'],
    ['Bristol', 'BS1'],
  ],
  postcodeTail: ' #AA',
  houseNumber: 'before',
  suffixes: ['', '', 'A'],
  phonePrefix: '+44 20 ',
  firstNames: ['Olivia', 'George', 'Amelia', 'Harry', 'Isla'],
  lastNames: ['Smith', "O'Neill", 'Taylor', 'Davies', 'Fotheringham-Jones'],
  companyForms: ['Ltd', '& Sons Ltd', 'Trading LLP'],
};

const IE: CountryFlavour = {
  ...GB,
  cities: [
    ['Dublin', 'D02'],
    ['Cork', 'T12'],
  ],
  postcodeTail: ' A###',
  phonePrefix: '+353 1 ',
  firstNames: ['Siobhán', 'Oisín', 'Niamh'],
  lastNames: ["O'Brien", 'Murphy', 'Ó Súilleabháin'],
  companyForms: ['Ltd', 'DAC'],
};

const NO: CountryFlavour = {
  streets: ['Karl Johans gate', 'Storgata', 'Øvre Slottsgate', 'Bryggen'],
  cities: [
    ['Oslo', '0154'],
    ['Bergen', '5003'],
    ['Tromsø', '9008'],
  ],
  postcodeTail: '',
  houseNumber: 'after',
  suffixes: ['', ' B'],
  phonePrefix: '+47 22 ',
  firstNames: ['Åse', 'Bjørn', 'Ingrid'],
  lastNames: ['Hansen', 'Sæther', 'Ødegård'],
  companyForms: ['AS', 'ANS'],
};

const AU: CountryFlavour = {
  ...GB,
  cities: [
    ['Melbourne', '3000'],
    ['Sydney', '2000'],
  ],
  postcodeTail: '',
  phonePrefix: '+61 2 ',
  companyForms: ['Pty Ltd'],
};

const FLAVOURS: Readonly<Record<string, CountryFlavour>> = { NL, BE, DE, FR, GB, IE, NO, AU };

/** The flavour of an ISO country; Britain's for the countries that have none here. */
export function flavourOf(iso: string): CountryFlavour {
  return FLAVOURS[iso] ?? GB;
}

/** A post code of the country, with made-up digits and letters behind its first part. */
export function postcodeOf(random: Random, start: string, tail: string): string {
  const end = tail.replace(/[#A]/g, (slot) =>
    slot === '#' ? String(random.between(0, 9)) : random.pick(Array.from('BDEFGHJLNPRSTVWXZ')),
  );
  return `${start}${end}`;
}

const NAMES = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const ALIASES: Readonly<Record<string, string>> = {
  EIRE: 'IE',
  USA: 'US',
  RSA: 'ZA',
  UK: 'GB',
  'CHANNEL ISLANDS': 'JE',
  'CZECH REPUBLIC': 'CZ',
};
/** Regions that have a code and a name but no post: groups of countries and test codes. */
const NO_COUNTRIES = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ']);
const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const CODES_BY_NAME = new Map(
  LETTERS.flatMap((first) => LETTERS.map((second) => `${first}${second}`))
    // An old code (`UK`, `SU`) has its successor's name: only codes that stand for themselves count.
    .filter((code) => !NO_COUNTRIES.has(code) && new Intl.Locale(`und-${code}`).region === code)
    .flatMap((code) => {
      const name = NAMES.of(code);
      return name === undefined ? [] : [[name.toUpperCase(), code] as const];
    }),
);

/** ISO code of an English country name, also of the short forms retail files use; undefined for what is no country. */
export function countryCodeOf(name: string): string | undefined {
  const key = name.trim().toUpperCase();
  return ALIASES[key] ?? CODES_BY_NAME.get(key);
}

/** English name of an ISO code, as a person types it into an address. */
export function countryNameOf(iso: string): string {
  return NAMES.of(iso) ?? iso;
}
