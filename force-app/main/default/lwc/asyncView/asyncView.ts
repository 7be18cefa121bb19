import { LightningElement, api } from 'lwc';

/** The four states of everything that is loaded: loading, error, empty, data (the default slot). Passes `retry` on. */
export default class AsyncView extends LightningElement {
  @api isLoading = false;
  @api loadingText = 'Loading';
  @api error: unknown;
  @api isEmpty = false;
  @api emptyTitle = 'Nothing here yet';
  @api emptyText = '';

  get hasError(): boolean {
    return this.error !== undefined && this.error !== null;
  }

  handleRetry(): void {
    this.dispatchEvent(new CustomEvent('retry'));
  }
}
