import type { ExactWritableField } from '../types.ts';
import type { RowReader } from './row-reader.ts';

/** A field of a resource: how its value is read, and what Tandem may write into it. */
export interface ExactField<Value> {
  /** What its values are to a formula. */
  readonly kind: 'text' | 'flag' | 'amount';
  readonly read: (row: RowReader, name: string) => Value;
  readonly takes: ExactWritableField | undefined;
  /** Fields of the rows that are its value. */
  readonly inner?: readonly string[];
}

/** A field that Tandem writes and never asks for. */
export interface WriteOnlyField {
  readonly takes: ExactWritableField;
}

/** The fields of a resource under Exact's own names. What is asked for, read, shown to formulas and written derives from them. */
export type ExactFields = Readonly<Record<string, ExactField<unknown> | WriteOnlyField>>;

/** A row of a resource, keys as Exact names them. */
export type RowOf<Fields extends ExactFields> = {
  readonly [Name in keyof Fields as Fields[Name] extends ExactField<unknown> ? Name : never]: Fields[Name] extends ExactField<
    infer Value
  >
    ? Value
    : never;
};

/** Those that can be read, with their names. */
export function readableFields(fields: ExactFields): readonly (readonly [string, ExactField<unknown>])[] {
  return Object.entries(fields).flatMap(([name, field]) => ('read' in field ? [[name, field] as const] : []));
}

/** Reads the fields of a row that can be read. */
export function fieldReader<Fields extends ExactFields>(fields: Fields): (reader: RowReader) => RowOf<Fields> {
  const readable = readableFields(fields);
  return (reader) => {
    const parsed: Record<string, unknown> = {};
    for (const [name, field] of readable) parsed[name] = field.read(reader, name);
    return parsed as RowOf<Fields>;
  };
}

type Takes = ExactWritableField | undefined;

/** Text of a field that is never empty, such as a key. */
export const key = (takes?: Takes): ExactField<string> => ({ kind: 'text', read: (row, name) => row.key(name), takes });
/** Text as it stands, padding of codes taken off; null where it is empty. */
export const text = (takes?: Takes): ExactField<string | null> => ({ kind: 'text', read: (row, name) => row.text(name), takes });
/** Amount or quantity as plain decimal text. */
export const amount = (takes?: Takes): ExactField<string | null> => ({
  kind: 'amount',
  read: (row, name) => row.amount(name),
  takes,
});
/** Whole number that a double holds, such as a status or a line number. */
export const integer = (takes?: Takes): ExactField<number | null> => ({
  kind: 'amount',
  read: (row, name) => row.integer(name),
  takes,
});
/** Whole number of a field that is never empty. */
export const wholeNumber = (takes?: Takes): ExactField<number> => ({
  kind: 'amount',
  read: (row, name) => row.integer(name) ?? 0,
  takes,
});
export const flag = (takes?: Takes): ExactField<boolean> => ({ kind: 'flag', read: (row, name) => row.flag(name), takes });
/** Calendar day, `yyyy-mm-dd`. */
export const date = (takes?: Takes): ExactField<string | null> => ({ kind: 'text', read: (row, name) => row.date(name), takes });
/** ISO instant. */
export const instant = (): ExactField<string | null> => ({
  kind: 'text',
  read: (row, name) => row.instant(name),
  takes: undefined,
});
/** Int64 as text, larger is newer: it does not fit a double. */
export const rowVersion = (): ExactField<string> => ({ kind: 'text', read: (row, name) => row.big(name), takes: undefined });
/** Rows of another resource that come along; only fields that can be read. */
export const rows = <const Fields extends ExactFields>(fields: Fields): ExactField<readonly RowOf<Fields>[]> => {
  const read = fieldReader(fields);
  return {
    kind: 'text',
    read: (row, name) => row.rows(name).map(read),
    takes: undefined,
    inner: Object.keys(fields),
  };
};
export const writeOnly = (takes: ExactWritableField): WriteOnlyField => ({ takes });

/**
 * A text that Tandem fills. The reference pages give no lengths: these are those of Exact's screens, and a longer text is refused with
 * a business-rule error.
 */
export function takesText(length?: number): ExactWritableField {
  return length === undefined ? { kind: 'text' } : { kind: 'text', length };
}
/** Decides money, or who is written to: filled when the record is made, and from then on Exact's own unless a rule says otherwise. */
export const takesTextOnce = (length: number): ExactWritableField => ({ kind: 'text', length, isWrittenOnce: true });
export const takesGuid: ExactWritableField = { kind: 'guid' };
export const takesDate: ExactWritableField = { kind: 'date' };
export const takesAmount: ExactWritableField = { kind: 'amount' };
export const takesInteger: ExactWritableField = { kind: 'integer' };

/** The address of an account, and a further one. */
export const ADDRESS_FIELDS = {
  AddressLine1: text(takesText(100)),
  AddressLine2: text(takesText(100)),
  AddressLine3: text(takesText(100)),
  Postcode: text(takesText(10)),
  City: text(takesText(100)),
  State: text(takesText()),
  Country: text(takesText(2)),
} as const;
