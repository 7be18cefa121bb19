const FORMAT = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Amsterdam',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/**
 * The day it is at a moment in the simulated companies, `yyyy-mm-dd`: what is entered without a date begins on it, so whatever
 * must come on that day or after is dated by it.
 */
export function companyDay(moment: Date = new Date()): string {
  return FORMAT.format(moment);
}
