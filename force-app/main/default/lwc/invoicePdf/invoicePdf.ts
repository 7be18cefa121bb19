import { LightningElement, api } from 'lwc';
import { CloseActionScreenEvent } from 'lightning/actions';
import { NavigationMixin } from 'lightning/navigation';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { fill } from 'c/labelText';
import attachPdf from '@salesforce/apex/InvoicePdfController.attachPdf';
import asking from '@salesforce/label/c.InvoicePdf_Asking';
import attached from '@salesforce/label/c.InvoicePdf_Attached';
import close from '@salesforce/label/c.InvoicePdf_Close';
import header from '@salesforce/label/c.InvoicePdf_Header';
import notPrinted from '@salesforce/label/c.InvoicePdf_NotPrinted';
import open from '@salesforce/label/c.InvoicePdf_Open';
import type { InvoicePdf as Pdf } from 'tandem/middleware';

const labels = {
  asking,
  attached,
  close,
  header,
  notPrinted,
  open,
};

/** Quick action on an invoice: asks for its PDF as soon as it opens; the service puts the file on the invoice. */
export default class InvoicePdf extends NavigationMixin(LightningElement) {
  /** The platform sets it after the component is connected, and may set it more than once. */
  @api
  get recordId(): string | undefined {
    return this.invoiceId;
  }
  set recordId(value: string | undefined) {
    if (value && value !== this.invoiceId) {
      this.invoiceId = value;
      void this.ask(value);
    }
  }

  readonly labels = labels;
  invoiceId: string | undefined;
  isAsking = true;
  pdf: Pdf | undefined;
  error: unknown;

  get answer(): string {
    return this.pdf?.fileId ? fill(labels.attached, { title: this.pdf.title ?? '' }) : labels.notPrinted;
  }

  handleRetry(): void {
    void this.ask(this.invoiceId ?? '');
  }

  handleOpen(): void {
    this[NavigationMixin.Navigate]({
      type: 'standard__recordPage',
      attributes: { recordId: this.pdf?.fileId ?? '', actionName: 'view' },
    });
    this.handleClose();
  }

  handleClose(): void {
    this.dispatchEvent(new CloseActionScreenEvent());
  }

  private async ask(invoiceId: string): Promise<void> {
    this.isAsking = true;
    this.error = undefined;
    this.pdf = undefined;
    try {
      this.pdf = await attachPdf({ invoiceId });
      await notifyRecordUpdateAvailable([{ recordId: invoiceId }]);
    } catch (error) {
      this.error = error;
    } finally {
      this.isAsking = false;
    }
  }
}
