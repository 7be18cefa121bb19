import { phrase } from '../../../errors/index.ts';
import type { FieldChange } from '../../operation.ts';
import type { OrderLine } from '../built-line.ts';
import type { OrderTarget } from './target.ts';

/** Fields of a sales order under the names of this document; of what it has not a person is told that it stays behind. Pure. */
export function asHeader(target: OrderTarget, changes: readonly FieldChange[]): readonly FieldChange[] {
  return changes.map((change) => {
    const field = target.header[change.field];
    if (field !== undefined) return { ...change, field };
    return { ...change, from: change.to, note: phrase('note_not_of_document', { document: target.term }) };
  });
}

type Values = OrderLine['values'];

/** The same of a line. Pure. */
export function asLine({ line }: OrderTarget, values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const field = line[name];
      return field === undefined ? [] : [[field, value]];
    }),
  );
}

/** Fields of these lines that the document has not. Pure. */
export function leftBehind({ line }: OrderTarget, lines: readonly Values[]): readonly string[] {
  return [...new Set(lines.flatMap((values) => Object.keys(values)))].filter((field) => line[field] === undefined);
}
