import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { closeSimulators, DIVISION, errorText, startConnected, type TestClient } from './testing/client.ts';

describe('sync streams', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await startConnected();
  });
  afterEach(closeSimulators);

  const stream = (path: string, after: unknown, select = 'Timestamp,ID') =>
    client.rows(path, { $filter: `Timestamp gt ${String(after)}L`, $select: select });

  const newest = (rows: Record<string, unknown>[]) => Math.max(0, ...rows.map((row) => Number(row['Timestamp'])));

  it('give every row once in the order of change, Timestamps as text', async () => {
    await client.seed(
      'logistics/Items',
      [1, 2, 3].map((n) => ({ Code: `I${n}`, Description: `Item ${n}` })),
    );
    const rows = await stream('sync/Logistics/Items', 1, 'Timestamp,Code');
    expect(rows.map((row) => row['Code'])).toEqual(['I1', 'I2', 'I3']);
    expect(rows[0]?.['Timestamp']).toMatch(/^\d+$/);
  });

  it('give a changed row again, behind the cursor and newest', async () => {
    const [first = ''] = await client.seed(
      'logistics/Items',
      [1, 2].map((n) => ({ Code: `I${n}`, Description: `Item ${n}` })),
    );
    const cursor = newest(await stream('sync/Logistics/Items', 1));
    expect(await stream('sync/Logistics/Items', cursor)).toEqual([]);
    await client.call('PATCH', `/_control/rows/${DIVISION}/logistics/Items/${first}`, { Description: 'Changed by hand' });
    expect(await stream('sync/Logistics/Items', cursor, 'Timestamp,ID,Description')).toMatchObject([
      { ID: first, Description: 'Changed by hand' },
    ]);
  });

  it('leave deletions to sync/Deleted, with the number of the entity type', async () => {
    const [item = ''] = await client.seed('logistics/Items', [{ Code: 'GONE', Description: 'Gone' }]);
    const [price = ''] = await client.seed('logistics/SalesItemPrices', [{ Item: item, Price: 1 }]);
    await client.call('DELETE', `/_control/rows/${DIVISION}/logistics/Items/${item}`);
    expect(await stream('sync/Logistics/Items', 1)).toEqual([]);
    const deleted = await stream('sync/Deleted', 1, 'Timestamp,EntityKey,EntityType,DeletedDate');
    expect(deleted).toMatchObject([
      { EntityKey: item, EntityType: 9, DeletedDate: expect.stringMatching(/^\/Date/) },
      { EntityKey: price, EntityType: 8 },
    ]);
    expect(
      await client.rows('sync/Deleted', { $filter: 'Timestamp gt 1L and EntityType eq 8', $select: 'EntityKey' }),
    ).toHaveLength(1);
  });

  it('show accounts, contacts and addresses', async () => {
    const account = await client.create('crm/Accounts', { Name: 'ACME', City: 'Delft' });
    const contact = await client.create('crm/Contacts', { Account: account['ID'], LastName: 'Jansen' });
    expect(await stream('sync/CRM/Accounts', 1)).toMatchObject([{ ID: account['ID'] }]);
    expect(await stream('sync/CRM/Contacts', 1)).toMatchObject([{ ID: contact['ID'] }]);
    expect(await stream('sync/CRM/Addresses', 1, 'Timestamp,ID,City')).toMatchObject([{ City: 'Delft' }]);
  });

  it('are entered from a date by SyncTimestamp, which wants all its parameters', async () => {
    const select = { modified: "datetime'2999-01-01'", endPoint: "'SalesOrderHeaders'" };
    expect(await client.rows('read/sync/Sync/SyncTimestamp', select)).toMatchObject([{ TimeStampAsBigInt: 0 }]);
    const wrong = await client.get('read/sync/Sync/SyncTimestamp', { modified: "datetime'2024-01-01'" });
    expect([wrong.status, errorText(wrong)]).toEqual([400, 'Error in query syntax.']);
    expect((await client.get('read/sync/Sync/SyncTimestamp', { ...select, endPoint: "'Items'" })).status).toBe(400);
  });

  it('carry a computed catalogue of a hundred thousand items in pages of a thousand, changes included', async () => {
    await client.seed('logistics/Items', [{ Code: 'FIRST', Description: 'Before the catalogue' }]);
    await client.call('POST', '/_control/catalogue', { division: DIVISION, items: 100_000, withPrices: true });
    const [changed] = await client.rows('bulk/Logistics/Items', { $select: 'ID', $filter: "Code eq 'CAT-0000500'" });
    await client.call('PATCH', `/_control/rows/${DIVISION}/logistics/Items/${String(changed?.['ID'])}`, {
      Description: 'Now stored',
    });

    const seen = new Map<string, string>();
    let last = 0;
    let pages = 0;
    let isAscending = true;
    let path = `/api/v1/${DIVISION}/sync/Logistics/Items?$filter=Timestamp%20gt%201L&$select=Timestamp,ID,Code,Description`;
    while (path) {
      const { d } = (await client.call('GET', path)).body as {
        d: { results: { Timestamp: string; Code: string; Description: string }[]; __next?: string };
      };
      for (const row of d.results) {
        isAscending &&= Number(row.Timestamp) > last;
        last = Number(row.Timestamp);
        seen.set(row.Code, row.Description);
      }
      pages += 1;
      path = d.__next?.slice(client.simulator.url.length) ?? '';
    }
    expect(isAscending).toBe(true);
    expect(pages).toBe(101);
    expect(seen.size).toBe(100_001);
    expect(seen.get('CAT-0000500')).toBe('Now stored');
    const prices = await client.rows('bulk/Logistics/SalesItemPrices', {
      $select: 'ItemCode,Price',
      $filter: `Item eq guid'${String(changed?.['ID'])}'`,
    });
    expect(prices).toMatchObject([{ ItemCode: 'CAT-0000500', Price: expect.any(Number) }]);
  });
});
