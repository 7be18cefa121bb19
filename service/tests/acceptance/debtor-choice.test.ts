import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDesk, type CustomerDesk, type OrderOf } from '../support/customer-desk.ts';
import { eventually } from '../support/eventually.ts';
import { exactOrdersOf, openIssues } from '../support/shop.ts';
import type { Answer } from '../support/world.ts';

interface Candidate {
  readonly code: string;
  readonly name: string;
  readonly linkedTo: string | null;
  readonly isCurrent: boolean;
  readonly problem: string | null;
}

let desk: CustomerDesk;

beforeAll(async () => {
  desk = await openDesk();
}, 120_000);

afterAll(() => desk.world.close());

describe('a debtor that Tandem cannot tell', () => {
  it('is chosen among those with the address by code and name, and the order goes on by itself', async () => {
    const email = 'inkoop@keuze.example';
    await desk.enterDebtor({ Name: 'Keuze Noord', Email: email, City: 'Groningen' });
    const south = await desk.enterDebtor({ Name: 'Keuze Zuid', Email: email, City: 'Maastricht' });
    const customer = await desk.enterCustomer({ Name: 'Keuze B.V.' }, [{ LastName: 'Keuze', Email: email }]);
    const order = await desk.enterOrderOf(customer);
    expect(await desk.push(order)).toMatchObject({ status: 422, body: { code: 'customer_ambiguous' } });

    const { candidates, customer: about } = await listed(order);
    expect(about).toEqual({ name: 'Keuze B.V.', email });
    expect(candidates.map(({ name }) => name).sort()).toEqual(['Keuze Noord', 'Keuze Zuid']);
    const chosen = candidates.find(({ name }) => name === 'Keuze Zuid');
    const answer = await choose(order, { code: chosen?.code });
    expect(answer).toMatchObject({ status: 202, body: { debtor: { code: chosen?.code, name: 'Keuze Zuid' } } });

    const sent = await sentOrder(order);
    expect(sent).toMatchObject({ OrderedBy: south });
    expect(await desk.salesforceRow('Account', customer.accountId)).toMatchObject({
      Exact_Id__c: south,
      Exact_Code__c: chosen?.code,
    });
    const left = await eventually(
      () => openIssues(desk.world, 'orders'),
      (issues) => issues.every(({ recordId }) => recordId !== order.orderId),
      'the end of the issue',
    );
    expect(left.map(({ recordId }) => recordId)).not.toContain(order.orderId);
  }, 60_000);

  it('is found by a part of its name or by its code, with what keeps it from being sold to', async () => {
    const id = await desk.enterDebtor({ Name: "Zoek & Vind 't Hof", Blocked: true });
    const code = String((await desk.exactRow('crm/Accounts', id))?.['Code']).trim();
    const customer = await desk.enterCustomer({ Name: 'Zoekend B.V.' }, [{ LastName: 'Zoek', Email: null }]);
    const order = await desk.enterOrderOf(customer);
    expect(await desk.push(order)).toMatchObject({ status: 422, body: { code: 'customer_without_email' } });
    for (const search of ["vind 'T ho", code]) {
      const found = (await listed(order, search)).candidates.find((candidate) => candidate.code === code);
      expect(found).toMatchObject({ name: "Zoek & Vind 't Hof", problem: 'The debtor is blocked in Exact Online' });
    }
    expect((await listed(order, 'nobody of this name')).candidates).toEqual([]);
    expect(await choose(order, { code })).toMatchObject({ status: 422, body: { code: 'customer_blocked' } });
    expect(await choose(order, { code: '999999' })).toMatchObject({ status: 404, body: { code: 'debtor_not_found' } });
    expect(await desk.salesforceRow('Account', customer.accountId)).toMatchObject({ Exact_Code__c: null });
  }, 60_000);

  it('may be a new one of its own, whoever else has the address', async () => {
    const email = 'gedeeld@eigen.example';
    const first = await desk.enterCustomer({ Name: 'Eerste Eigen B.V.' }, [{ LastName: 'Een', Email: email }]);
    const second = await desk.enterCustomer({ Name: 'Tweede Eigen B.V.' }, [{ LastName: 'Twee', Email: email }]);
    expect(await desk.push(await desk.enterOrderOf(first))).toMatchObject({ status: 200 });
    const order = await desk.enterOrderOf(second);
    expect(await desk.push(order)).toMatchObject({ status: 422, body: { code: 'customer_email_shared' } });

    expect(await choose(order, { isNew: true })).toMatchObject({ status: 202, body: { debtor: null } });

    const sent = await sentOrder(order);
    const own = await desk.debtorNamed('Tweede Eigen B.V.');
    expect(sent).toMatchObject({ OrderedBy: own?.['ID'] });
    expect(await desk.accountsWith(email)).toHaveLength(2);
    const further = await desk.enterOrderOf(second);
    expect(await desk.push(further)).toMatchObject({ status: 200 });
    expect(await desk.accountsWith(email)).toHaveLength(2);
  }, 60_000);

  it('may be that of another account, which keeps it as it is', async () => {
    const email = 'gedeeld@samen.example';
    const owner = await desk.enterCustomer({ Name: 'Moeder B.V.' }, [{ LastName: 'Moeder', Email: email }]);
    const child = await desk.enterCustomer({ Name: 'Dochter B.V.', BillingCity: 'Utrecht' }, [
      { LastName: 'Dochter', Email: email },
    ]);
    expect(await desk.push(await desk.enterOrderOf(owner))).toMatchObject({ status: 200 });
    const debtor = await desk.debtorNamed('Moeder B.V.');
    const order = await desk.enterOrderOf(child);
    expect(await desk.push(order)).toMatchObject({ status: 422, body: { code: 'customer_email_shared' } });
    const [candidate] = (await listed(order)).candidates;
    expect(candidate).toMatchObject({ linkedTo: 'Moeder B.V.', isCurrent: false });

    expect(await choose(order, { code: candidate?.code })).toMatchObject({ status: 202 });

    expect(await sentOrder(order)).toMatchObject({ OrderedBy: debtor?.['ID'] });
    expect(await desk.exactRow('crm/Accounts', String(debtor?.['ID']))).toMatchObject({ Name: 'Moeder B.V.', City: 'Amsterdam' });
    expect(await desk.salesforceRow('Account', child.accountId)).toMatchObject({
      Exact_Id__c: null,
      Exact_Code__c: String(debtor?.['Code']).trim(),
    });
    expect((await listed(order)).candidates[0]).toMatchObject({ isCurrent: true });
    await desk.world.clearCounts();
    expect(await desk.push(await desk.enterOrderOf(child))).toMatchObject({ status: 200 });
    expect((await desk.world.counts()).exact.counted).toBeLessThanOrEqual(2);
  }, 60_000);

  it('is not chosen while Tandem is paused', async () => {
    const customer = await desk.enterCustomer({ Name: 'Pauze B.V.' }, [{ LastName: 'Pauze', Email: 'p@pauze.example' }]);
    const order = await desk.enterOrderOf(customer);
    const code = String((await desk.exactRow('crm/Accounts', await desk.enterDebtor({ Name: 'Pauze' })))?.['Code']).trim();
    await desk.world.api('POST', '/v1/pause');
    expect(await choose(order, { code })).toMatchObject({ status: 409, body: { code: 'paused' } });
    await desk.world.api('POST', '/v1/resume');
    expect(await desk.salesforceRow('Account', customer.accountId)).toMatchObject({ Exact_Code__c: null });
  }, 60_000);
});

async function listed(
  { orderId }: OrderOf,
  search = '',
): Promise<{ customer: object; candidates: readonly Candidate[]; hasMore: boolean }> {
  const { status, body } = await desk.world.api('GET', `/v1/orders/${orderId}/debtors?search=${encodeURIComponent(search)}`);
  expect(status).toBe(200);
  return body as unknown as { customer: object; candidates: readonly Candidate[]; hasMore: boolean };
}

function choose({ orderId }: OrderOf, choice: object): Promise<Answer> {
  return desk.world.api('POST', `/v1/orders/${orderId}/debtor`, choice);
}

async function sentOrder({ number }: OrderOf): Promise<Readonly<Record<string, unknown>> | undefined> {
  const [sent] = await eventually(
    () => exactOrdersOf(desk.world, number),
    (orders) => orders.length > 0,
    `order ${number} in Exact`,
    { patienceMs: 20_000 },
  );
  return sent;
}
