import { LightningElement, api } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { isSalesforceId } from 'c/changeUtils';
import { isSolvedByDebtor } from 'c/errorUtils';
import { describeFlow } from 'c/flowUtils';
import { fill, fillCount } from 'c/labelText';
import getIssues from '@salesforce/apex/IssueController.getIssues';
import retryIssue from '@salesforce/apex/IssueController.retryIssue';
import ignoreIssue from '@salesforce/apex/IssueController.ignoreIssue';
import resolveIssue from '@salesforce/apex/IssueController.resolveIssue';
import chooseDebtor from '@salesforce/label/c.Common_ChooseDebtor';
import showMore from '@salesforce/label/c.Common_ShowMore';
import whatToDo from '@salesforce/label/c.Common_WhatToDo';
import allFlows from '@salesforce/label/c.IssueList_AllFlows';
import beingRetried from '@salesforce/label/c.IssueList_BeingRetried';
import emptyText from '@salesforce/label/c.IssueList_EmptyText';
import emptyTitle from '@salesforce/label/c.IssueList_EmptyTitle';
import field from '@salesforce/label/c.IssueList_Field';
import filter from '@salesforce/label/c.IssueList_Filter';
import ignore from '@salesforce/label/c.IssueList_Ignore';
import loading from '@salesforce/label/c.IssueList_Loading';
import reload from '@salesforce/label/c.IssueList_Reload';
import resolve from '@salesforce/label/c.IssueList_Resolve';
import retry from '@salesforce/label/c.IssueList_Retry';
import title from '@salesforce/label/c.IssueList_Title';
import triedOne from '@salesforce/label/c.IssueList_TriedOne';
import triedOther from '@salesforce/label/c.IssueList_TriedOther';
import type { Flows, Issue } from 'tandem/middleware';

const labels = {
  allFlows,
  beingRetried,
  chooseDebtor,
  emptyText,
  emptyTitle,
  field,
  filter,
  ignore,
  loading,
  reload,
  resolve,
  retry,
  showMore,
  title,
  triedOne,
  triedOther,
  whatToDo,
};

interface IssueRow extends Issue {
  flowLabel: string;
  attemptsText: string;
  fieldText: string | undefined;
  isSalesforceRecord: boolean;
  isRetrying: boolean;
  isBusy: boolean;
  error: unknown;
  retryText: string;
  resolveText: string;
  ignoreText: string;
  chooseText: string;
  canChoose: boolean;
  isChoosing: boolean;
}

const ALL = 'all';
const ACTIONS: Readonly<Record<string, (parameters: { issueId: string }) => Promise<unknown>>> = {
  retry: retryIssue,
  ignore: ignoreIssue,
  resolve: resolveIssue,
};

/** Records that need a person: why, and what to do. Fires `changed` after an action. */
export default class IssueList extends NavigationMixin(LightningElement) {
  /** Name of the flow that is shown, or nothing for all. */
  @api
  get flow(): string | undefined {
    return this.filter === ALL ? undefined : this.filter;
  }
  set flow(value: string | undefined) {
    this.filter = value ?? ALL;
    if (this.isShown) {
      void this.load(null);
    }
  }

  /** The flows there are, as the service tells of them. */
  @api catalogue: Flows | undefined;

  readonly labels = labels;
  filter = ALL;
  issues: Issue[] = [];
  next: string | null = null;
  isLoading = true;
  isLoadingMore = false;
  error: unknown;
  busyId: string | undefined;
  choosingId: string | undefined;
  failed: { id: string; error: unknown } | undefined;
  private isShown = false;

  connectedCallback(): void {
    this.isShown = true;
    void this.load(null);
  }

  /** Reads the list again. */
  @api
  async refresh(): Promise<void> {
    await this.load(null);
  }

  get filterOptions(): { label: string; value: string }[] {
    return [
      { label: labels.allFlows, value: ALL },
      ...(this.catalogue?.items ?? []).map(({ label, name }) => ({ label, value: name })),
    ];
  }

  get isEmpty(): boolean {
    return this.issues.length === 0;
  }

  get rows(): IssueRow[] {
    return this.issues.map((issue) => ({
      ...issue,
      flowLabel: describeFlow(this.catalogue, issue.flow).label,
      attemptsText: fillCount(issue.attempts, { one: labels.triedOne, other: labels.triedOther }),
      fieldText: issue.field ? fill(labels.field, { field: issue.field }) : undefined,
      isSalesforceRecord: isSalesforceId(issue.recordId),
      isRetrying: issue.state === 'retrying',
      isBusy: this.busyId === issue.id || issue.state === 'retrying',
      error: this.failed?.id === issue.id ? this.failed.error : undefined,
      retryText: `${labels.retry}: ${issue.label}`,
      resolveText: `${labels.resolve}: ${issue.label}`,
      ignoreText: `${labels.ignore}: ${issue.label}`,
      chooseText: `${labels.chooseDebtor}: ${issue.label}`,
      canChoose: isSolvedByDebtor(issue.code) && issue.state === 'open',
      isChoosing: this.choosingId === issue.id && issue.state === 'open',
    }));
  }

  handleFilter(event: CustomEvent<{ value: string }>): void {
    this.filter = event.detail.value;
    this.isLoading = true;
    void this.load(null);
  }

  handleReload(): void {
    this.isLoading = true;
    void this.load(null);
  }

  handleMore(): void {
    void this.load(this.next);
  }

  handleOpen(event: Event): void {
    const recordId = dataOf(event, 'record');
    this[NavigationMixin.Navigate]({ type: 'standard__recordPage', attributes: { recordId, actionName: 'view' } });
  }

  handleChoose(event: Event): void {
    const issueId = dataOf(event, 'issue');
    this.choosingId = this.choosingId === issueId ? undefined : issueId;
  }

  async handleAction(event: Event): Promise<void> {
    const issueId = dataOf(event, 'issue');
    const action = dataOf(event, 'action');
    this.busyId = issueId;
    this.failed = undefined;
    try {
      await ACTIONS[action]?.({ issueId });
      this.issues =
        action === 'retry'
          ? this.issues.map((issue) => (issue.id === issueId ? { ...issue, state: 'retrying' as const } : issue))
          : this.issues.filter(({ id }) => id !== issueId);
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (error) {
      this.failed = { id: issueId, error };
    } finally {
      this.busyId = undefined;
    }
  }

  private async load(cursor: string | null): Promise<void> {
    this.isLoadingMore = cursor !== null;
    try {
      const page = await getIssues({ flow: this.flow ?? null, cursor });
      this.issues = cursor === null ? page.items : [...this.issues, ...page.items];
      this.next = page.next;
      this.error = undefined;
    } catch (error) {
      this.error = error;
    } finally {
      this.isLoading = false;
      this.isLoadingMore = false;
    }
  }
}

function dataOf(event: Event, name: string): string {
  return (event.currentTarget as HTMLElement).dataset[name] ?? '';
}
