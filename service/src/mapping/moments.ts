/** `28 Nov 2026 13:33 (Europe/Amsterdam)`: a moment as people of a time zone read it, the zone included. */
export function momentText(moment: Date, timeZone: string, hasSeconds = false): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((found) => found.type === type)?.value ?? '';
  return `${part('day')} ${part('month')} ${part('year')} ${part('hour')}:${part('minute')}${hasSeconds ? `:${part('second')}` : ''} (${timeZone})`;
}
