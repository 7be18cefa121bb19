import { z } from 'zod';
import { carried, carry, joined, phrase, type ParamValue, type Phrase } from './params.ts';
import type { PhraseKey } from './texts/phrases/index.ts';

type Issue = z.core.$ZodRawIssue;
type IssueOf<Code extends Issue['code']> = Extract<Issue, { code: Code }>;

const TYPES: Readonly<Record<string, Phrase>> = {
  string: phrase('a_text'),
  number: phrase('a_number'),
  int: phrase('a_whole_number'),
  bigint: phrase('a_whole_number'),
  boolean: phrase('true_or_false'),
  array: phrase('a_list'),
  set: phrase('a_list'),
  tuple: phrase('a_list'),
  object: phrase('an_object'),
  record: phrase('an_object'),
  map: phrase('an_object'),
  date: phrase('a_date'),
  null: phrase('nothing'),
};

const FORMATS: Readonly<Record<string, Phrase>> = {
  datetime: phrase('form_datetime'),
  date: phrase('form_date'),
  time: phrase('form_time'),
  email: phrase('form_email'),
  url: phrase('form_url'),
};

const ENTRIES: readonly string[] = ['array', 'set', 'map'];

/**
 * Every kind of fault a schema can find, as a plain sentence that can stand beside the value it is about. A schema that has
 * words of its own for a fault keeps them.
 */
function faultPhrase(issue: Issue): Phrase {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? phrase('value_missing')
        : phrase('give', { what: TYPES[issue.expected] ?? phrase('another_value') });
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_format':
      return phrase('give', { what: FORMATS[issue.format] ?? phrase('form_other') });
    case 'not_multiple_of':
      return phrase('value_multiple', { step: String(issue.divisor) });
    case 'unrecognized_keys':
      return phrase('settings_unknown', { names: issue.keys.join(', ') });
    case 'invalid_value':
      return issue.values.length === 1
        ? phrase('value_constant', { value: String(issue.values[0]) })
        : phrase('value_choice', { values: issue.values.map(String).join(', ') });
    case 'invalid_key':
      return phrase('name_invalid');
    case 'invalid_element':
      return phrase('entry_invalid');
    default:
      return phrase('value_invalid');
  }
}

function tooSmall({ origin, minimum, exact, inclusive }: IssueOf<'too_small'>): Phrase {
  const count = String(minimum);
  if (origin === 'string' && minimum === 1) return phrase('value_empty');
  if (origin === 'string') return phrase(exact ? 'exactly_characters' : 'least_characters', { count });
  if (ENTRIES.includes(origin)) return phrase(exact ? 'exactly_entries' : 'least_entries', { count });
  return phrase(inclusive === false ? 'number_above' : 'number_from', { bound: count });
}

function tooBig({ origin, maximum, exact, inclusive }: IssueOf<'too_big'>): Phrase {
  const count = String(maximum);
  if (origin === 'string') return phrase(exact ? 'exactly_characters' : 'most_characters', { count });
  if (ENTRIES.includes(origin)) return phrase(exact ? 'exactly_entries' : 'most_entries', { count });
  return phrase(inclusive === false ? 'number_below' : 'number_up_to', { bound: count });
}

/** The faults of the first form that was meant: all of them together tell a person nothing. */
function unionFault({ errors }: IssueOf<'invalid_union'>): ParamValue {
  const faults = (errors[0] ?? []).map(({ message }) => carried(message));
  return joined('sentences', faults) ?? phrase('value_of_none');
}

/** The key of a phrase as the words that a schema has of its own for a fault, such as `z.string().regex(form, wording('form_cursor'))`. */
export function wording(key: PhraseKey): string {
  return carry({ text: key });
}

// Said once for the whole process: whoever reads a schema of the service has come through the door of this folder. Schemas carry texts
// only; who tells a fault asks for the words that its message carries.
z.config({ localeError: (issue) => carry(issue.code === 'invalid_union' ? unionFault(issue) : faultPhrase(issue)) });
