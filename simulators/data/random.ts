import { createHash } from 'node:crypto';
import { mulberry32 } from '../mulberry32.ts';

/** Numbers that look random and are the same on every machine and in every run. */
export interface Random {
  /** At least 0, less than 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  pick<Value>(values: readonly Value[]): Value;
}

/** A generator seeded with a text: the same text gives the same numbers. */
export function randomFrom(seed: string): Random {
  const next = mulberry32(createHash('sha256').update(seed).digest().readUInt32LE(0));
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    pick: (values) => {
      const value = values[between(0, values.length - 1)];
      if (value === undefined) throw new Error('there is nothing to pick from');
      return value;
    },
  };
}

/** The same name gives the same guid, so that rows can refer to each other before they are stored. */
export function guidFrom(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
