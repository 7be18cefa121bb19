import { LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { describeOutcome, describePlace, isSalesforceId } from 'c/changeUtils';
import { describeFlow } from 'c/flowUtils';
import getActivity from '@salesforce/apex/ActivityController.getActivity';
import getActivityDetail from '@salesforce/apex/ActivityController.getActivityDetail';
import type { Activity, ActivityDetail, FieldChange } from 'tandem/middleware';

interface ActivityRow extends Activity {
  flowLabel: string;
  icon: string;
  iconVariant: string;
  outcome: string;
  isSalesforceRecord: boolean;
  isOpen: boolean;
  toggleLabel: string;
  toggleText: string;
}

interface WrittenRecord {
  key: string;
  title: string;
  isNew: boolean;
  hasFields: boolean;
  fields: Pick<FieldChange, 'field' | 'from' | 'to'>[];
}

/** What moved between both systems, newest first; a row opens what was written, before and after. */
export default class ActivityList extends NavigationMixin(LightningElement) {
  items: Activity[] = [];
  next: string | null = null;
  isLoading = true;
  isLoadingMore = false;
  error: unknown;
  moreError: unknown;
  openId: string | undefined;
  detail: ActivityDetail | undefined;
  isDetailLoading = false;
  detailError: unknown;

  connectedCallback(): void {
    void this.load();
  }

  get isEmpty(): boolean {
    return this.items.length === 0;
  }

  get rows(): ActivityRow[] {
    return this.items.map((item) => {
      const { icon, variant, label } = describeOutcome(item.status);
      const isOpen = item.id === this.openId;
      return {
        ...item,
        flowLabel: describeFlow(item.flow).label,
        icon,
        iconVariant: variant,
        outcome: item.direction === 'toExact' ? `${label} · to Exact Online` : `${label} · to Salesforce`,
        isSalesforceRecord: isSalesforceId(item.recordId),
        isOpen,
        toggleLabel: isOpen ? 'Hide details' : 'Show details',
        toggleText: `${isOpen ? 'Hide details' : 'Show details'}: ${item.label}`,
      };
    });
  }

  get written(): WrittenRecord[] {
    return (this.detail?.operations ?? []).map(({ system, object, action, fields }, index) => ({
      key: `${index}-${object}`,
      title: `${describePlace(system, object)}${action === 'create' ? ', new' : ''}`,
      isNew: action === 'create',
      hasFields: fields.length > 0,
      fields,
    }));
  }

  get isNothingWritten(): boolean {
    return this.written.length === 0;
  }

  handleReload(): void {
    this.isLoading = true;
    this.openId = undefined;
    void this.load();
  }

  async handleMore(): Promise<void> {
    this.isLoadingMore = true;
    this.moreError = undefined;
    try {
      const page = await getActivity({ cursor: this.next });
      this.items = [...this.items, ...page.items];
      this.next = page.next;
    } catch (error) {
      this.moreError = error;
    } finally {
      this.isLoadingMore = false;
    }
  }

  handleOpenRecord(event: Event): void {
    const recordId = dataOf(event, 'record');
    this[NavigationMixin.Navigate]({ type: 'standard__recordPage', attributes: { recordId, actionName: 'view' } });
  }

  handleToggle(event: Event): void {
    const activityId = dataOf(event, 'activity');
    this.openId = activityId === this.openId ? undefined : activityId;
    void this.loadDetail();
  }

  handleDetailRetry(): void {
    void this.loadDetail();
  }

  private async load(): Promise<void> {
    try {
      const page = await getActivity({ cursor: null });
      this.items = page.items;
      this.next = page.next;
      this.error = undefined;
      this.moreError = undefined;
    } catch (error) {
      this.error = error;
    } finally {
      this.isLoading = false;
    }
  }

  /** A person may open another row while this one loads: only the answer for the open row counts. */
  private async loadDetail(): Promise<void> {
    const activityId = this.openId;
    this.detail = undefined;
    this.detailError = undefined;
    this.isDetailLoading = activityId !== undefined;
    if (activityId === undefined) {
      return;
    }
    try {
      const detail = await getActivityDetail({ activityId });
      this.settleDetail(activityId, () => (this.detail = detail));
    } catch (error) {
      this.settleDetail(activityId, () => (this.detailError = error));
    }
  }

  private settleDetail(activityId: string, settle: () => void): void {
    if (activityId === this.openId) {
      settle();
      this.isDetailLoading = false;
    }
  }
}

function dataOf(event: Event, name: string): string {
  return (event.currentTarget as HTMLElement).dataset[name] ?? '';
}
