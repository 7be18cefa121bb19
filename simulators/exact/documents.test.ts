import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { closeSimulators, errorText, startConnected, type TestClient } from './testing/client.ts';

describe('documents', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await startConnected();
  });
  afterEach(closeSimulators);

  const refusal = async (path: string, body: Record<string, unknown>) => errorText(await client.api('POST', path, {}, body));

  it('want a subject and a type, and are numbered', async () => {
    expect(await refusal('documents/Documents', { Type: 55 })).toBe('Mandatory: Subject');
    expect(await refusal('documents/Documents', { Subject: 'Letter' })).toBe('Mandatory: Type');
    const [first, second] = [
      await client.create('documents/Documents', { Subject: 'Letter', Type: 55 }),
      await client.create('documents/Documents', { Subject: 'Letter', Type: 55 }),
    ];
    expect(second['HID']).toBe(Number(first['HID']) + 1);
  });

  it('keep the bytes of their attachments, which are read at their url and never changed', async () => {
    const { ID: Document } = await client.create('documents/Documents', { Subject: 'Drawing', Type: 55 });
    const bytes = Buffer.from([0, 1, 254, 255]);
    const attachment = { Document, FileName: 'drawing é.dwg', Attachment: bytes.toString('base64') };
    const { ID: id, Url: url, FileSize: size } = await client.create('documents/DocumentAttachments', attachment);
    expect(size).toBe(4);
    const answer = await fetch(`${String(url)}&Download=1`, { headers: { authorization: `Bearer ${client.token}` } });
    expect([...Buffer.from(await answer.arrayBuffer())]).toEqual([0, 1, 254, 255]);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    const path = `documents/DocumentAttachments(guid'${String(id)}')`;
    expect((await client.api('PUT', path, {}, { FileName: 'other' })).status).toBe(403);
    expect(await refusal('documents/DocumentAttachments', { Document, FileName: 'x' })).toBe('Mandatory: Attachment');
  });

  it('are read by who says which, in bulk too', async () => {
    const { ID: id } = await client.create('documents/Documents', { Subject: 'Letter', Type: 55 });
    expect((await client.get('documents/Documents', { $select: 'ID' })).status).toBe(400);
    expect(await client.rows('bulk/Documents/Documents', { $filter: 'Type eq 55', $select: 'ID' })).toMatchObject([{ ID: id }]);
    expect((await client.get('bulk/Documents/Documents', { $filter: "Body eq 'x'", $select: 'ID' })).status).toBe(400);
  });

  it('have a type of the company that documents are made of, and an order that is there', async () => {
    const types = await client.rows('documents/DocumentTypes', { $select: 'ID,Description,DocumentIsCreatable' });
    expect(types.map(({ ID: id, DocumentIsCreatable: isCreatable }) => [id, isCreatable])).toContainEqual([130, false]);
    expect(await refusal('documents/Documents', { Subject: 'Letter', Type: 999 })).toBe('Invalid reference: Type');
    expect(await refusal('documents/Documents', { Subject: 'Letter', Type: 130 })).toBe('Invalid reference: Type');
    expect(await refusal('documents/Documents', { Subject: 'Letter', Type: 55, SalesOrderNumber: 4711 })).toBe(
      'Invalid reference: SalesOrderNumber',
    );
    expect((await client.api('POST', 'documents/DocumentTypes', {}, { ID: 1 })).status).toBe(403);
  });

  it('take a file of ten megabytes, measured as it is and not as it is sent', async () => {
    const { ID: Document } = await client.create('documents/Documents', { Subject: 'Scan', Type: 55 });
    const attach = (size: number) =>
      client.api(
        'POST',
        'documents/DocumentAttachments',
        {},
        {
          ...{ Document, FileName: 'scan.pdf' },
          Attachment: Buffer.alloc(size, 1).toString('base64'),
        },
      );
    const megabytes = 1024 * 1024;
    expect((await attach(9.9 * megabytes)).status).toBe(201);
    expect((await attach(10 * megabytes)).status).toBe(413);
  });
});
