import { LightningElement, api } from 'lwc';
import emptyTitle from '@salesforce/label/c.AsyncView_EmptyTitle';
import loading from '@salesforce/label/c.AsyncView_Loading';

/** The four states of everything that is loaded: loading, error, empty, data (the default slot). Passes `retry` on. */
export default class AsyncView extends LightningElement {
  @api isLoading = false;
  @api loadingText = loading;
  @api error: unknown;
  @api isEmpty = false;
  @api emptyTitle = emptyTitle;
  @api emptyText = '';

  get hasError(): boolean {
    return this.error !== undefined && this.error !== null;
  }

  handleRetry(): void {
    this.dispatchEvent(new CustomEvent('retry'));
  }
}
