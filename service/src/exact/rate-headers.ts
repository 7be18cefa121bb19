import { type WireHeaders } from '../wire/index.ts';
import type { RateHeaders, RateWindow } from './ports.ts';

/**
 * Reads both families of limit headers. After a minute limit the day's family is missing and the other way round, and an
 * answer may carry none: what is missing stays unknown.
 */
export function readRateHeaders(headers: WireHeaders): RateHeaders {
  return { minute: readFamily(headers, 'x-ratelimit-minutely'), day: readFamily(headers, 'x-ratelimit') };
}

function readFamily(headers: WireHeaders, prefix: string): RateWindow | undefined {
  const limit = readNumber(headers[`${prefix}-limit`]);
  const remaining = readNumber(headers[`${prefix}-remaining`]);
  const reset = readNumber(headers[`${prefix}-reset`]);
  if (limit === undefined || remaining === undefined) return undefined;
  return { limit, remaining, resetAt: reset === undefined ? undefined : new Date(reset) };
}

function readNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text.trim()) ? Number(text) : undefined;
}
