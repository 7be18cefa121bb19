const ISO_WITHOUT_ZONE = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+)?$/;
const WIRE_DATE = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/;

/**
 * `/Date(ms)/` as a calendar day. Exact writes a pure date as midnight UTC of the local day, so the UTC day is the day.
 * Null for empty or unreadable.
 */
export function exactDate(wire: string | null): string | null {
  if (wire === null) return null;
  const iso = exactInstant(wire);
  return iso === null ? null : iso.slice(0, 10);
}

/** `/Date(ms)/` as an ISO instant in UTC; ISO text without a zone is UTC too. Null for empty or unreadable. */
export function exactInstant(wire: string | null): string | null {
  if (wire === null) return null;
  const match = WIRE_DATE.exec(wire);
  const milliseconds = match?.[1] === undefined ? Date.parse(withZone(wire)) : Number(match[1]);
  const moment = new Date(milliseconds);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

/** A calendar day as Exact wants it in a body: midnight without a zone, since `Z` may shift the day. */
export function toExactDate(day: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new RangeError(`not a calendar day: ${day}`);
  return `${day}T00:00:00`;
}

/** A day alone is UTC in the language, a day with a time is the machine's: both are taken as UTC here. */
function withZone(iso: string): string {
  return ISO_WITHOUT_ZONE.test(iso) && iso.includes('T') ? `${iso}Z` : iso;
}
