import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { closeSimulators, startConnected, type TestClient } from './testing/client.ts';

const DIVISION = 1234;

describe('accounts that a bookkeeper merges', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await startConnected();
  });
  afterEach(closeSimulators);

  const merge = (master: unknown, loser: unknown) =>
    client.call('POST', '/_control/merge', { division: DIVISION, master, loser });
  const rowsOf = async (path: string) =>
    ((await client.call('GET', `/_control/rows/${DIVISION}/${path}`)).body as { rows: Record<string, unknown>[] }).rows;

  it('are one from then on: contacts and documents move, the loser is told as deleted', async () => {
    const { ID: master } = await client.create('crm/Accounts', { Name: 'Master', Status: 'C' });
    const { ID: loser } = await client.create('crm/Accounts', { Name: 'Loser', Status: 'C' });
    await client.create('crm/Contacts', { Account: loser, LastName: 'Moved' });
    const { ID: item } = await client.create('logistics/Items', { Code: 'A', Description: 'A', IsSalesItem: true });
    await client.create('salesorder/SalesOrders', { OrderedBy: loser, SalesOrderLines: [{ Item: item, Quantity: 1 }] });
    expect((await merge(master, loser)).status).toBe(204);
    expect((await rowsOf('crm/Accounts')).map(({ Name }) => Name)).toEqual(['Master']);
    expect(await rowsOf('crm/Contacts')).toMatchObject([{ Account: master }]);
    expect(await rowsOf('salesorder/SalesOrders')).toMatchObject([{ OrderedBy: master, DeliverTo: master, InvoiceTo: master }]);
    const gone = await client.rows('sync/Deleted', {
      $filter: 'Timestamp gt 0L and EntityType eq 2',
      $select: 'EntityKey,EntityType,Timestamp',
    });
    expect(gone).toMatchObject([{ EntityKey: loser }]);
  });

  it('have to be two that are there', async () => {
    const { ID: master } = await client.create('crm/Accounts', { Name: 'Master' });
    expect((await merge(master, master)).status).toBe(500);
    expect((await merge(master, '00000000-0000-0000-0000-00000000dead')).status).toBe(404);
    expect(await rowsOf('crm/Accounts')).toHaveLength(1);
  });
});
