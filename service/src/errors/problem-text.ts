import type { ErrorCode } from './catalogue.ts';
import { inLanguage, LOCALES, type Language } from './language.ts';
import { momentText } from './moment-text.ts';
import { MOMENT, NUMBER, phrase, type ErrorParams, type ParamValue, type Phrase } from './params.ts';
import { TEXTS } from './texts/index.ts';
import { PHRASES } from './texts/phrases/index.ts';
import type { ProblemText } from './texts/translation.ts';

/**
 * A problem as it is stored and carried: code and params. Older versions stored the sentences themselves, in English, and some of
 * them no params.
 */
export interface ToldProblem extends Partial<ProblemText> {
  /** A code of the catalogue, or one of another version. */
  readonly code: string;
  readonly params?: ErrorParams | undefined;
}

/**
 * A problem in a language. Where its params do not fill the texts, sentences that came with it stand as they are; without them it
 * is told by its title alone, and a code of another version by code and params.
 */
export function problemText(problem: ToldProblem, language: Language): ProblemText {
  const { code, params = {}, title, message, action } = problem;
  const text = entryOf(inLanguage(TEXTS, language).problems, code);
  if (text !== undefined && isFilled(text, params)) return filledText(text, params, language);
  if (title !== undefined && message !== undefined && action !== undefined && action !== PHRASES.words_dropped)
    return { title, message, action };
  if (text !== undefined)
    return { title: text.title, message: sentence(text.title), action: phraseText(phrase('words_dropped'), language) };
  return unknownProblem(code, params, language);
}

/** What a code is called in a language; undefined where this version does not know it. */
export function problemTitle(code: string, language: Language): string | undefined {
  return entryOf(inLanguage(TEXTS, language).problems, code)?.title;
}

/** How the message of a code begins in a language, up to its first slot. */
export function textOpening(code: ErrorCode, language: Language): string {
  return inLanguage(TEXTS, language).problems[code].message.split('{', 1)[0] ?? '';
}

/** The texts of an entry with these params in their slots; a slot that nothing fills stays. */
export function filledText({ title, message, action }: ProblemText, params: ErrorParams, language: Language): ProblemText {
  return { title, message: sentence(fill(message, params, language)), action: sentence(fill(action, params, language)) };
}

/** A phrase in a language; one of another version by its key and params. */
export function phraseText({ text, params = {}, part }: Phrase, language: Language): string {
  const { problems, phrases } = inLanguage(TEXTS, language);
  if (text === MOMENT) return momentOf(params, language);
  if (text === NUMBER) return Number(params['value']).toLocaleString(LOCALES[language]);
  const known = entryOf(phrases, text);
  if (known !== undefined) return fill(known, params, language);
  const ofError = entryOf(problems, text)?.[part ?? 'message'];
  if (ofError === undefined) return [text, namesAndValues(params, language)].join(' ').trim();
  return part === 'title' ? ofError : sentence(fill(ofError, params, language));
}

/** A phrase or words of another system as a sentence that stands alone. */
export function sentenceText(words: ParamValue, language: Language): string {
  const text = valueText(words, language);
  return sentence(text.charAt(0).toUpperCase() + text.slice(1));
}

function momentOf({ at = '', timeZone = 'UTC', hasSeconds }: ErrorParams, language: Language): string {
  const [moment, zone] = [valueText(at, language), valueText(timeZone, language)];
  return momentText(new Date(moment), zone, hasSeconds !== undefined, language);
}

/** A value of a slot in a language. */
export function valueText(value: ParamValue, language: Language): string {
  return typeof value === 'object' ? phraseText(value, language) : String(value);
}

function unknownProblem(code: string, params: ErrorParams, language: Language): ProblemText {
  const given = namesAndValues(params, language);
  const message = given === '' ? phrase('code_unknown', { code }) : phrase('code_unknown_with', { code, params: given });
  return {
    title: phraseText(phrase('code_unknown_title'), language),
    message: sentence(phraseText(message, language)),
    action: phraseText(phrase('code_unknown_action'), language),
  };
}

function namesAndValues(params: ErrorParams, language: Language): string {
  return Object.entries(params)
    .map(([name, value]) => `${name} = ${valueText(value, language)}`)
    .join(', ');
}

function isFilled({ message, action }: ProblemText, params: ErrorParams): boolean {
  return [...`${message}${action}`.matchAll(SLOT)].every(([, name = '']) => Object.hasOwn(params, name));
}

const SLOT = /\{(\w+)\}/g;

/** A value that ends a sentence of its own takes the place of the full stop behind its slot. */
function fill(text: string, params: ErrorParams, language: Language): string {
  return text.replace(/\{(\w+)\}(\.?)/g, (slot, name: string, stop: string) => {
    const value = params[name];
    if (value === undefined) return slot;
    const told = valueText(value, language);
    return typeof value === 'object' && /[.!?]$/.test(told) ? told : `${told}${stop}`;
  });
}

/** A name of a record's own, never one that every object has. */
function entryOf<Entry>(entries: Readonly<Record<string, Entry>>, name: string): Entry | undefined {
  return Object.hasOwn(entries, name) ? entries[name] : undefined;
}

/** What a system says in its own words comes with a full stop or without one, or is empty. */
function sentence(text: string): string {
  const trimmed = text.trim().replace(/(?<!\.)\.\.$/, '.');
  return /[.!?…]["'”’)]?$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
