/** Calendar days of a division. Days are `yyyy-mm-dd`, so that text order is time order. */

/** The day it is in a time zone at a moment. */
export function dayIn(timeZone: string, moment: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(moment);
}

/** The first moment of a day in a time zone. */
export function startOfDay(day: string, timeZone: string): Date {
  const utcMidnight = Date.parse(`${day}T00:00:00Z`);
  // The zone's offset is asked at the guess and at the result: around a change of clocks they differ.
  const guess = utcMidnight - offsetMs(timeZone, utcMidnight);
  return new Date(utcMidnight - offsetMs(timeZone, guess));
}

/** The day after. */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** True when the day lies in a window whose ends count; an absent end is open. */
export function isWithin(day: string, from: string | null, until: string | null): boolean {
  return (from === null || from <= day) && (until === null || day <= until);
}

function offsetMs(timeZone: string, epochMs: number): number {
  const name = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(new Date(epochMs))
    .find((part) => part.type === 'timeZoneName')?.value;
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name ?? '');
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -minutes : minutes) * 60_000;
}
