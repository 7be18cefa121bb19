import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { carried, valueText, wording } from './index.ts';

const RAW =
  /expected|received|invalid (input|option|string|number|key|element)|too (small|big)|[<>]=?\s?\d|regex|pattern|\bnan\b/i;

/** A schema and a value that breaks it, for every kind of fault, with the words for it. */
const FAULTS: readonly [name: string, schema: z.ZodType, value: unknown, text: string][] = [
  ['a value that is missing', z.string(), undefined, 'A value is missing here.'],
  ['a number for a text', z.string(), 1, 'Give a text here.'],
  ['a text for a number', z.number(), 'five', 'Give a number here.'],
  ['a fraction for a whole number', z.int(), 1.5, 'Give a whole number here.'],
  ['a text for yes or no', z.boolean(), 'yes', 'Give true or false here.'],
  ['nothing for a list', z.array(z.string()), null, 'Give a list here.'],
  ['a list for an object', z.strictObject({}), [], 'Give an object of settings here.'],
  ['an empty text', z.string().min(1), '', 'Give a value here: it is empty.'],
  ['a short text', z.string().min(3), 'ab', 'Give at least 3 characters here.'],
  ['a text of the wrong length', z.string().length(3), 'ab', 'Give exactly 3 characters here.'],
  ['a long text', z.string().max(3), 'abcd', 'Give at most 3 characters here.'],
  ['a short list', z.array(z.number()).min(2), [1], 'Give at least 2 entries here.'],
  ['a long list', z.array(z.number()).max(1), [1, 2], 'Give at most 1 entries here.'],
  ['a small number', z.number().min(1), 0, 'Give a number from 1 on here.'],
  ['a number that is not positive', z.int().positive(), 0, 'Give a number above 0 here.'],
  ['a great number', z.number().max(5), 6, 'Give a number up to 5 here.'],
  ['a number at its bound', z.number().lt(5), 5, 'Give a number below 5 here.'],
  ['an odd number', z.number().multipleOf(5), 6, 'Give a multiple of 5 here.'],
  [
    'no moment',
    z.iso.datetime({ offset: true }),
    '24-11-2026',
    'Give a date and time with its zone, such as 2026-01-31T09:00:00+01:00 here.',
  ],
  ['no address', z.url(), 'home', 'Give a web address, such as https://example.com here.'],
  ['another form', z.string().regex(/^a$/), 'b', 'Give a value of the form that is asked for here.'],
  [
    'a form with a wording of its own',
    z.string().regex(/^a$/, wording('form_reference_prefix')),
    'b',
    'Give letters, digits and . / - _ only here.',
  ],
  ['none of a list', z.enum(['one', 'two']), 'three', 'Choose one of these: one, two.'],
  ['another constant', z.literal(1), 2, 'This must be 1.'],
  ['a name that does not exist', z.strictObject({}), { colour: 1 }, 'There is no such setting: colour.'],
  ['none of two forms', z.union([z.string(), z.number()]), true, 'Give a text here.'],
  ['a wrong name', z.record(z.string().max(1), z.number()), { ab: 1 }, 'A name in this list is not valid.'],
  ['a wrong entry', z.map(z.string(), z.number()), new Map([['a', 'b']]), 'Give a number here.'],
  ['anything else', z.string().refine(() => false), 'a', 'This value is not valid.'],
];

describe('what a schema finds', () => {
  it.each(FAULTS)('is told in a plain sentence: %s', (_name, schema, value, text) => {
    const { error } = schema.safeParse(value);
    const messages = error?.issues.map(({ message }) => valueText(carried(message), 'en')) ?? [];

    expect(messages).toEqual([text]);
    expect(messages.join(' ')).not.toMatch(RAW);
  });

  it.each(FAULTS)('is told in the language of the reader: %s', (_name, schema, value, text) => {
    const { error } = schema.safeParse(value);
    const [told] = error?.issues.map(({ message }) => valueText(carried(message), 'nl')) ?? [];

    expect(told).toMatch(/^\p{Lu}.*\.$/u);
    expect(told).not.toBe(text);
  });
});
