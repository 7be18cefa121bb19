import type { ErrorCode } from './catalogue.ts';
import type { PHRASES, PhraseKey } from './texts/phrases.ts';

/** Values for the slots of a text. Never secrets: they are shown and stored. */
export type ErrorParams = Readonly<Record<string, ParamValue>>;

/** A value as another system or a person gave it, or words of Tandem's own that each reader gets in his language. */
export type ParamValue = string | number | Phrase;

/** Words of Tandem's own, as they are carried and stored: a phrase, the message of an error, or `moment`. */
export interface Phrase {
  readonly text: PhraseKey | ErrorCode | typeof MOMENT;
  readonly params?: ErrorParams;
}

export const MOMENT = 'moment';

export type SlotsIn<Text extends string> = Text extends `${string}{${infer Slot}}${infer Rest}` ? Slot | SlotsIn<Rest> : never;
type PhraseSlots<Key extends PhraseKey> = SlotsIn<(typeof PHRASES)[Key]>;
type PhraseArguments<Key extends PhraseKey> = [PhraseSlots<Key>] extends [never]
  ? []
  : [params: Readonly<Record<PhraseSlots<Key>, ParamValue>>];

/** A phrase with every slot filled, or it does not compile. */
export function phrase<Key extends PhraseKey>(key: Key, ...[params]: PhraseArguments<Key>): Phrase {
  return params === undefined ? { text: key } : { text: key, params };
}

/** What an error says, as a part of another one. */
export function messageOf(error: { readonly code: ErrorCode; readonly params: ErrorParams }): Phrase {
  return { text: error.code, params: error.params };
}

/** A moment that each reader gets in his language, the zone included: `28 Nov 2026 13:33 (Europe/Amsterdam)`. */
export function moment(at: Date, timeZone: string, hasSeconds = false): Phrase {
  return { text: MOMENT, params: { at: at.toISOString(), timeZone, ...(hasSeconds ? { hasSeconds: 1 } : {}) } };
}

/** A list as one value, in pairs; undefined where it is empty. */
export function joined(key: 'either' | 'comma' | 'semicolon' | 'slash', values: readonly ParamValue[]): ParamValue | undefined {
  return values.reduceRight<ParamValue | undefined>(
    (other, first) => (other === undefined ? first : { text: key, params: { first, other } }),
    undefined,
  );
}
