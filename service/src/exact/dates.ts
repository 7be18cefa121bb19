const WIRE_DATE = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/;

/**
 * `/Date(ms)/` as a calendar day. Exact writes a pure date as midnight UTC of the local day, so the UTC day is the day.
 * ISO text is taken as it stands. Null for empty or unreadable.
 */
export function exactDate(wire: string | null): string | null {
  if (wire === null) return null;
  const iso = exactInstant(wire);
  return iso === null ? null : iso.slice(0, 10);
}

/** `/Date(ms)/` as an ISO instant in UTC. Null for empty or unreadable. */
export function exactInstant(wire: string | null): string | null {
  if (wire === null) return null;
  const match = WIRE_DATE.exec(wire);
  const milliseconds = match?.[1] === undefined ? Date.parse(wire) : Number(match[1]);
  const moment = new Date(milliseconds);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

/** A calendar day as Exact wants it in a body: midnight without a zone, since `Z` may shift the day. */
export function toExactDate(day: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new RangeError(`not a calendar day: ${day}`);
  return `${day}T00:00:00`;
}
