import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { unpolledSettings } from '../support/flow-settings.ts';
import { enterItems, enterOrder, item, openIssues } from '../support/shop.ts';
import { DIVISION, FAR_LIMITS, startWorld, type World } from '../support/world.ts';

const FILES = 'documents/DocumentAttachments';
const START = { sendFrom: '2020-01-01T00:00:00Z' };
const PDFS = { ...START, enabled: true, everyMinutes: 1_440, when: "file.FileExtension == 'pdf'" };

let world: World;

beforeAll(async () => {
  world = await startWorld({ timeScale: 60, limits: FAR_LIMITS });
  await enterItems(world, [{ row: item('SKU-1'), price: 1.5 }]);
  await save({ documentType: 55 });
  expect(await world.run({ flow: 'products', mode: 'apply' })).toMatchObject({ state: 'succeeded' });
}, 120_000);

afterAll(() => world.close());

async function save(attachments: object): Promise<void> {
  const { flows, ...rest } = unpolledSettings({ orders: START }) as { readonly flows: object };
  await world.saveConfiguration({ ...rest, flows: { ...flows, attachments: { ...PDFS, ...attachments } } });
}

async function attach(orderId: string, name: string, content: string): Promise<void> {
  const file = { Title: name, PathOnClient: `${name}.pdf`, FirstPublishLocationId: orderId };
  const VersionData = Buffer.from(content).toString('base64');
  await world.salesforce.seed([{ object: 'ContentVersion', fields: { ...file, VersionData } }]);
}

const filesInExact = async (): Promise<string[]> =>
  (await world.exact.rows(DIVISION, FILES)).map((row) => String(row['FileName'])).toSorted();

it('a file that was there before its order was sent follows it by itself, and a later one comes with the next look', async () => {
  const { orderId } = await enterOrder(world, 'Bakker');
  await attach(orderId, 'quote', 'signed');

  const sent = await world.api('POST', `/v1/orders/${orderId}/push?waitMs=20000`);

  expect(sent.status).toBe(200);
  await eventually(filesInExact, (files) => files.length === 1, 'the file followed its order');
  await attach(orderId, 'purchase order', 'ordered');
  expect(await world.run({ flow: 'attachments', mode: 'apply' })).toMatchObject({ state: 'succeeded' });
  expect(await filesInExact()).toEqual(['purchase order.pdf', 'quote.pdf']);
  expect(await openIssues(world, 'attachments')).toEqual([]);
}, 90_000);

it('what cannot go is an issue of the order, and is over once its cause is', async () => {
  // Before there is an order: a look that has begun goes on with the settings it began with.
  await save({ documentType: 999 });
  const { orderId } = await enterOrder(world, 'Visser');
  await attach(orderId, 'drawing', 'drawn');
  await world.api('POST', `/v1/orders/${orderId}/push?waitMs=20000`);
  const told = await eventually(
    () => openIssues(world, 'attachments'),
    ({ length }) => length === 1,
    'the issue of the type',
  );
  expect(told).toMatchObject([{ recordId: orderId, code: 'attachment_type_unknown' }]);
  const before = await filesInExact();

  await save({ documentType: 55 });
  await world.run({ flow: 'attachments', mode: 'apply' });

  await eventually(
    () => openIssues(world, 'attachments'),
    ({ length }) => length === 0,
    'the end of the issue',
  );
  expect(await filesInExact()).toEqual([...before, 'drawing.pdf'].toSorted());
}, 90_000);

it('settings with a condition and without a type are refused', async () => {
  await expect(save({})).rejects.toThrow('/flows/attachments/documentType');
});
