import { types } from 'node:util';
import { isTandemError, TandemError, type ErrorCode, type ParamsOf, type TandemErrorOptions } from '../../errors/index.ts';
import { Decimal } from '../../money/index.ts';

/** Amounts and errors lose what they are between two threads, and travel as these. */
type Carried =
  | { readonly carried: 'amount'; readonly text: string }
  | {
      readonly carried: 'error';
      readonly code: ErrorCode;
      readonly params: ParamsOf<ErrorCode>;
      readonly options: TandemErrorOptions;
    };

/** A copy that another thread can be given: plain data, maps, sets, dates, and amounts and errors in a form of their own. */
export function toWire(value: unknown): unknown {
  if (Decimal.isDecimal(value)) return { carried: 'amount', text: value.toString() } satisfies Carried;
  if (isTandemError(value)) return carriedError(value);
  return copied(value, toWire);
}

/** The inverse of `toWire`. The cause of an error stays where it arose. */
export function fromWire(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('carried' in value)) return copied(value, fromWire);
  const carried = value as Carried;
  if (carried.carried === 'amount') return new Decimal(carried.text);
  return new TandemError(carried.code, carried.params, carried.options);
}

function carriedError({ code, params, field, recordId, retryAfterMs, outcomeUnknown }: TandemError): Carried {
  return {
    carried: 'error',
    code,
    // They filled the texts of this code before.
    params: params as ParamsOf<ErrorCode>,
    options: { field, recordId, retryAfterMs, outcomeUnknown },
  };
}

function copied(value: unknown, copy: (part: unknown) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copy);
  // What comes from another thread may be made by classes of another realm.
  if (types.isDate(value)) return new Date(value);
  if (types.isMap(value)) return new Map([...value].map(([key, part]) => [key, copy(part)]));
  if (types.isSet(value)) return new Set([...value].map(copy));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copy(part)]));
}
