import { LightningElement, api } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { describeOutcome, describePlace, isSalesforceId } from 'c/changeUtils';
import { describeFlow } from 'c/flowUtils';
import { fill } from 'c/labelText';
import getActivity from '@salesforce/apex/ActivityController.getActivity';
import getActivityDetail from '@salesforce/apex/ActivityController.getActivityDetail';
import emptyText from '@salesforce/label/c.ActivityList_EmptyText';
import hideDetails from '@salesforce/label/c.ActivityList_HideDetails';
import loading from '@salesforce/label/c.ActivityList_Loading';
import loadingDetails from '@salesforce/label/c.ActivityList_LoadingDetails';
import newRecord from '@salesforce/label/c.ActivityList_NewRecord';
import noFields from '@salesforce/label/c.ActivityList_NoFields';
import nothingWritten from '@salesforce/label/c.ActivityList_NothingWritten';
import nothingWrittenText from '@salesforce/label/c.ActivityList_NothingWrittenText';
import reload from '@salesforce/label/c.ActivityList_Reload';
import showDetails from '@salesforce/label/c.ActivityList_ShowDetails';
import title from '@salesforce/label/c.ActivityList_Title';
import toExact from '@salesforce/label/c.ActivityList_ToExact';
import toSalesforce from '@salesforce/label/c.ActivityList_ToSalesforce';
import emptyTitle from '@salesforce/label/c.Common_NothingHappened';
import showMore from '@salesforce/label/c.Common_ShowMore';
import type { Activity, ActivityDetail, FieldChange, Flows } from 'tandem/middleware';

const labels = {
  emptyText,
  emptyTitle,
  hideDetails,
  loading,
  loadingDetails,
  newRecord,
  noFields,
  nothingWritten,
  nothingWrittenText,
  reload,
  showDetails,
  showMore,
  title,
  toExact,
  toSalesforce,
};

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
  /** The flows there are, as the service tells of them. */
  @api catalogue: Flows | undefined;

  readonly labels = labels;
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
      const toggleLabel = isOpen ? labels.hideDetails : labels.showDetails;
      return {
        ...item,
        flowLabel: describeFlow(this.catalogue, item.flow).label,
        icon,
        iconVariant: variant,
        outcome: fill(item.direction === 'toExact' ? labels.toExact : labels.toSalesforce, { outcome: label }),
        isSalesforceRecord: isSalesforceId(item.recordId),
        isOpen,
        toggleLabel,
        toggleText: `${toggleLabel}: ${item.label}`,
      };
    });
  }

  get written(): WrittenRecord[] {
    return (this.detail?.operations ?? []).map(({ system, object, action, fields }, index) => ({
      key: `${index}-${object}`,
      title: titleOf(describePlace(system, object), action),
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

function titleOf(place: string, action: ActivityDetail['operations'][number]['action']): string {
  return action === 'create' ? fill(labels.newRecord, { place }) : place;
}

function dataOf(event: Event, name: string): string {
  return (event.currentTarget as HTMLElement).dataset[name] ?? '';
}
