import { readFileSync } from 'node:fs';
import { ruleFailure } from '../failure.ts';
import type { Row, Value } from '../schema/index.ts';

const file = JSON.parse(readFileSync(new URL('../schema/countries.json', import.meta.url), 'utf8')) as {
  codes: string;
  states: Record<string, string>;
};
const CODES = new Set(file.codes.split(' '));
const NAMES = new Intl.DisplayNames(['en'], { type: 'region' });

/** The name of a country, for fields that are shown beside its code. */
export const countryName = (code: Value | undefined): Value =>
  typeof code === 'string' && CODES.has(code) ? (NAMES.of(code) ?? null) : null;

/** Refuses a country that is no ISO code and a state that the country does not have. */
export const checkCountryAndState = (draft: Row, stored: Row): void => {
  const given = draft['Country'];
  if (typeof given === 'string' && given !== '') {
    const code = given.trim().toUpperCase();
    if (!CODES.has(code)) throw ruleFailure(`Invalid reference: Country - ${given}`);
    draft['Country'] = code;
  }
  const country = draft['Country'] ?? stored['Country'];
  const isMoving = draft['Country'] !== undefined && draft['Country'] !== stored['Country'];
  // A state of the old country does not survive a change of country.
  const state = draft['State'] ?? (isMoving ? null : stored['State']);
  if (typeof state !== 'string' || state === '') {
    if (isMoving && stored['State']) draft['State'] = null;
    return;
  }
  const states = file.states[String(country)]?.split(' ') ?? [];
  if (!states.includes(state)) throw ruleFailure(`Invalid reference: State - ${state}`);
};
