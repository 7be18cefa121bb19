import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { closeSimulators, DIVISION, errorText, startConnected, type TestClient } from './testing/client.ts';

const EXTRA = 'read/logistics/ItemExtraField';
const NOWHERE = '00000000-0000-4000-8000-000000000000';
const CLASSES = Object.fromEntries(
  Array.from({ length: 10 }, (_, index) => [`Class_${String(index + 1).padStart(2, '0')}`, `C${index + 1}`]),
);

describe('fields of an item that a company gives its own meaning', () => {
  let client: TestClient;
  let item: string;
  let other: string;

  beforeEach(async () => {
    client = await startConnected();
    [item = '', other = ''] = await client.seed('logistics/Items', [
      { Code: 'LAMP', Description: 'Lamp' },
      { Code: 'CHAIR', Description: 'Chair' },
    ]);
  });
  afterEach(closeSimulators);

  const extras = (itemId: string, query: Record<string, string> = {}) =>
    client.rows(EXTRA, { itemId: `guid'${itemId}'`, ...query });
  const enter = (Number: number, Description: string, Value: string | null, ItemID = item) =>
    client.seed(EXTRA, [{ ItemID, Number, Description, Value }]);
  const items = (after: unknown = 1) =>
    client.rows('sync/Logistics/Items', { $filter: `Timestamp gt ${String(after)}L`, $select: 'Timestamp,Code,Class_01' });

  it('are ten classes, which every way of reading items carries', async () => {
    const { ID } = await client.create('logistics/Items', { Code: 'DESK', Description: 'Desk', ...CLASSES });
    const $select = ['Code', ...Object.keys(CLASSES)].join(',');
    const wanted = [{ Code: 'DESK', ...CLASSES }];

    expect(await client.rows('logistics/Items', { $filter: "Class_01 eq 'C1'", $select })).toMatchObject(wanted);
    expect(await client.rows('bulk/Logistics/Items', { $filter: `ID eq guid'${String(ID)}'`, $select })).toMatchObject(wanted);
    const cursor = (await items()).at(-1)?.['Timestamp'];
    expect((await client.api('PUT', `logistics/Items(guid'${item}')`, {}, { Class_01: 'C9' })).status).toBe(204);
    expect(await items(cursor)).toMatchObject([{ Code: 'LAMP', Class_01: 'C9' }]);
  });

  it('are extra fields, in the order of their numbers, as text and of that item only', async () => {
    await enter(2, 'Colour', 'Blåvit');
    await enter(1, 'Voltage', '230');
    await enter(10, 'Remark', null);
    await enter(1, 'Voltage', '12', other);

    const { body } = await client.get(EXTRA, { itemId: `guid'${item}'` });
    expect((body as { d: unknown }).d).toMatchObject([
      { ItemID: item, Number: 1, Description: 'Voltage', Value: '230' },
      { ItemID: item, Number: 2, Description: 'Colour', Value: 'Blåvit' },
      { ItemID: item, Number: 10, Description: 'Remark', Value: null },
    ]);
    expect(await extras(other)).toMatchObject([{ Number: 1, Value: '12' }]);
    expect(await extras(NOWHERE)).toEqual([]);
  });

  it('are extra fields as late as their item, which is saved with them', async () => {
    await enter(1, 'Voltage', '230');
    const cursor = (await items()).at(-1)?.['Timestamp'];
    await client.call('PATCH', `/_control/rows/${DIVISION}/${EXTRA}/${item}-1`, { Value: '12' });
    expect(await items(cursor)).toMatchObject([{ Code: 'LAMP' }]);

    const [row] = await client.rows('logistics/Items', { $filter: `ID eq guid'${item}'`, $select: 'Modified' });
    expect(await extras(item)).toMatchObject([{ Value: '12', Modified: row?.['Modified'] }]);
    const from = (offset: number) => ({ modified: `datetime'${new Date(Date.now() + offset).toISOString().slice(0, 19)}'` });
    expect(await extras(item, from(-3_600_000))).toHaveLength(1);
    expect(await extras(item, from(3_600_000))).toEqual([]);
  });

  it('are extra fields that end with their item, one a number', async () => {
    await enter(1, 'Voltage', '230');
    await expect(enter(1, 'Voltage', '12')).rejects.toThrow('Already exists');
    await client.call('DELETE', `/_control/rows/${DIVISION}/logistics/Items/${item}`);

    expect(await extras(item)).toEqual([]);
  });

  it('are extra fields that no app reads without naming an item, or writes', async () => {
    for (const query of [
      {},
      { itemId: `'${item}'` },
      { itemId: "guid'12'" },
      { itemId: `guid'${item}'`, modified: 'yesterday' },
    ]) {
      const reply = await client.get(EXTRA, query);
      expect([reply.status, errorText(reply)]).toEqual([400, 'Error in query syntax.']);
    }
    expect((await client.api('POST', EXTRA, {}, { ItemID: item, Number: 1 })).status).toBe(403);
  });
});
