import { describe, expect, it } from '@jest/globals';
import { historyDoneAt, historyText, storageMb, type HistoryPrice } from './history-text.ts';

const NOW = new Date('2031-05-20T12:00:00Z');
const PLENTY = { exact: { perMinute: 60, perDay: 5_000, today: 5_000 }, salesforce: { limit: 100_000, used: 10_000 } };
const HOUR_MS = 3_600_000;

function priceOf(records: number, exact: number, salesforce: number): HistoryPrice {
  const window = { from: '2026-01-01', until: '2030-01-01' };
  return { flow: 'invoices', window, size: { records, rows: records * 6, calls: { exact, salesforce } } };
}
const readerOf = (language: 'en' | 'nl') => ({
  ...{ now: NOW, timeZone: 'Europe/Amsterdam', language },
  nounsOf: () => (language === 'en' ? { one: 'invoice', several: 'invoices' } : { one: 'factuur', several: 'facturen' }),
});

describe('what a history comes to', () => {
  it('is told in one line, in the language and the time zone of the reader', () => {
    const price = priceOf(12_400, 75, 744);
    const doneAt = historyDoneAt(NOW, price, PLENTY);

    expect(historyText(price, doneAt, readerOf('en'))).toBe(
      '12,400 invoices of 1 January 2026 to 31 December 2029: some 74,400 rows (146 MB) in Salesforce. It takes some 75 calls of Exact Online and 744 of Salesforce, and is done today 14:12 at the earliest',
    );
    expect(historyText(price, doneAt, readerOf('nl'))).toBe(
      '12.400 facturen van 1 januari 2026 tot en met 31 december 2029: ongeveer 74.400 regels (146 MB) in Salesforce. Het kost ongeveer 75 calls van Exact Online en 744 van Salesforce, en is op zijn vroegst vandaag 14:12 klaar',
    );
    expect(storageMb(price)).toBe(146);
  });

  it('says that there is nothing where there is nothing', () => {
    const price = priceOf(0, 2, 0);
    expect(historyText(price, historyDoneAt(NOW, price, PLENTY), readerOf('en'))).toBe(
      'Exact Online has no invoices of 1 January 2026 to 31 December 2029',
    );
  });

  it('goes on on the next day where the calls of this one do not suffice, whichever system runs out', () => {
    const exact = { ...PLENTY, exact: { perMinute: 60, perDay: 5_000, today: 100 } };
    expect(
      historyDoneAt(NOW, priceOf(9, 400, 10), exact)
        ?.toISOString()
        .slice(0, 10),
    ).toBe('2031-05-21');
    const salesforce = { ...PLENTY, salesforce: { limit: 1_000, used: 900 } };
    const doneAt = historyDoneAt(NOW, priceOf(9, 1, 2_500), salesforce);
    expect(doneAt?.getTime()).toBe(NOW.getTime() + 3 * 24 * HOUR_MS);
  });

  it('does not say when where Exact allows nothing', () => {
    const none = { ...PLENTY, exact: { perMinute: 0, perDay: 0, today: 0 } };
    const price = priceOf(12_400, 75, 744);
    expect(historyDoneAt(NOW, price, none)).toBeNull();
    expect(historyText(price, null, readerOf('en'))).toMatch(/: longer than a year$/);
  });
});
