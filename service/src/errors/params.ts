import type { ErrorCode } from './catalogue.ts';
import type { PHRASES, PhraseKey } from './texts/phrases/index.ts';

/** Values for the slots of a text. Never secrets: they are shown and stored. */
export type ErrorParams = Readonly<Record<string, ParamValue>>;

/** A value as another system or a person gave it, or words of Tandem's own that each reader gets in his language. */
export type ParamValue = string | number | Phrase;

/** Words of Tandem's own, as they are carried and stored: a phrase, a text of an error, `moment` or `number`. */
export interface Phrase {
  readonly text: PhraseKey | ErrorCode | typeof MOMENT | typeof NUMBER;
  readonly params?: ErrorParams;
  /** Which text of an error; its message where this is absent. */
  readonly part?: 'title' | 'action';
}

export const MOMENT = 'moment';
export const NUMBER = 'number';

/** An error as far as its texts are concerned. */
interface ErrorTexts {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
}

export type SlotsIn<Text extends string> = Text extends `${string}{${infer Slot}}${infer Rest}` ? Slot | SlotsIn<Rest> : never;
type PhraseSlots<Key extends PhraseKey> = SlotsIn<(typeof PHRASES)[Key]>;
type PhraseArguments<Key extends PhraseKey> = [PhraseSlots<Key>] extends [never]
  ? []
  : [params: Readonly<Record<PhraseSlots<Key>, ParamValue>>];

/** A phrase with every slot filled, or it does not compile. */
export function phrase<Key extends PhraseKey>(key: Key, ...[params]: PhraseArguments<Key>): Phrase {
  return params === undefined ? { text: key } : { text: key, params };
}

/** What an error says, as a part of another text. */
export function messageOf({ code, params }: ErrorTexts): Phrase {
  return { text: code, params };
}

/** What an error is called, as a part of another text. */
export function titleOf({ code, params }: ErrorTexts): Phrase {
  return { text: code, params, part: 'title' };
}

/** What a person can do about an error. */
export function actionOf({ code, params }: ErrorTexts): Phrase {
  return { text: code, params, part: 'action' };
}

/** A number that each reader gets with the signs of his language between its thousands; codes and years stay plain numbers. */
export function number(value: number): Phrase {
  return { text: NUMBER, params: { value } };
}

/** A moment that each reader gets in his language, the zone included: `28 Nov 2026 13:33 (Europe/Amsterdam)`. */
export function moment(at: Date, timeZone: string, hasSeconds = false): Phrase {
  return { text: MOMENT, params: { at: at.toISOString(), timeZone, ...(hasSeconds ? { hasSeconds: 1 } : {}) } };
}

/** Begins a text that carries words of Tandem's own. */
const CARRIED = 'phrase:';

/** Words as one text, for a column or a library that takes texts only. */
export function carry(words: ParamValue): string {
  return typeof words === 'object' ? `${CARRIED}${JSON.stringify(words)}` : String(words);
}

/** The words that a text carries; any other text is itself. */
export function carried(text: string): ParamValue {
  return text.startsWith(CARRIED) ? (JSON.parse(text.slice(CARRIED.length)) as Phrase) : text;
}

type ListKey = 'either' | 'comma' | 'semicolon' | 'slash' | 'sentences';

/** A list as one value, in pairs, halved again and again so that long ones are not deep; undefined where it is empty. */
export function joined(key: ListKey, values: readonly [ParamValue, ...ParamValue[]]): ParamValue;
export function joined(key: ListKey, values: readonly ParamValue[]): ParamValue | undefined;
export function joined(key: ListKey, values: readonly ParamValue[]): ParamValue | undefined {
  if (values.length < 2) return values[0];
  const middle = Math.ceil(values.length / 2);
  const [first, other] = [joined(key, values.slice(0, middle)), joined(key, values.slice(middle))];
  return first === undefined || other === undefined ? (first ?? other) : { text: key, params: { first, other } };
}

/** `a, b and c` as one value; the empty text where there is none. */
export function listed(values: readonly ParamValue[]): ParamValue {
  const last = values.at(-1) ?? '';
  const others = joined('comma', values.slice(0, -1));
  return others === undefined ? last : phrase('and', { first: others, other: last });
}
