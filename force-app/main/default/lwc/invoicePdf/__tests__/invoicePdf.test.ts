import InvoicePdf from 'c/invoicePdf';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import attachPdf from '@salesforce/apex/InvoicePdfController.attachPdf';
import { apexError, find, listen, mount, settle, textOf } from 'test/component';

jest.mock('@salesforce/apex/InvoicePdfController.attachPdf', () => ({ default: jest.fn() }), { virtual: true });

const INVOICE_ID = 'a01000000000001AAA';
const ATTACHED = { state: 'attached', fileId: '069000000000001AAA', title: '1042', isNew: true } as const;
const NOT_PRINTED = { state: 'notPrinted', fileId: null, title: null, isNew: false } as const;
const open = () => mount('c-invoice-pdf', InvoicePdf, { recordId: INVOICE_ID });

describe('c-invoice-pdf', () => {
  it('asks once, says which file it is, and opens it', async () => {
    attachPdf.mockResolvedValue(ATTACHED);
    const element = await open();
    const opened = listen(element, 'navigate');
    element.recordId = INVOICE_ID;
    await settle();

    expect(attachPdf).toHaveBeenCalledTimes(1);
    expect(textOf(element, '.answer')).toBe('1042 is among the files of this invoice.');
    expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId: INVOICE_ID }]);
    find(element, '.open').click();
    expect(opened).toHaveBeenCalledWith({
      type: 'standard__recordPage',
      attributes: { recordId: ATTACHED.fileId, actionName: 'view' },
    });
  });

  it('says of an invoice that is not printed that there is no PDF yet, which is no error', async () => {
    attachPdf.mockResolvedValue(NOT_PRINTED);
    const element = await open();
    expect(textOf(element, '.answer')).toContain('not printed');
    expect(element.shadowRoot?.querySelector('c-error-panel')).toBeNull();
    expect(element.shadowRoot?.querySelector('.open')).toBeNull();
  });

  it('shows the reason and what to do, and tries again when asked', async () => {
    attachPdf.mockRejectedValueOnce(apexError({ title: 'Too large', action: 'Open it there.' })).mockResolvedValueOnce(ATTACHED);
    const element = await open();
    find(element, 'c-error-panel').dispatchEvent(new CustomEvent('retry'));
    await settle();
    expect(textOf(element, '.answer')).toContain('1042');
  });
});
