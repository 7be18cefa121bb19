const FORMAT = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Amsterdam',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** How far the clocks of the simulated companies are ahead of UTC at an instant, in milliseconds. */
export const amsterdamOffsetMs = (time: number): number => {
  const part = Object.fromEntries(FORMAT.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
  const local = Date.UTC(
    part['year'] ?? 0,
    (part['month'] ?? 1) - 1,
    part['day'] ?? 1,
    part['hour'] ?? 0,
    part['minute'] ?? 0,
    part['second'] ?? 0,
  );
  return local - Math.floor(time / 1000) * 1000;
};

const DAY_MS = 86_400_000;

/** The local date of an instant as the vendor stores pure dates: midnight UTC of that date. */
export const localDate = (time: number): number => Math.floor((time + amsterdamOffsetMs(time)) / DAY_MS) * DAY_MS;
