import type { Row, Value } from '../schema/index.ts';

/**
 * Rows that are computed from their index instead of stored, so that a catalogue of a million items costs no memory.
 * Ids ascend with the index, and so do Timestamps.
 */
export interface GeneratedRows {
  readonly count: number;
  readonly firstTimestamp: number;
  id(index: number): string;
  /** The index of a generated id, or -1. */
  indexOf(id: string): number;
  row(index: number): Row;
  /** Indices of the rows whose field has this value; undefined when the field cannot be looked up. */
  lookup(field: string, value: Value): readonly number[] | undefined;
}
