import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exactDate, exactInstant, toExactDate } from './dates.ts';

describe('dates of Exact', () => {
  it('are the day whose midnight in UTC is on the wire', () => {
    expect(exactDate('/Date(1455753600000)/')).toBe('2016-02-18');
  });

  it('keep any day there and back', () => {
    const days = fc.date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (moment) => {
        const day = moment.toISOString().slice(0, 10);
        expect(toExactDate(day)).toBe(`${day}T00:00:00`);
        expect(exactDate(`/Date(${Date.parse(day)})/`)).toBe(day);
      }),
    );
  });

  it('read instants, ISO text and nothing', () => {
    expect(exactInstant('/Date(1382667872203)/')).toBe('2013-10-25T02:24:32.203Z');
    expect(exactDate('2026-11-24T00:00:00Z')).toBe('2026-11-24');
    expect(exactInstant('2026-11-24T23:30:00')).toBe('2026-11-24T23:30:00.000Z');
    expect(exactDate('2026-11-24')).toBe('2026-11-24');
    expect(exactDate(null)).toBeNull();
    expect(exactDate('soon')).toBeNull();
  });

  it('refuse to write what is no day', () => {
    expect(() => toExactDate('24-11-2026')).toThrow(RangeError);
  });
});
