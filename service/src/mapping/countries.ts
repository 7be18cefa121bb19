import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
// The package's own entry loads the names in eighty languages at once; this one loads those that are registered.
import countries, { type LocaleData } from 'i18n-iso-countries/index.js';
import { LOCALES, type Language } from '../errors/index.ts';

// People write a country in their own language or in English; these are the languages of Exact's markets and neighbours.
const LANGUAGES = ['en', 'nl', 'de', 'fr', 'es', 'it', 'pt', 'da', 'sv', 'nb', 'fi', 'pl', 'cs'] as const;

// Names in use that no list of ISO names has.
const EVERYDAY_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    holland: 'NL',
    'the netherlands': 'NL',
    uk: 'GB',
    england: 'GB',
    scotland: 'GB',
    wales: 'GB',
    'northern ireland': 'GB',
    'great britain': 'GB',
    eire: 'IE',
    'channel islands': 'JE',
    'czech republic': 'CZ',
    usa: 'US',
    'u.s.a.': 'US',
    'united states': 'US',
    uae: 'AE',
    'hong kong': 'HK',
  }),
);

const byName = new Map<string, string>();

/** ISO 3166 alpha-2 code of a country name in one of thirteen languages, or of a code; undefined for an unknown one. */
export function countryCode(nameOrCode: string): string | undefined {
  const name = nameOrCode.trim();
  if (/^[a-z]{2}$/i.test(name) && countries.isValid(name.toUpperCase())) return name.toUpperCase();
  if (/^[a-z]{3}$/i.test(name) && countries.isValid(name.toUpperCase())) return countries.alpha3ToAlpha2(name.toUpperCase());
  loadNames();
  return byName.get(folded(name));
}

/** English name of an ISO alpha-2 code; undefined for an unknown one. */
export function countryName(code: string): string | undefined {
  loadNames();
  return countries.getName(code.trim().toUpperCase(), 'en');
}

/** Every ISO alpha-2 code with the name that people of a language use, by name: Nederland, not Koninkrijk der Nederlanden. */
export function countryList(language: Language): { code: string; name: string }[] {
  loadNames();
  const inUse = new Intl.DisplayNames([LOCALES[language]], { type: 'region', fallback: 'none' });
  return Object.entries(countries.getNames(language, { select: 'official' }))
    .map(([code, name]) => ({ code, name: inUse.of(code) ?? name }))
    .sort((a, b) => a.name.localeCompare(b.name, LOCALES[language]));
}

function loadNames(): void {
  if (byName.size > 0) return;
  const require = createRequire(import.meta.url);
  for (const language of LANGUAGES) {
    const file = require.resolve(`i18n-iso-countries/langs/${language}.json`);
    const locale = JSON.parse(readFileSync(file, 'utf8')) as LocaleData;
    countries.registerLocale(locale);
    for (const [code, names] of Object.entries(locale.countries)) {
      for (const name of [names].flat()) if (!byName.has(folded(name))) byName.set(folded(name), code);
    }
  }
  for (const [name, code] of EVERYDAY_NAMES) byName.set(folded(name), code);
}

/** Names compare without accents, case and doubled spaces: `Belgie` is België. */
function folded(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim().toLowerCase();
}
