import { LightningElement, api } from 'lwc';
import { describeOutcome } from 'c/changeUtils';
import getTimeline from '@salesforce/apex/RecordController.getTimeline';
import emptyTitle from '@salesforce/label/c.Common_NothingHappened';
import emptyText from '@salesforce/label/c.RecordTimeline_EmptyText';
import loading from '@salesforce/label/c.RecordTimeline_Loading';
import title from '@salesforce/label/c.RecordTimeline_Title';
import toExact from '@salesforce/label/c.RecordTimeline_ToExact';
import toSalesforce from '@salesforce/label/c.RecordTimeline_ToSalesforce';
import type { TimelineItem } from 'tandem/middleware';

const labels = {
  emptyText,
  emptyTitle,
  loading,
  title,
  toExact,
  toSalesforce,
};

interface TimelineRow {
  key: string;
  at: string;
  title: string;
  detail: string | null;
  direction: string;
  icon: string;
  iconVariant: string;
  statusLabel: string;
}

/** What happened to one record between Salesforce and Exact Online, newest first. */
export default class RecordTimeline extends LightningElement {
  @api
  get recordId(): string | undefined {
    return this.shownRecordId;
  }
  set recordId(value: string | undefined) {
    this.shownRecordId = value;
    this.isLoading = true;
    void this.load();
  }

  readonly labels = labels;
  shownRecordId: string | undefined;
  items: TimelineItem[] = [];
  isLoading = true;
  error: unknown;

  /** Reads the timeline again. */
  @api
  async refresh(): Promise<void> {
    await this.load();
  }

  get isEmpty(): boolean {
    return this.items.length === 0;
  }

  get rows(): TimelineRow[] {
    return this.items.map((item, index) => {
      const status = describeOutcome(item.status);
      return {
        key: `${index}-${item.at}`,
        at: item.at,
        title: item.title,
        detail: item.detail,
        direction: item.direction === 'toExact' ? labels.toExact : labels.toSalesforce,
        icon: status.icon,
        iconVariant: status.variant,
        statusLabel: status.label,
      };
    });
  }

  handleRetry(): void {
    this.isLoading = true;
    void this.load();
  }

  private async load(): Promise<void> {
    const recordId = this.shownRecordId;
    if (!recordId) {
      return;
    }
    try {
      this.items = (await getTimeline({ recordId })).items;
      this.error = undefined;
    } catch (error) {
      this.error = error;
    } finally {
      this.isLoading = false;
    }
  }
}
