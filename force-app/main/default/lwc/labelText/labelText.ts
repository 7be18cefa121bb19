import lang from '@salesforce/i18n/lang';
import locale from '@salesforce/i18n/locale';

/** What stands in the slots of a label, by name. A number is written as the reader's locale writes it. */
export type Slots = Readonly<Record<string, string | number>>;

/** One text for one thing, another for every other number of things. */
export interface CountTexts {
  readonly one: string;
  readonly other: string;
}

const SLOT = /\{(\w+)\}/g;

/** A label with its slots, such as `{division}`, filled. A slot that is not given stays as it is. */
export function fill(text: string, slots: Slots): string {
  return text.replace(SLOT, (slot, name: string) => {
    const value = slots[name];
    return typeof value === 'number' ? formatNumber(value) : (value ?? slot);
  });
}

/** The text for that many things, chosen by the rules of the reader's language; the slot `{count}` is the number. */
export function fillCount(count: number, texts: CountTexts, slots: Slots = {}): string {
  const text = new Intl.PluralRules(lang).select(count) === 'one' ? texts.one : texts.other;
  return fill(text, { ...slots, count });
}

/** A number as the reader's locale writes it. */
export function formatNumber(value: number): string {
  return value.toLocaleString(locale);
}
