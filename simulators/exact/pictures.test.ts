import { afterEach, describe, expect, it } from '@jest/globals';
import { closeSimulators, DIVISION, startConnected, type TestClient } from './testing/client.ts';

afterEach(closeSimulators);

const STREAM = { $select: 'ID,PictureUrl', $filter: 'Timestamp gt 1L' };
const PNG = Buffer.from('89504e470d0a1a0a00', 'hex');

async function withPicture(bytes: Buffer): Promise<{ client: TestClient; itemId: string; path: () => Promise<string> }> {
  const client = await startConnected();
  const fields = { Code: 'A', Description: 'Lamp', Picture: bytes.toString('base64'), PictureName: 'lamp.png' };
  const item = await client.create('logistics/Items', fields);
  const itemId = String(item['ID']);
  const path = async (): Promise<string> => {
    const [row] = await client.rows('sync/Logistics/Items', STREAM);
    return String(row?.['PictureUrl']).slice(client.simulator.url.length);
  };
  return { client, itemId, path };
}

const trouble = (client: TestClient, body: object): Promise<unknown> =>
  client.call('POST', '/_control/pictures', { division: DIVISION, ...body });

describe('pictures', () => {
  it('come with a token only; without one a white pixel comes with 200', async () => {
    const { client, path } = await withPicture(Buffer.from('a picture'));
    const address = await path();
    expect(address).toContain('/docs/SysImage.aspx?Table=Items');
    expect((await client.call('GET', address)).text).toBe('a picture');
    client.token = '';
    const pixel = await client.call('GET', address);
    expect(pixel.status).toBe(200);
    expect(pixel.text).not.toBe('a picture');
  });

  it.each([
    ['image/png', PNG],
    ['image/jpeg', Buffer.from('ffd8ffe000', 'hex')],
    ['image/gif', Buffer.from('GIF89a')],
    ['image/bmp', Buffer.from('BM')],
    ['image/webp', Buffer.from('RIFF0000WEBP')],
    ['application/octet-stream', Buffer.from('<svg/>')],
  ])('come as %s, whatever they are called', async (type, bytes) => {
    const { client, path } = await withPicture(bytes);
    const answer = await client.call('GET', await path());
    expect(answer.headers.get('content-type')).toBe(type);
  });

  it.each([
    ['gone', 404, 'text/html'],
    ['page', 200, 'text/html'],
    ['pixel', 200, 'image/png'],
    ['empty', 200, 'image/png'],
  ])('can be in trouble: %s', async (kind, status, type) => {
    const { client, itemId, path } = await withPicture(PNG);
    await trouble(client, { item: itemId, kind });
    const answer = await client.call('GET', await path());
    expect([answer.status, answer.headers.get('content-type')?.split(';')[0]]).toEqual([status, type]);
    expect(answer.text).not.toBe(PNG.toString());

    await trouble(client, { item: itemId });
    expect((await client.call('GET', await path())).status).toBe(200);
  });

  it('can have an address elsewhere, or be answered with the way to one', async () => {
    const { client, itemId, path } = await withPicture(PNG);
    const to = 'https://evil.example/lamp.png';
    await trouble(client, { item: itemId, kind: 'redirect', to });
    expect((await client.call('GET', await path())).status).toBe(302);
    await trouble(client, { item: itemId, kind: 'address', to });
    const [row] = await client.rows('sync/Logistics/Items', STREAM);
    expect(row?.['PictureUrl']).toBe(to);
  });
});
