import { LightningElement, api } from 'lwc';
import getWaiting from '@salesforce/apex/ApprovalController.getWaiting';
import mayDecide from '@salesforce/customPermission/Tandem_Decide_Approval';
import loading from '@salesforce/label/c.ApprovalList_Loading';
import more from '@salesforce/label/c.ApprovalList_More';
import title from '@salesforce/label/c.ApprovalList_Title';
import type { Approval } from 'tandem/middleware';

const labels = {
  loading,
  more,
  title,
};

/** What waits for the decision of a second person; not there for who may not decide, and where nothing waits. */
export default class ApprovalList extends LightningElement {
  readonly labels = labels;
  approvals: Approval[] = [];
  hasMore = false;
  isLoading = true;
  error: unknown;

  connectedCallback(): void {
    void this.load();
  }

  get isShown(): boolean {
    return mayDecide === true && (this.approvals.length > 0 || this.error !== undefined);
  }

  handleRetry(): void {
    void this.load();
  }

  handleDecided(): void {
    this.dispatchEvent(new CustomEvent('changed'));
    void this.load();
  }

  /** Reads again what waits. */
  @api
  async refresh(): Promise<void> {
    await this.load();
  }

  private async load(): Promise<void> {
    if (mayDecide !== true) {
      return;
    }
    try {
      const page = await getWaiting({ cursor: '' });
      this.approvals = page?.items ?? [];
      this.hasMore = Boolean(page?.next);
      this.error = undefined;
    } catch (error) {
      this.error = error;
    } finally {
      this.isLoading = false;
    }
  }
}
