import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CATALOGUE, inLanguage, LANGUAGES, phraseText, problemText, type ErrorCode, type Phrase } from './index.ts';
import { TEXTS } from './texts/index.ts';
import type { PhraseKey } from './texts/phrases/index.ts';

const CODES = Object.keys(CATALOGUE) as ErrorCode[];
const KEYS = Object.keys(TEXTS.en.phrases) as PhraseKey[];
const OTHERS = LANGUAGES.filter((language) => language !== 'en');
const SOURCES = path.resolve(import.meta.dirname, '..');

const slotsOf = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))].sort();

describe.each(OTHERS)('the texts in %s', (language) => {
  it('are those of the catalogue, no code missing and none too many', () => {
    expect(Object.keys(inLanguage(TEXTS, language).problems).sort()).toEqual([...CODES].sort());
    expect(Object.keys(inLanguage(TEXTS, language).phrases).sort()).toEqual([...KEYS].sort());
  });

  it.each(CODES)('%s has the slots of the English text', (code) => {
    const [english, other] = [TEXTS.en.problems[code], inLanguage(TEXTS, language).problems[code]];
    expect({ message: slotsOf(other.message), action: slotsOf(other.action), title: slotsOf(other.title) }).toEqual({
      message: slotsOf(english.message),
      action: slotsOf(english.action),
      title: [],
    });
  });

  it.each(KEYS)('%s has the slots of the English phrase', (key) => {
    expect(slotsOf(inLanguage(TEXTS, language).phrases[key])).toEqual(slotsOf(TEXTS.en.phrases[key]));
  });

  it('are words of their own', () => {
    const same = CODES.filter((code) => inLanguage(TEXTS, language).problems[code].action === TEXTS.en.problems[code].action);
    expect(same).toEqual([]);
  });
});

describe.each(LANGUAGES)('every problem in %s', (language) => {
  it('is made of whole sentences without a slot left, whatever fills them', () => {
    const value = fc.oneof(
      fc.integer(),
      fc.string({ minLength: 1, maxLength: 20 }).filter((text) => !/[{}]/.test(text)),
    );
    fc.assert(
      fc.property(fc.constantFrom(...CODES), value, (code, filling) => {
        const { message, action } = TEXTS.en.problems[code];
        const params = Object.fromEntries(slotsOf(`${message}${action}`).map((name) => [name, filling]));
        const told = problemText({ code, params }, language);
        expect(told.title).toBe(inLanguage(TEXTS, language).problems[code].title);
        for (const text of [told.message, told.action]) expect(text).not.toMatch(/[{}]|undefined|null|\[object/);
        expect(told.action).toMatch(/\.$/);
      }),
    );
  });
});

describe('a phrase', () => {
  it('is used somewhere', () => {
    // Those of the states of a run are named by the state.
    const isUsed = (key: string): boolean => SOURCE_TEXT.includes(`'${key}'`) || key.startsWith('run_');
    expect(KEYS.filter((key) => !isUsed(key))).toEqual([]);
  });

  it('may hold phrases, errors and moments, all in the language of the reader', () => {
    const told: Phrase = {
      text: 'order_created',
      params: { moment: { text: 'moment', params: { at: '2026-05-28T11:33:00.000Z', timeZone: 'Europe/Amsterdam' } } },
    };
    expect(phraseText(told, 'en')).toBe('created 28 May 2026 13:33 (Europe/Amsterdam)');
    expect(phraseText(told, 'nl')).toBe('aangemaakt op 28 mei 2026 13:33 (Europe/Amsterdam)');
    expect(phraseText({ text: 'push_waiting', params: { reason: { text: 'not_found' } } }, 'nl')).toBe(
      'Zoiets is hier niet. De order wacht en gaat vanzelf.',
    );
  });

  it('of another version is told by its key and params', () => {
    const told = { text: 'of_tomorrow', params: { day: '2027-01-01' } } as unknown as Phrase;
    expect(phraseText(told, 'nl')).toBe('of_tomorrow day = 2027-01-01');
  });
});

/** Every source that is neither a text nor a test. */
const SOURCE_TEXT = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith(`errors${path.sep}texts`))
  .map((file) => readFileSync(path.join(SOURCES, file), 'utf8'))
  .join('\n');
