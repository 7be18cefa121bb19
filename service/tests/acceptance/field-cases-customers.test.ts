import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { companyDay } from '../../../simulators/data/index.ts';
import { openDesk, type CustomerDesk } from '../support/customer-desk.ts';
import { changeInExact, exactOrdersOf, steer } from '../support/shop.ts';
import { DIVISION } from '../support/world.ts';

const DAY_MS = 86_400_000;

let desk: CustomerDesk;

beforeAll(async () => {
  desk = await openDesk();
}, 120_000);

afterAll(() => desk.world.close());

describe('two accounts with one e-mail address', () => {
  it('never share a debtor: the first keeps its name and address, the second is asked of a person', async () => {
    const email = 'administratie@gedeeld-kantoor.example';
    const alfa = await desk.enterCustomer({ Name: 'Alfa Holding B.V.', BillingStreet: 'Alfastraat 1' }, [
      { LastName: 'Alfa', Email: email },
    ]);
    const beta = await desk.enterCustomer({ Name: 'Beta Werkmaatschappij B.V.', BillingStreet: 'Betaweg 2' }, [
      { LastName: 'Beta', Email: email },
    ]);

    expect(await desk.push(await desk.enterOrderOf(alfa))).toMatchObject({ status: 200, body: { status: 'sent' } });
    const debtor = await desk.debtorNamed('Alfa Holding B.V.');
    const stopped = await desk.push(await desk.enterOrderOf(beta));
    expect(stopped).toMatchObject({ status: 422, body: { code: 'customer_email_shared' } });
    expect(stopped.body['detail']).toContain(`${String(debtor?.['Code']).trim()} Alfa Holding B.V.`);
    expect(await desk.push(await desk.enterOrderOf(alfa))).toMatchObject({ status: 200, body: { status: 'sent' } });

    const accounts = await desk.accountsWith(email);
    expect(accounts).toHaveLength(1);
    expect(accounts[0]).toMatchObject({
      Name: 'Alfa Holding B.V.',
      AddressLine1: 'Alfastraat 1',
      Modified: debtor?.['Modified'],
    });
    expect(await desk.salesforceRow('Account', beta.accountId)).toMatchObject({ Exact_Id__c: null });
  }, 60_000);

  it('stop for a person too where both are new and sent at once', async () => {
    const email = 'samen@gedeeld-kantoor.example';
    const one = await desk.enterCustomer({ Name: 'Een Samen B.V.' }, [{ LastName: 'Een', Email: email }]);
    const two = await desk.enterCustomer({ Name: 'Twee Samen B.V.' }, [{ LastName: 'Twee', Email: email }]);
    const orders = [await desk.enterOrderOf(one), await desk.enterOrderOf(two)];
    const answers = await Promise.all(orders.map((order) => desk.push(order)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect(await desk.accountsWith(email)).toHaveLength(1);
  }, 60_000);
});

describe('another buyer of a company', () => {
  it('is named on his order, and changes neither address nor main contact of the debtor', async () => {
    const company = await desk.enterCustomer({ Name: 'Twee Kopers BV' }, [
      { LastName: 'Administratie', Email: 'administratie@kopers.example' },
    ]);
    expect(await desk.push(await desk.enterOrderOf(company))).toMatchObject({ status: 200 });
    const before = await desk.debtorNamed('Twee Kopers BV');
    const bob = await desk.enterContact(company.accountId, {
      FirstName: 'Bob',
      LastName: 'Stagiair',
      Email: 'bob.stagiair@kopers.example',
    });
    const order = await desk.enterOrderOf(company, { BillToContactId: bob });

    expect(await desk.push(order)).toMatchObject({ status: 200, body: { status: 'sent' } });

    expect(await desk.debtorNamed('Twee Kopers BV')).toMatchObject({
      Email: 'administratie@kopers.example',
      MainContact: before?.['MainContact'],
    });
    const contact = (await desk.world.exact.rows(DIVISION, 'crm/Contacts')).find(
      ({ Email }) => Email === 'bob.stagiair@kopers.example',
    );
    expect(contact).toMatchObject({ LastName: 'Stagiair', Account: before?.['ID'] });
    expect((await exactOrdersOf(desk.world, order.number))[0]).toMatchObject({ OrderedByContactPerson: contact?.['ID'] });
    await desk.world.clearCounts();
    const again = await desk.enterOrderOf(company, { BillToContactId: bob });
    expect(await desk.push(again)).toMatchObject({ status: 200 });
    expect((await desk.world.counts()).exact.counted).toBeLessThanOrEqual(2);
  }, 60_000);
});

describe('what was deleted or changed in Exact since the last order', () => {
  it('lets an order through once whose contact is gone, with the contact made again', async () => {
    const customer = await desk.enterCustomer({ Name: 'Zonder Contact B.V.' }, [
      { LastName: 'Weg', Email: 'weg@contactloos.example' },
    ]);
    expect(await desk.push(await desk.enterOrderOf(customer))).toMatchObject({ status: 200 });
    const [contact] = (await desk.world.exact.rows(DIVISION, 'crm/Contacts')).filter(
      ({ Email }) => Email === 'weg@contactloos.example',
    );
    await steer(desk.world.exactUrl, 'DELETE', `rows/${DIVISION}/crm/Contacts/${String(contact?.['ID'])}`);
    const order = await desk.enterOrderOf(customer);

    expect(await desk.push(order)).toMatchObject({ status: 200, body: { status: 'sent' } });

    const [sent, ...more] = await exactOrdersOf(desk.world, order.number);
    expect(more).toEqual([]);
    const made = (await desk.world.exact.rows(DIVISION, 'crm/Contacts')).filter(
      ({ Email }) => Email === 'weg@contactloos.example',
    );
    expect(made).toHaveLength(1);
    expect(sent).toMatchObject({ OrderedByContactPerson: made[0]?.['ID'] });
    expect(await desk.salesforceRow('Contact', customer.contactIds[0])).toMatchObject({ Exact_Id__c: made[0]?.['ID'] });
    const next = await desk.enterOrderOf(customer);
    await desk.world.clearCounts();
    expect(await desk.push(next)).toMatchObject({ status: 200 });
    expect((await desk.world.counts()).exact.counted).toBeLessThanOrEqual(2);
  }, 60_000);

  it('lets an order through once whose delivery address is gone', async () => {
    const customer = await desk.enterCustomer({ Name: 'Zonder Adres B.V.' }, [
      { LastName: 'Loods', Email: 'loods@adresloos.example' },
    ]);
    const goods = {
      ShippingStreet: 'Loodsweg 9',
      ShippingPostalCode: '3011 AA',
      ShippingCity: 'Rotterdam',
      ShippingCountry: 'Netherlands',
    };
    expect(await desk.push(await desk.enterOrderOf(customer, goods))).toMatchObject({ status: 200 });
    const [address] = (await desk.world.exact.rows(DIVISION, 'crm/Addresses')).filter(
      ({ AddressLine1 }) => AddressLine1 === 'Loodsweg 9',
    );
    await steer(desk.world.exactUrl, 'DELETE', `rows/${DIVISION}/crm/Addresses/${String(address?.['ID'])}`);
    const order = await desk.enterOrderOf(customer, goods);

    expect(await desk.push(order)).toMatchObject({ status: 200, body: { status: 'sent' } });

    const [sent] = await exactOrdersOf(desk.world, order.number);
    const made = (await desk.world.exact.rows(DIVISION, 'crm/Addresses')).filter(
      ({ AddressLine1 }) => AddressLine1 === 'Loodsweg 9',
    );
    expect(made).toHaveLength(1);
    expect(sent).toMatchObject({ DeliveryAddress: made[0]?.['ID'] });
  }, 60_000);

  it('says of a known debtor that it ended, although nothing was asked of it before', async () => {
    const customer = await desk.enterCustomer({ Name: 'Later Gestopt BV' }, [
      { LastName: 'Later', Email: 'later@gestopt.example' },
    ]);
    expect(await desk.push(await desk.enterOrderOf(customer))).toMatchObject({ status: 200 });
    const debtor = await desk.debtorNamed('Later Gestopt BV');
    await changeInExact(desk.world, 'crm/Accounts', String(debtor?.['ID']), { EndDate: `${ago(3)}T00:00:00` });
    const order = await desk.enterOrderOf(customer);
    const answer = await desk.push(order);
    expect(answer).toMatchObject({ status: 422, body: { code: 'customer_ended' } });
    expect(await exactOrdersOf(desk.world, order.number)).toEqual([]);
  }, 60_000);
});

describe('the e-mail address of a customer', () => {
  it('is that of another contact where the bill-to contact has none', async () => {
    const customer = await desk.enterCustomer({ Name: 'Contacten B.V.' }, [
      { LastName: 'Hoofd', Email: 'hoofd@contacten.example' },
      { LastName: 'Bijzaak', Email: null },
    ]);
    const order = await desk.enterOrderOf(customer, { BillToContactId: customer.contactIds[1] ?? '' });
    expect(await desk.push(order)).toMatchObject({ status: 200, body: { status: 'sent' } });
    expect(await desk.debtorNamed('Contacten B.V.')).toMatchObject({ Email: 'hoofd@contacten.example' });
  }, 60_000);

  it('is found on a contact in Exact, of a debtor of the same name', async () => {
    const id = await desk.enterDebtor({ Name: 'Contact Company BV', Email: 'administratie@contactco.example' });
    await desk.world.exact.seed(DIVISION, {
      'crm/Contacts': [{ Account: id, LastName: 'Piet', Email: 'piet@contactco.example' }],
    });
    const customer = await desk.enterCustomer({ Name: 'Contact Company BV' }, [
      { LastName: 'Piet', Email: 'piet@contactco.example' },
    ]);
    expect(await desk.push(await desk.enterOrderOf(customer))).toMatchObject({ status: 200, body: { status: 'sent' } });
    const debtors = (await desk.world.exact.rows(DIVISION, 'crm/Accounts')).filter(({ Name }) => Name === 'Contact Company BV');
    expect(debtors).toMatchObject([{ ID: id, Email: 'administratie@contactco.example' }]);
    expect(await desk.salesforceRow('Account', customer.accountId)).toMatchObject({ Exact_Id__c: id });
  }, 60_000);

  it('on a contact of a debtor of another name is proposed to a person', async () => {
    const id = await desk.enterDebtor({ Name: 'Accountant & Partners' });
    await desk.world.exact.seed(DIVISION, {
      'crm/Contacts': [{ Account: id, LastName: 'Kok', Email: 'kok@accountant.example' }],
    });
    const customer = await desk.enterCustomer({ Name: 'Bakkerij Kok' }, [{ LastName: 'Kok', Email: 'kok@accountant.example' }]);
    const answer = await desk.push(await desk.enterOrderOf(customer));
    expect(answer).toMatchObject({ status: 422, body: { code: 'customer_proposed' } });
    expect(answer.body['detail']).toContain('Accountant & Partners');
    expect(await desk.debtorNamed('Bakkerij Kok')).toBeUndefined();
  }, 60_000);
});

describe('a debtor that may not be sold to', () => {
  it.each([
    { what: 'ended', name: 'Gestopt BV', fields: { EndDate: `${ago(30)}T00:00:00` }, code: 'customer_ended', tells: ago(30) },
    { what: 'is blocked', name: 'Geblokkeerd BV', fields: { Blocked: true }, code: 'customer_blocked', tells: 'blocked' },
    {
      what: 'is a supplier',
      name: 'Leverancier BV',
      fields: { Status: 'A' },
      code: 'customer_not_a_debtor',
      tells: 'no customer',
    },
  ])(
    'because it $what is named with its code, and nothing is written',
    async ({ name, fields, code, tells }) => {
      const email = `administratie@${name.toLowerCase().replace(' ', '-')}.example`;
      const id = await desk.enterDebtor({ Name: name, Email: email, ...fields });
      const before = await desk.exactRow('crm/Accounts', id);
      const customer = await desk.enterCustomer({ Name: name }, [{ LastName: 'Wie', Email: email }]);
      const order = await desk.enterOrderOf(customer);
      await desk.world.clearCounts();

      const answer = await desk.push(order);

      expect(answer).toMatchObject({ status: 422, body: { code } });
      const detail = String(answer.body['detail']);
      for (const text of [name, String(before?.['Code']).trim(), tells]) expect(detail).toContain(text);
      expect((await desk.world.counts()).exact.writes).toBe(0);
      expect(await desk.exactRow('crm/Accounts', id)).toEqual(before);
      expect(await desk.salesforceRow('Account', customer.accountId)).toMatchObject({ Exact_Id__c: null });
    },
    60_000,
  );
});

describe('what does not fit into Exact', () => {
  it('is left out and told, never cut in silence', async () => {
    const phone = '+31 (0)20 123 45 67 toestel 890';
    const customer = await desk.enterCustomer({ Name: 'Lang Nummer B.V.', Phone: phone }, [
      { LastName: 'Lang', Email: 'lang@nummer.example' },
    ]);
    const order = await desk.enterOrderOf(customer);
    expect(await desk.push(order)).toMatchObject({ status: 200, body: { status: 'sent' } });
    expect((await desk.debtorNamed('Lang Nummer B.V.'))?.['Phone'] ?? null).toBeNull();
    const { body } = await desk.world.api('GET', '/v1/activity');
    const [entry] = (body['items'] as { id: string; recordId: string }[]).filter(({ recordId }) => recordId === order.orderId);
    const detail = await desk.world.api('GET', `/v1/activity/${String(entry?.id)}`);
    const operations = detail.body['operations'] as { object: string; fields: { field: string; note?: string }[] }[];
    const told = operations.flatMap(({ fields }) => fields).find(({ field }) => field === 'Phone');
    expect(told?.note).toBe('Left out: it has 31 characters, Exact Online takes 25');
  }, 60_000);
});

describe('the payment terms of a debtor', () => {
  it('stay as the bookkeeper set them, whatever Salesforce says', async () => {
    const email = 'termijn@termijn.example';
    const [first, second] = await desk.world.exact.rows(DIVISION, 'cashflow/PaymentConditions');
    const terms = { PaymentConditionSales: String(first?.['Code']) };
    const id = await desk.enterDebtor({ Name: 'Termijn B.V.', Email: email, ...terms });
    const account = { Name: 'Termijn B.V.', Payment_Condition__c: 'Other' };
    await desk.configure({ tables: { paymentConditions: [{ salesforce: 'Other', exact: String(second?.['Code']) }] } });
    const customer = await desk.enterCustomer(account, [{ LastName: 'Termijn', Email: email }]);
    expect(await desk.push(await desk.enterOrderOf(customer))).toMatchObject({ status: 200, body: { status: 'sent' } });
    expect(second?.['Code']).not.toBe(first?.['Code']);
    expect(await desk.exactRow('crm/Accounts', id)).toMatchObject(terms);
  }, 60_000);
});

/** The day that many days ago, where the company is. */
function ago(days: number): string {
  return companyDay(new Date(Date.now() - days * DAY_MS));
}
