import { isTandemError } from '../../errors/index.ts';
import { Decimal } from '../../money/index.ts';

/** Paths of the functions in a value, which no other thread can be handed; errors and amounts travel by ways of their own. */
export function functionsIn(value: unknown, path = '', seen = new Set<object>()): string[] {
  if (typeof value === 'function') return [path];
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  if (isTandemError(value) || Decimal.isDecimal(value)) return [];
  const parts: [string, unknown][] =
    value instanceof Map
      ? [...value].flatMap(([key, one], index): [string, unknown][] => [
          [`key ${index}`, key],
          [`value ${index}`, one],
        ])
      : value instanceof Set
        ? [...value].map((one, index): [string, unknown] => [String(index), one])
        : Object.entries(value);
  return parts.flatMap(([name, part]) => functionsIn(part, `${path}/${name}`, seen));
}
