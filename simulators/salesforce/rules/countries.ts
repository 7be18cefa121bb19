/** Codes that `Intl` names but that are no country of the picklist: groupings, pseudo-locales, reserved codes. */
const NO_COUNTRIES = new Set([
  'EU',
  'EZ',
  'UN',
  'QO',
  'XA',
  'XB',
  'ZZ',
  'AC',
  'CP',
  'CQ',
  'DG',
  'EA',
  'IC',
  'TA',
  'DD',
  'YU',
  'SU',
  'BU',
  'CS',
  'FX',
  'NT',
  'TP',
  'YD',
  'ZR',
  'AN',
  'UK',
  'HV',
  'NH',
  'RH',
  'VD',
  'DY',
]);

const STATES: Readonly<Record<string, string>> = {
  US: 'AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming|DC District of Columbia',
  CA: 'AB Alberta|BC British Columbia|MB Manitoba|NB New Brunswick|NL Newfoundland and Labrador|NT Northwest Territories|NS Nova Scotia|NU Nunavut|ON Ontario|PE Prince Edward Island|QC Quebec|SK Saskatchewan|YT Yukon Territories',
  AU: 'ACT Australian Capital Territory|NSW New South Wales|NT Northern Territory|QLD Queensland|SA South Australia|TAS Tasmania|VIC Victoria|WA Western Australia',
};

const readCountries = (): Map<string, string> => {
  const names = new Intl.DisplayNames(['en'], { type: 'region' });
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const countries = new Map<string, string>();
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    const name = names.of(code);
    if (name !== undefined && name !== code && !NO_COUNTRIES.has(code)) countries.set(code, name);
  }
  return countries;
};

const COUNTRIES = readCountries();
const STATES_BY_COUNTRY = new Map(
  Object.entries(STATES).map(([country, list]) => [
    country,
    new Map(list.split('|').map((entry) => [entry.slice(0, entry.indexOf(' ')), entry.slice(entry.indexOf(' ') + 1)])),
  ]),
);

const findIn = (entries: ReadonlyMap<string, string> | undefined, text: string): string | null => {
  const wanted = text.toLowerCase();
  for (const [code, name] of entries ?? []) if (name.toLowerCase() === wanted || code.toLowerCase() === wanted) return code;
  return null;
};

export const countryCodes = (): readonly string[] => [...COUNTRIES.keys()];
export const countryName = (code: string): string | null => COUNTRIES.get(code) ?? null;
/** Code of a country by its English name or code, in any case. */
export const findCountry = (text: string): string | null => findIn(COUNTRIES, text);

/** Salesforce lists states for a few countries only; the Netherlands, Belgium and Germany have none. */
export const stateCodes = (): readonly string[] => [
  ...new Set([...STATES_BY_COUNTRY.values()].flatMap((states) => [...states.keys()])),
];
export const stateName = (country: string, code: string): string | null => STATES_BY_COUNTRY.get(country)?.get(code) ?? null;
export const findState = (country: string, text: string): string | null => findIn(STATES_BY_COUNTRY.get(country), text);
