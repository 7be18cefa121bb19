import { afterEach, describe, expect, it } from '@jest/globals';
import { dayIn } from '../calendar.ts';
import { DIVISION } from '../testing/stage.ts';
import { Auditor } from './testing/auditor.ts';
import { Bookkeeper } from './testing/bookkeeper.ts';
import { openDesk, type Desk } from './testing/desk.ts';
import { enterLinkedDebtors } from './testing/shop.ts';

const ROUNDS = 6;
const STEPS_A_ROUND = 25;

let desk: Desk;
afterEach(() => desk.stage.close());

const today = (): string => dayIn('Europe/Amsterdam', desk.stage.clock.now);

describe('an auditor who compares accounts and invoices with the receivables list of Exact', () => {
  it.each([
    ['in one currency', 1, {}, ['EUR']],
    ['with the other signs', 2, { receivables: 'positive', creditNotes: 'positive' }, ['EUR']],
    ['in two currencies', 3, { rates: { USD: 0.87 } }, ['EUR', 'USD']],
  ] as const)(
    'finds no difference after whatever was booked and undone, %s, and nothing is written twice',
    async (_how, seed, company, currencies) => {
      desk = await openDesk({ company });
      const { stage, item, debtor } = desk;
      const debtors = [debtor, ...(await enterLinkedDebtors(stage, ['Beta', 'Gamma', 'Delta']))];
      const bookkeeper = new Bookkeeper(stage, { item, debtorIds: debtors.map(({ debtorId }) => debtorId), currencies }, seed);
      const auditor = await Auditor.open(stage, DIVISION);
      let cursors: Readonly<Record<string, string>> = {};

      for (let round = 0; round < ROUNDS; round += 1) {
        await bookkeeper.work(STEPS_A_ROUND);
        cursors = { ...cursors, ...(await desk.walk(cursors)).cursors };
        expect({ round, differences: await auditor.differences(today()) }).toEqual({ round, differences: [] });
      }

      const statuses = new Set((await desk.rows()).map((row) => row['Invoice_Status__c']));
      expect([...statuses].sort()).toEqual(['Credited', 'Not processed', 'Open', 'Paid', 'Partly paid']);
      await stage.salesforce.spent();
      await desk.walk();
      expect((await stage.salesforce.spent()).writes).toBe(0);
    },
    120_000,
  );

  it('names each amount that differs', async () => {
    desk = await openDesk();
    await desk.printed(100);
    await desk.walk();
    const auditor = await Auditor.open(desk.stage, DIVISION);
    const [invoice] = await desk.rows();
    await desk.stage.salesforce.control('PATCH', `rows/Account/${desk.debtor.accountId}`, { Exact_Open_Amount__c: 99.99 });
    await desk.stage.salesforce.control('PATCH', `rows/ExactInvoice__c/${String(invoice?.['Id'])}`, { Open_Amount__c: 0 });

    expect(await auditor.differences(today())).toEqual([
      'open of Account 1: 99.99, in Exact 100.00',
      'invoice 1: 0.00, in Exact 100.00',
    ]);
  });
});
