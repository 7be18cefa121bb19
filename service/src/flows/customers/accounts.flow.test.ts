import { afterEach, describe, expect, it } from '@jest/globals';
import { TandemError } from '../../errors/index.ts';
import { soqlIn } from '../../salesforce/index.ts';
import type { Operation } from '../operation.ts';
import { DIVISION, startStage, type Stage, type WalkedFlow } from '../testing/stage.ts';
import { today } from '../today.ts';
import {
  accountFields,
  CONTACT_FIELDS,
  customerOf,
  planCustomer,
  resolveCustomers,
  type AccountRow,
  type ContactRow,
  type CustomerFacts,
  type CustomerInput,
} from './index.ts';
import { ORDER_SETTINGS } from '../orders/settings.ts';

const SETTINGS = { version: 1, divisions: [{ code: DIVISION, default: true }], flows: { orders: { enabled: true } } };

/** Accounts of Salesforce, with no order near: read, looked for in Exact and planned. */
const ACCOUNTS: WalkedFlow<{ readonly customers: readonly CustomerInput[]; readonly facts: CustomerFacts }> = {
  read: async function* (context, request) {
    const ids = request.kind === 'records' ? request.ids : [];
    const fields = accountFields([], await context.salesforce.features()).join(', ');
    const [accounts = [], contacts = []] = await context.salesforce.queryMany([
      `SELECT ${fields} FROM Account WHERE ${soqlIn('Id', ids)} ORDER BY Name`,
      `SELECT ${CONTACT_FIELDS.join(', ')} FROM Contact WHERE ${soqlIn('AccountId', ids)} ORDER BY CreatedDate, Id`,
    ]);
    const customers = (accounts as AccountRow[]).map((account) =>
      customerOf({
        record: { id: account.Id, label: account.Name, day: '' },
        accountId: account.Id,
        account,
        named: undefined,
        contacts: (contacts as ContactRow[]).filter(({ AccountId }) => AccountId === account.Id),
        scope: {},
      }),
    );
    const resolved = await resolveCustomers(context, customers, ORDER_SETTINGS.of(context.configuration));
    const inputs = customers.map((customer) => ({
      customer,
      debtor: undefined,
      ...resolved.get(customer.record.id),
      knownAddress: undefined,
    }));
    const facts = {
      division: context.division,
      host: context.exact.host,
      today: today(context),
      paymentConditions: undefined,
    };
    yield { input: { customers: inputs, facts }, cursors: {}, followUps: [], recordIds: ids };
  },
  plan: ({ customers, facts }, { configuration }) =>
    customers.flatMap((input): readonly Operation[] => {
      const planned = planCustomer(input, ORDER_SETTINGS.of(configuration), facts);
      if (planned instanceof TandemError) throw planned;
      return planned.operations;
    }),
  apply: () => Promise.resolve([]),
};

let stage: Stage;
afterEach(() => stage.close());

describe('accounts without an order', () => {
  it('are found in Exact by link, by code and by e-mail address, or are new', async () => {
    stage = await startStage();
    const exactIds = await stage.createRows('crm/Accounts', [
      { Name: 'A Linked', Code: '101', Status: 'C' },
      { Name: 'B Coded', Code: '102', Status: 'C' },
      { Name: 'C Mailed', Code: '103', Status: 'C', Email: 'mailed@example.com' },
    ]);
    const accountIds = await stage.createRecords([
      { object: 'Account', fields: { Name: 'A Linked', Exact_Id__c: exactIds[0] } },
      { object: 'Account', fields: { Name: 'B Coded', Exact_Code__c: '102' } },
      { object: 'Account', fields: { Name: 'C Mailed' } },
      { object: 'Account', fields: { Name: 'D New' } },
    ]);
    await stage.createRecords([
      { object: 'Contact', fields: { AccountId: accountIds[2], LastName: 'Post', Email: 'mailed@example.com' } },
      { object: 'Contact', fields: { AccountId: accountIds[3], LastName: 'Nieuw', Email: 'new@example.com' } },
    ]);

    const { operations } = await stage.walk(ACCOUNTS, SETTINGS, { kind: 'records', ids: accountIds, explicit: true }, 'plan');

    const ofDebtors = operations.filter(({ key }) => /^exact\/Account\/\w+$/.test(key));
    expect(ofDebtors.map(({ recordId, label, action, targetId }) => [recordId, label, action === 'create', targetId])).toEqual([
      [accountIds[0], 'A Linked', false, exactIds[0]],
      [accountIds[1], 'B Coded', false, exactIds[1]],
      [accountIds[2], 'C Mailed', false, exactIds[2]],
      [accountIds[3], 'D New', true, undefined],
    ]);
  });
});
