import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DIVISION } from '../testing/stage.ts';
import { attachInvoicePdf, type InvoicePdf } from './index.ts';
import { openDesk, type Desk } from './testing/desk.ts';
import { enterInvoices, enterLinkedDebtors } from './testing/shop.ts';

const MEGABYTE = 1024 * 1024;

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.stage.close());

/** The row of the only invoice, after a look. */
async function rowId(): Promise<string> {
  await desk.walk();
  const [invoice] = await desk.rows();
  return String(invoice?.['Id']);
}
const press = async (id: string): Promise<InvoicePdf> => attachInvoicePdf(await desk.context(), id);
const filesOn = async (id: string) => {
  const links = await desk.stage.salesforce.rows('ContentDocumentLink');
  const ids = links.filter((link) => link['LinkedEntityId'] === id).map((link) => link['ContentDocumentId']);
  const versions = await desk.stage.salesforce.rows('ContentVersion');
  return versions.filter((version) => ids.includes(version['ContentDocumentId']));
};
/** Somebody adds a document to an invoice in Exact. */
async function enterDocument(number: number, file: string, bytes: Buffer, account = desk.debtor.debtorId): Promise<void> {
  const [document] = await desk.stage.createRows('documents/Documents', [
    { Subject: 'Invoice', Type: 10, SalesInvoiceNumber: number, Account: account },
  ]);
  await desk.stage.createRows('documents/DocumentAttachments', [
    { Document: document, FileName: file, Attachment: bytes.toString('base64') },
  ]);
}

describe('the PDF of an invoice', () => {
  it('hangs on its row as Exact printed it, and once however often it is asked for', async () => {
    await desk.printed(100);
    const id = await rowId();
    await Promise.all([desk.stage.exact.spent(), desk.stage.salesforce.spent()]);

    const first = await press(id);

    expect(first).toMatchObject({ state: 'attached', title: '1', isNew: true });
    const [file, ...others] = await filesOn(id);
    expect(others).toEqual([]);
    expect(file).toMatchObject({ Title: '1', PathOnClient: '1.pdf', FileType: 'PDF', IsLatest: true });
    expect(first).toMatchObject({ fileId: file?.['ContentDocumentId'] });
    expect(Number(file?.['ContentSize'])).toBeGreaterThan(100);
    expect((await desk.stage.exact.spent()).counted).toBeLessThanOrEqual(3);
    expect((await desk.stage.salesforce.spent()).counted).toBeLessThanOrEqual(5);

    expect(await press(id)).toEqual({ ...first, isNew: false });
    expect(await filesOn(id)).toHaveLength(1);
    expect((await desk.stage.salesforce.spent()).writes).toBe(0);
  });

  it('that is printed anew becomes the next version of the same file', async () => {
    await desk.printed(100);
    const id = await rowId();
    const first = await press(id);
    await enterDocument(1, '1.pdf', Buffer.from('%PDF-1.4 anew'));

    const second = await press(id);

    expect(second).toEqual({ ...first, isNew: true });
    expect((await filesOn(id)).map((file) => [file['VersionNumber'], file['IsLatest']]).sort()).toEqual([
      ['1', false],
      ['2', true],
    ]);
  });

  it('leaves files that people added alone', async () => {
    await desk.printed(100);
    const id = await rowId();
    await desk.stage.createRecords([
      {
        object: 'ContentVersion',
        fields: {
          Title: 'Mine',
          PathOnClient: 'mine.pdf',
          VersionData: Buffer.from('mine').toString('base64'),
          FirstPublishLocationId: id,
        },
      },
    ]);

    await press(id);

    expect((await filesOn(id)).map((file) => [file['Title'], file['IsLatest']]).sort()).toEqual([
      ['1', true],
      ['Mine', true],
    ]);
  });

  it.each([
    [
      'an invoice that is not printed',
      async () => {
        await enterInvoices(desk.stage, [desk.invoiceOf(10)]);
      },
    ],
    [
      'an invoice whose document is gone',
      async () => {
        await desk.printed(10);
        const [document] = await desk.stage.exact.rows(`${DIVISION}/documents/Documents`);
        await desk.stage.exact.control('DELETE', `rows/${DIVISION}/documents/Documents/${String(document?.['ID'])}`);
      },
    ],
  ])('of %s is not there yet, which is no error', async (_which, enter) => {
    await enter();
    const id = await rowId();

    expect(await press(id)).toEqual({ state: 'notPrinted' });
    expect(await filesOn(id)).toEqual([]);
  });

  it('is that of its own debtor, where numbers began again', async () => {
    const [other = { debtorId: '', accountId: '' }] = await enterLinkedDebtors(desk.stage, ['Other']);
    await desk.printed(100);
    await enterDocument(1, 'other.pdf', Buffer.from('%PDF-1.4 of somebody else'), other.debtorId);

    expect(await press(await rowId())).toMatchObject({ title: '1' });
  });

  it('that is none, or too large, is told, and nothing is written', async () => {
    await desk.printed(100);
    const id = await rowId();
    await enterDocument(1, 'page.pdf', Buffer.from('<html>Login</html>'));
    await expect(press(id)).rejects.toMatchObject({
      code: 'invoice_pdf_unusable',
      message: expect.stringContaining('invoice 1'),
    });
    await enterDocument(1, 'large.pdf', Buffer.alloc(10 * MEGABYTE + 1, '%PDF-'));
    await expect(press(id)).rejects.toMatchObject({ code: 'invoice_pdf_too_large', message: expect.stringContaining('10 MB') });
    expect(await filesOn(id)).toEqual([]);
  });

  it('is asked for by one person at a time', async () => {
    await desk.printed(100);
    const id = await rowId();
    desk.stage.claims.taken.add(`pdf/${id}`);
    await expect(press(id)).rejects.toMatchObject({ code: 'record_busy' });
  });

  it('of an invoice that is not there is told so', async () => {
    await expect(press('a00000000000001AAA')).rejects.toMatchObject({ code: 'invoice_not_found' });
  });
});
