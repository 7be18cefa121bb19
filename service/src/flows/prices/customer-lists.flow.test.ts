import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startOfDay } from '../calendar.ts';
import { DIVISION, startStage, type Stage, type Walked } from '../testing/stage.ts';
import { PRICES } from './index.ts';
import { changeRow, dayFrom, enterCustomer, enterList, linkAccount } from './testing/shop.ts';

type Cursors = Readonly<Record<string, string>>;

const ACCOUNTS = 'crm/Accounts';
const LISTS = 'sales/SalesPriceLists';
const FURTHER = 730002;
const TIME_ZONE = 'Europe/Amsterdam';
/** Shorter than what the stage makes of the months for which Exact tells of deletions. */
const MINUTES_MS = 120_000;
const LONG_AGO = '2020-01-01T00:00:00Z';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
  const midnight = startOfDay(dayFrom(stage, 1), TIME_ZONE);
  stage.clock.now = new Date(midnight.getTime() - MINUTES_MS);
});
afterEach(() => stage.close());

function settings(prices: object = {}): object {
  const flow = { enabled: true, customerLists: true, ...prices };
  return { version: 1, divisions: [{ code: DIVISION, default: true }], flows: { prices: flow } };
}

const walk = (cursors: Cursors = {}, prices: object = {}): Promise<Walked> =>
  stage.walk(PRICES, settings(prices), { kind: 'changes', cursors, full: false });

/** The first look of the next day, minutes after the one before. */
function tomorrow(cursors: Cursors, prices: object = {}): Promise<Walked> {
  stage.clock.now = new Date(stage.clock.now.getTime() + 2 * MINUTES_MS);
  return walk(cursors, prices);
}

/** Name of the price book that an account says its customer has; null without one. */
async function listOf(accountId: string): Promise<string | null> {
  const account = (await stage.salesforce.rows('Account')).find(({ Id }) => Id === accountId);
  const book = (await stage.salesforce.rows('Pricebook2')).find(({ Id }) => Id === account?.['Exact_Price_Book__c']);
  return book === undefined ? null : String(book['Name']);
}

describe('the price list of a customer', () => {
  it('stands on its account as the price book of the list, from the look that makes that book on', async () => {
    const { listId } = await enterList(stage, 'Dealers');
    const dealer = await enterCustomer(stage, 'ACME', listId);
    const other = await enterCustomer(stage, 'Passer-by');

    const first = await walk();

    expect([await listOf(dealer.accountId), await listOf(other.accountId)]).toEqual(['Dealers', null]);
    expect(first.outcomes.map(({ label, status }) => [label, status])).toEqual([
      ['Dealers', 'created'],
      ['ACME', 'updated'],
      ['Passer-by', 'updated'],
    ]);
    await stage.salesforce.spent();
    expect((await walk(first.cursors)).outcomes).toEqual([]);
    expect((await tomorrow(first.cursors)).outcomes.map(({ status }) => status)).toEqual(['unchanged']);
    expect((await stage.salesforce.spent()).writes).toBe(0);
  });

  it('follows with the first look of a day: another one, and none', async () => {
    const [dealers, wholesale] = [await enterList(stage, 'Dealers'), await enterList(stage, 'Wholesale')];
    const one = await enterCustomer(stage, 'One', dealers.listId);
    const two = await enterCustomer(stage, 'Two', dealers.listId);
    const { cursors } = await walk();
    await changeRow(stage, ACCOUNTS, one.debtorId, { PriceList: wholesale.listId });
    await changeRow(stage, ACCOUNTS, two.debtorId, { PriceList: null });

    const sameDay = await walk(cursors);
    expect([await listOf(one.accountId), await listOf(two.accountId)]).toEqual(['Dealers', 'Dealers']);
    await tomorrow(sameDay.cursors);

    expect([await listOf(one.accountId), await listOf(two.accountId)]).toEqual(['Wholesale', null]);
  });

  it('comes at once where the account is asked for by name', async () => {
    const [dealers, wholesale] = [await enterList(stage, 'Dealers'), await enterList(stage, 'Wholesale')];
    const one = await enterCustomer(stage, 'One', dealers.listId);
    await walk();
    await changeRow(stage, ACCOUNTS, one.debtorId, { PriceList: wholesale.listId });

    await stage.walk(PRICES, settings(), { kind: 'records', ids: [one.accountId], explicit: true });

    expect(await listOf(one.accountId)).toBe('Wholesale');
  });

  it('comes with the next look once an account is linked, and is read anew where its debtor is another one', async () => {
    const [dealers, wholesale] = [await enterList(stage, 'Dealers'), await enterList(stage, 'Wholesale')];
    const one = await enterCustomer(stage, 'One', dealers.listId);
    const first = await walk();
    const [late = ''] = await stage.createRows(ACCOUNTS, [{ Name: 'Late', Status: 'C', PriceList: wholesale.listId }]);
    const second = await tomorrow(first.cursors);
    const lateAccount = await linkAccount(stage, 'Late', late);
    const other = await stage.createRows(ACCOUNTS, [{ Name: 'Other', Status: 'C', PriceList: wholesale.listId }]);
    // As the flow of customers leaves an account that gets another debtor.
    const relinked = { Exact_Id__c: other[0]?.toLowerCase(), Exact_Price_Book__c: null, Exact_Price_List_Synced_At__c: null };
    await stage.salesforce.control('PATCH', `rows/Account/${one.accountId}`, relinked);

    await walk(second.cursors);

    expect([await listOf(lateAccount), await listOf(one.accountId)]).toEqual(['Wholesale', 'Wholesale']);
  });

  it('is empty while its list has no price book, and stands there once it has one', async () => {
    const { listId } = await enterList(stage, 'America', { list: { Currency: 'USD' }, period: { Currency: 'USD' } });
    const [bare = ''] = await stage.createRows(LISTS, [{ Code: 'BARE', Description: 'Bare' }]);
    const dollars = await enterCustomer(stage, 'One', listId);
    const noDays = await enterCustomer(stage, 'Two', bare);
    const first = await walk();
    expect([await listOf(dollars.accountId), await listOf(noDays.accountId)]).toEqual([null, null]);
    expect(first.outcomes.flatMap(({ error }) => error?.code ?? [])).toEqual(['price_list_currency_missing']);
    await stage.createRows('sales/SalesPriceListPeriods', [{ PriceList: bare, StartDate: '2020-01-01' }]);

    await tomorrow(first.cursors);

    expect([await listOf(dollars.accountId), await listOf(noDays.accountId)]).toEqual([null, 'Bare']);
  });

  it('goes when the list is deleted in Exact, and when the debtor is', async () => {
    const [dealers, wholesale] = [await enterList(stage, 'Dealers'), await enterList(stage, 'Wholesale')];
    const one = await enterCustomer(stage, 'One', dealers.listId);
    const gone = await enterCustomer(stage, 'Gone', wholesale.listId);
    const first = await walk();
    await changeRow(stage, ACCOUNTS, one.debtorId, { PriceList: null });
    await changeRow(stage, LISTS, dealers.listId);
    await changeRow(stage, ACCOUNTS, gone.debtorId);

    const second = await walk(first.cursors);
    expect(await listOf(gone.accountId)).toBeNull();
    await tomorrow(second.cursors);

    expect(await listOf(one.accountId)).toBeNull();
  });

  it('of two companies is that of the default one; what only the further one knows is its own', async () => {
    await stage.close();
    const company = (code: number, isMain: boolean) => ({ code, name: `BV ${code}`, currency: 'EUR', country: 'NL', isMain });
    stage = await startStage({ exact: { divisions: [company(DIVISION, false), company(FURTHER, true)] } });
    const { listId } = await enterList(stage, 'Dealers');
    const own = await enterCustomer(stage, 'Own', listId, DIVISION);
    const shared = await enterCustomer(stage, 'Shared', listId, DIVISION);
    await stage.salesforce.control('PATCH', `rows/Account/${shared.accountId}`, {
      Exact_Id__c: '11111111-1111-4111-8111-111111111111',
    });
    const document = {
      version: 1,
      divisions: [{ code: FURTHER, default: true }, { code: DIVISION }],
      flows: { prices: { enabled: true, customerLists: true, division: FURTHER, furtherDivisions: [DIVISION] } },
    };

    await stage.walk(PRICES, document, { kind: 'changes', cursors: {}, full: false });

    expect([await listOf(own.accountId), await listOf(shared.accountId)]).toEqual(['Dealers', null]);
  });

  it('costs nothing while the setting is off, and one call of a day without news while it is on', async () => {
    const { listId } = await enterList(stage, 'Dealers');
    await enterCustomer(stage, 'One', listId);
    const spentOn = async (run: () => Promise<Walked>): Promise<readonly [number, Walked]> => {
      await stage.exact.spent();
      const walked = await run();
      return [(await stage.exact.spent()).counted, walked];
    };
    const off = await walk({}, { customerLists: false });
    expect((await stage.salesforce.rows('Account')).map((row) => row['Exact_Price_Book__c'] ?? null)).toEqual([null]);
    const on = await walk(off.cursors);
    const [firstOff] = await spentOn(() => tomorrow(off.cursors, { customerLists: false }));
    const [firstOn, next] = await spentOn(() => walk(on.cursors));
    const [laterOff] = await spentOn(() => walk(next.cursors, { customerLists: false }));
    const [laterOn] = await spentOn(() => walk(next.cursors));

    expect([firstOn - firstOff, laterOn - laterOff]).toEqual([1, 0]);
  });

  it('of a thousand customers costs a call for the thousand, and of one more a call', async () => {
    const { listId } = await enterList(stage, 'Dealers');
    const { cursors } = await walk({}, { customerLists: false });
    const names = Array.from({ length: 1_000 }, (_, index) => ({ Name: `C${index}`, Status: 'C', PriceList: listId }));
    const debtors = await stage.createRows(ACCOUNTS, names);
    await stage.createRecords(
      debtors.map((id) => ({
        object: 'Account',
        fields: { Name: 'C', Exact_Id__c: id.toLowerCase(), Exact_Synced_At__c: LONG_AGO },
      })),
    );
    await stage.exact.spent();
    const idle = await walk(cursors, { customerLists: false });
    const usual = (await stage.exact.spent()).counted;

    const first = await walk(idle.cursors);

    // The lists are read too, and the page that says that nothing follows.
    expect((await stage.exact.spent()).counted - usual).toBeLessThanOrEqual(3);
    expect(first.outcomes.filter(({ status }) => status === 'updated')).toHaveLength(1_000);
    const [more = ''] = await stage.createRows(ACCOUNTS, [{ Name: 'More', Status: 'C', PriceList: listId }]);
    await linkAccount(stage, 'More', more);
    await stage.exact.spent();
    const one = await walk(first.cursors);
    expect(one.outcomes.map(({ status }) => status)).toEqual(['updated']);
    // Whose lists there are is asked with it.
    expect((await stage.exact.spent()).counted - usual).toBeLessThanOrEqual(2);
  }, 120_000);
});
