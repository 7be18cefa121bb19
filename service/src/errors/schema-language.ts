import { z } from 'zod';

type Issue = z.core.$ZodRawIssue;
type IssueOf<Code extends Issue['code']> = Extract<Issue, { code: Code }>;

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  bigint: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  set: 'a list',
  tuple: 'a list',
  object: 'an object of settings',
  record: 'an object of settings',
  map: 'an object of settings',
  date: 'a date',
  null: 'nothing (null)',
};

const FORMATS: Readonly<Record<string, string>> = {
  datetime: 'a date and time with its zone, such as 2026-01-31T09:00:00+01:00',
  date: 'a date, such as 2026-01-31',
  time: 'a time, such as 09:00:00',
  email: 'an e-mail address',
  url: 'a web address, such as https://example.com',
};

const UNITS: Readonly<Record<string, string>> = { array: 'entries', set: 'entries', map: 'entries', file: 'bytes' };

/**
 * Every kind of fault a schema can find, as a plain sentence that can stand beside the value it is about. A schema that has
 * words of its own for a fault keeps them.
 */
function plainSentence(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'A value is missing here.' : `Give ${TYPES[issue.expected] ?? 'another value'} here.`;
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_format':
      return `Give ${FORMATS[issue.format] ?? 'a value of the form that is asked for'} here.`;
    case 'not_multiple_of':
      return `Give a multiple of ${issue.divisor} here.`;
    case 'unrecognized_keys':
      return `There is no such setting: ${issue.keys.join(', ')}.`;
    case 'invalid_value':
      return issue.values.length === 1
        ? `This must be ${String(issue.values[0])}.`
        : `Choose one of these: ${issue.values.map(String).join(', ')}.`;
    case 'invalid_union':
      return unionText(issue);
    case 'invalid_key':
      return 'A name in this list is not valid.';
    case 'invalid_element':
      return 'An entry of this list is not valid.';
    default:
      return 'This value is not valid.';
  }
}

function tooSmall({ origin, minimum, exact, inclusive }: IssueOf<'too_small'>): string {
  if (origin === 'string')
    return minimum === 1
      ? 'Give a value here: it is empty.'
      : `Give ${exact ? 'exactly' : 'at least'} ${minimum} characters here.`;
  const unit = UNITS[origin];
  if (unit !== undefined) return `Give ${exact ? 'exactly' : 'at least'} ${minimum} ${unit} here.`;
  return inclusive === false ? `Give a number above ${minimum} here.` : `Give a number from ${minimum} on here.`;
}

function tooBig({ origin, maximum, exact, inclusive }: IssueOf<'too_big'>): string {
  if (origin === 'string') return `Give ${exact ? 'exactly' : 'at most'} ${maximum} characters here.`;
  const unit = UNITS[origin];
  if (unit !== undefined) return `Give ${exact ? 'exactly' : 'at most'} ${maximum} ${unit} here.`;
  return inclusive === false ? `Give a number below ${maximum} here.` : `Give a number up to ${maximum} here.`;
}

/** The faults of the first form that was meant: all of them together tell a person nothing. */
function unionText({ errors }: IssueOf<'invalid_union'>): string {
  const messages = (errors[0] ?? []).map(({ message }) => message);
  return messages.length === 0 ? 'This value fits none of the forms that are allowed.' : messages.join(' ');
}

// Said once for the whole process: whoever reads a schema of the service has come through the door of this folder.
z.config({ localeError: plainSentence });
