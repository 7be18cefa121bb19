import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayIn, isWithin, nextDay, startOfDay } from './calendar.ts';

describe('days of a division', () => {
  it('begin at midnight of its time zone, around a change of clocks too', () => {
    expect(startOfDay('2026-11-25', 'Europe/Amsterdam').toISOString()).toBe('2026-11-24T23:00:00.000Z');
    expect(startOfDay('2026-07-01', 'Europe/Amsterdam').toISOString()).toBe('2026-06-30T22:00:00.000Z');
    expect(startOfDay('2026-03-29', 'Europe/Amsterdam').toISOString()).toBe('2026-03-28T23:00:00.000Z');
    expect(startOfDay('2026-10-26', 'Europe/Amsterdam').toISOString()).toBe('2026-10-25T23:00:00.000Z');
    expect(startOfDay('2026-11-25', 'America/New_York').toISOString()).toBe('2026-11-25T05:00:00.000Z');
  });

  it('contain their own first moment', () => {
    const day = fc
      .date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(
        day,
        fc.constantFrom('Europe/Amsterdam', 'Europe/London', 'America/New_York'),
        (text, zone) => dayIn(zone, startOfDay(text, zone)) === text,
      ),
    );
  });

  it('follow each other', () => {
    expect(nextDay('2024-02-28')).toBe('2024-02-29');
    expect(nextDay('2026-12-31')).toBe('2027-01-01');
  });

  it('count both ends of a window; an absent end is open', () => {
    expect(isWithin('2026-11-24', '2026-11-24', '2026-11-24')).toBe(true);
    expect(isWithin('2026-11-24', null, '2026-11-23')).toBe(false);
    expect(isWithin('2026-11-24', null, null)).toBe(true);
  });
});
