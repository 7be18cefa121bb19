import { afterEach, expect, it } from '@jest/globals';
import { startExactSimulator, type ExactSimulator } from '../../exact/index.ts';
import { companyDay } from '../company-day.ts';
import { exactControl } from '../control.ts';
import { DemoClerk } from './clerk.ts';

const DIVISION = 123456;
let simulator: ExactSimulator | undefined;
afterEach(() => simulator?.close());

it('the people of the demo company ship an order in two parts, invoice it whole and book what is paid', async () => {
  simulator = await startExactSimulator({
    app: { clientId: 'demo', clientSecret: 'secret', webhookSecret: 'hook', redirectUris: ['https://tandem.example/cb'] },
    limits: null,
    divisions: [{ code: DIVISION, name: 'Van Dalen', currency: 'EUR', country: 'NL', isMain: true }],
  });
  const control = exactControl(simulator.url);
  await control.seed(DIVISION, { 'crm/Accounts': [{ Name: 'Peeters', Status: 'C', PaymentConditionSales: '30' }] });
  await control.seed(DIVISION, {
    'logistics/Items': [{ Code: 'KOF', Description: 'Koffie', IsSalesItem: true, SalesVatCode: '2' }],
  });
  const [account] = await control.rows(DIVISION, 'crm/Accounts');
  const [item] = await control.rows(DIVISION, 'logistics/Items');
  const lines = [5, 1].map((Quantity) => ({ Item: String(item?.['ID']), Quantity, NetPrice: 10 }));
  await control.seed(DIVISION, { 'salesorder/SalesOrders': [{ OrderedBy: String(account?.['ID']), SalesOrderLines: lines }] });
  const clerk = new DemoClerk({ control, division: DIVISION, currency: 'EUR' });
  const delivered = async () =>
    (await control.rows(DIVISION, 'salesorder/SalesOrderLines'))
      .toSorted((one, other) => Number(other['Quantity']) - Number(one['Quantity']))
      .map((line) => line['QuantityDelivered'] ?? 0);

  expect(await clerk.work(companyDay())).toEqual({ delivered: 1, invoiced: 0, paid: 0 });
  expect(await delivered()).toEqual([2, 1]);
  expect(await clerk.work(companyDay())).toEqual({ delivered: 1, invoiced: 0, paid: 0 });
  expect(await delivered()).toEqual([5, 1]);
  expect(await clerk.work(companyDay())).toEqual({ delivered: 0, invoiced: 1, paid: 0 });
  expect(await clerk.work(companyDay())).toEqual({ delivered: 0, invoiced: 0, paid: 1 });
  expect(await clerk.work(companyDay())).toEqual({ delivered: 0, invoiced: 0, paid: 0 });
});
