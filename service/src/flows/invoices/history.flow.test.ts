import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { companyDay } from '../../../../simulators/data/index.ts';
import type { ReadRequest } from '../flow.ts';
import type { Walked } from '../testing/stage.ts';
import { INVOICE_HISTORY } from './history.ts';
import { openDesk, type Desk } from './testing/desk.ts';
import { enterInvoices, pay, printInvoices, undo } from './testing/shop.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.stage.close());

/** The day it is in the company. */
const today = (): string => companyDay(desk.stage.clock.now);
/** A day in the middle of the calendar year that many years ago; today of this one. */
const yearsAgo = (years: number): string => (years === 0 ? today() : `${Number(today().slice(0, 4)) - years}-06-15`);
/** An invoice of that time; `paidYearsAgo`: settled then. */
const ofYearsAgo = async (years: number, paidYearsAgo?: number): Promise<string> => {
  const id = await desk.printed(100, {}, yearsAgo(years));
  if (paidYearsAgo !== undefined) await pay(desk.stage, id, 100, yearsAgo(paidYearsAgo));
  return id;
};
const windowOf = (years: number) => INVOICE_HISTORY.windowOf(today(), years);
const asking = (years: number, cursors = {}): ReadRequest => ({
  kind: 'changes',
  cursors,
  full: false,
  history: windowOf(years),
});
const shown = async (): Promise<unknown[]> => {
  const rows = await desk.rows();
  return rows.map(({ Invoice_Date__c: day, Invoice_Status__c: status }) => [String(day).slice(0, 4), status]).sort();
};
const year = (years: number): string => yearsAgo(years).slice(0, 4);
const written = ({ outcomes }: Walked) => outcomes.filter(({ status }) => status !== 'unchanged');

describe('invoices from before last year', () => {
  it('come by themselves where they are open, and not where they are settled', async () => {
    await ofYearsAgo(3, 3);
    await ofYearsAgo(4);
    await ofYearsAgo(1, 1);
    await ofYearsAgo(0);

    await desk.walk();

    expect(await shown()).toEqual([
      [year(4), 'Open'],
      [year(1), 'Paid'],
      [year(0), 'Open'],
    ]);
    expect(await desk.rows('ExactInvoiceLine__c')).toHaveLength(3);
    const receivables = await desk.rows('ExactReceivable__c');
    expect(receivables.map(({ Invoice_Date__c: day }) => String(day).slice(0, 4))).not.toContain(year(3));
    expect(await desk.account()).toMatchObject({ Exact_Open_Amount__c: 200, Exact_Overdue_Amount__c: 100 });
  });

  it('count as paid this year where they are paid this year, without a row of their own', async () => {
    await ofYearsAgo(2, 0);

    await desk.walk();

    expect(await desk.rows()).toEqual([]);
    expect(await desk.account()).toMatchObject({ Exact_Open_Amount__c: 0, Exact_Paid_This_Year__c: 100 });
  });

  it('come with their lines once they are open again', async () => {
    const id = await desk.printed(100, {}, yearsAgo(3));
    const { id: payment } = await pay(desk.stage, id, 100, yearsAgo(3));
    const { cursors } = await desk.walk();
    expect(await desk.rows()).toEqual([]);

    await undo(desk.stage, 'payments', payment);
    await desk.walk(cursors);

    expect(await shown()).toEqual([[year(3), 'Open']]);
    expect(await desk.rows('ExactInvoiceLine__c')).toHaveLength(1);
    const [invoice] = await desk.rows();
    expect(await desk.rows('ExactReceivable__c')).toMatchObject([{ Invoice__c: invoice?.['Id'], Is_Open__c: true }]);
    expect(await desk.account()).toMatchObject({ Exact_Open_Amount__c: 100 });
  });

  it('come where a person names them', async () => {
    const id = await ofYearsAgo(3, 3);

    await desk.ask({ kind: 'records', ids: [id], explicit: true });

    expect(await shown()).toEqual([[year(3), 'Paid']]);
  });

  it('are followed once they have a row', async () => {
    const id = await ofYearsAgo(3);
    const { cursors } = await desk.walk();

    await pay(desk.stage, id, 100);
    await desk.walk(cursors);

    expect(await shown()).toEqual([[year(3), 'Paid']]);
  });
});

describe('a history of years', () => {
  it('brings what is settled of these years and nothing older, each with its lines, and changes no balance', async () => {
    await ofYearsAgo(2, 2);
    await ofYearsAgo(3, 2);
    await ofYearsAgo(4, 4);
    await ofYearsAgo(0);
    await desk.walk();
    const before = await desk.account();

    const { outcomes } = await desk.ask(asking(3));

    expect(await shown()).toEqual([
      [year(3), 'Paid'],
      [year(2), 'Paid'],
      [year(0), 'Open'],
    ]);
    const invoices = await desk.rows();
    const lines = await desk.rows('ExactInvoiceLine__c');
    expect(new Set(lines.map((line) => line['Invoice__c']))).toEqual(new Set(invoices.map(({ Id }) => Id)));
    const receivables = await desk.rows('ExactReceivable__c');
    expect(receivables).toHaveLength(3);
    expect(receivables.every((term) => invoices.some(({ Id }) => Id === term['Invoice__c']))).toBe(true);
    expect(outcomes.filter(({ error }) => error !== undefined)).toEqual([]);
    const { Exact_Open_Amount__c: open, Exact_Paid_This_Year__c: paid } = await desk.account();
    expect({ open, paid }).toEqual({ open: before['Exact_Open_Amount__c'], paid: before['Exact_Paid_This_Year__c'] });
  });

  it('is not told as open for a moment: what settles an invoice comes before it', async () => {
    await ofYearsAgo(2, 2);
    await desk.walk();
    const statuses: unknown[] = [];

    const { operations } = await desk.ask(asking(2));

    for (const { object, fields } of operations)
      if (object === 'ExactInvoice__c') statuses.push(fields.find(({ field }) => field === 'Invoice_Status__c')?.to);
    expect(statuses).toEqual(['Paid']);
  });

  it('goes on where it was cut, and is free the second time', async () => {
    for (const years of [2, 2, 3]) await ofYearsAgo(years, years);
    const whole = await desk.ask(asking(3), 'plan');
    const cuts = whole.batches.map(({ cursors }) => cursors);
    expect(cuts.length).toBeGreaterThan(1);

    for (const cut of cuts) await desk.ask(asking(3, cut));
    const later = written(await desk.ask(asking(3)));

    expect(await shown()).toHaveLength(3);
    expect(later).toEqual([]);
  });

  it('leaves out what a condition leaves out', async () => {
    await ofYearsAgo(2, 2);

    await desk.ask(asking(2), 'apply', { when: 'invoice.YourRef == "wanted"' });

    expect(await desk.rows()).toEqual([]);
  });
});

describe('the price of a history', () => {
  it('is counted before anything is read, and is what it costs at most', async () => {
    const ids = await enterInvoices(
      desk.stage,
      Array.from({ length: 100 }, (_, index) => desk.invoiceOf(index + 1)),
    );
    await printInvoices(desk.stage, ids, yearsAgo(2));
    for (const [index, id] of ids.entries()) await pay(desk.stage, id, index + 1, yearsAgo(2));
    await ofYearsAgo(5, 5);
    await ofYearsAgo(0);
    await desk.walk();
    await Promise.all([desk.stage.exact.spent(), desk.stage.salesforce.spent()]);

    const size = await INVOICE_HISTORY.measure(await desk.context(), windowOf(2));

    expect(size).toMatchObject({ records: 100, rows: 300 });
    expect((await desk.stage.exact.spent()).counted).toBe(2);
    expect((await desk.stage.salesforce.spent()).counted).toBe(1);

    await desk.ask(asking(2));

    expect(await desk.rows()).toHaveLength(101);
    const [exact, salesforce] = [await desk.stage.exact.spent(), await desk.stage.salesforce.spent()];
    expect(exact.counted).toBeLessThanOrEqual(size.calls.exact);
    expect(salesforce.counted).toBeLessThanOrEqual(size.calls.salesforce);
  });
});
