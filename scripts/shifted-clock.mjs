// Clocks to run the tests under: days on which dates are most often wrong, and zones of both signs. Uses libfaketime.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const DAY_MS = 86_400_000;

/** Each answers a moment after `now` (a Date). The clocks of Europe change at 01:00 UTC of the last Sunday of March and October. */
const MOMENTS = {
  fourDaysOn: (now) => new Date(now.getTime() + 4 * DAY_MS),
  newYear: (now) => next(now, (year) => Date.UTC(year, 11, 31, 23, 50)),
  leapDay: (now) => next(now, (year) => (isLeap(year) ? Date.UTC(year, 1, 29, 12) : 0)),
  springForward: (now) => next(now, (year) => lastSunday(year, 2) + 55 * 60_000),
  fallBack: (now) => next(now, (year) => lastSunday(year, 9) + 55 * 60_000),
};
export const CLOCK_NAMES = Object.keys(MOMENTS);
export const ZONES = ['UTC', 'America/Los_Angeles', 'Pacific/Auckland'];

/** The library that moves a process's clock, or undefined where it is not installed. Debian keeps it in a folder a machine type. */
export function findFaketime() {
  const folders = ['/usr/lib', '/usr/local/lib'].filter((folder) => existsSync(folder));
  return folders
    .flatMap((folder) => [folder, ...readdirSync(folder).map((name) => path.join(folder, name))])
    .map((folder) => path.join(folder, 'faketime/libfaketimeMT.so.1'))
    .find((file) => existsSync(file));
}

/**
 * Variables for a process and its children, so that all of them live at the named moment in that zone and time goes on from there.
 * The shift is a distance and not a date: whoever starts later is later.
 */
export function clockEnvironment(library, name, zone) {
  const now = new Date();
  const seconds = Math.round((MOMENTS[name](now).getTime() - now.getTime()) / 1_000);
  // Timers run on the monotonic clock and files keep their times: only the calendar moves.
  return { LD_PRELOAD: library, FAKETIME: `+${seconds}s`, DONT_FAKE_MONOTONIC: '1', NO_FAKE_STAT: '1', TZ: zone };
}

/** The first of a moment a year that is still to come. */
function next(now, momentOf) {
  for (let year = now.getUTCFullYear(); ; year += 1) if (momentOf(year) > now.getTime()) return new Date(momentOf(year));
}

function isLeap(year) {
  return new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
}

/** Midnight UTC of the last Sunday of a month of 31 days, months counted from 0. */
function lastSunday(year, month) {
  const last = new Date(Date.UTC(year, month, 31));
  return last.getTime() - last.getUTCDay() * DAY_MS;
}
