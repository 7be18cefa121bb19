import { LightningElement, api } from 'lwc';
import { describePlace } from 'c/changeUtils';
import { fill, formatNumber } from 'c/labelText';
import getOperations from '@salesforce/apex/RunController.getOperations';
import approveRun from '@salesforce/apex/RunController.approveRun';
import cancelRun from '@salesforce/apex/RunController.cancelRun';
import showMore from '@salesforce/label/c.Common_ShowMore';
import skipped from '@salesforce/label/c.Common_Skipped';
import whatToDo from '@salesforce/label/c.Common_WhatToDo';
import afterRun from '@salesforce/label/c.PlanReview_AfterRun';
import allSame from '@salesforce/label/c.PlanReview_AllSame';
import apply from '@salesforce/label/c.PlanReview_Apply';
import discard from '@salesforce/label/c.PlanReview_Discard';
import emptyTitle from '@salesforce/label/c.PlanReview_EmptyTitle';
import fields from '@salesforce/label/c.PlanReview_Fields';
import loading from '@salesforce/label/c.PlanReview_Loading';
import needFirst from '@salesforce/label/c.PlanReview_NeedFirst';
import nothingCompared from '@salesforce/label/c.PlanReview_NothingCompared';
import now from '@salesforce/label/c.PlanReview_Now';
import review from '@salesforce/label/c.PlanReview_Review';
import willChange from '@salesforce/label/c.PlanReview_WillChange';
import willCreate from '@salesforce/label/c.PlanReview_WillCreate';
import type { FieldChange, Operation, OperationAction } from 'tandem/middleware';

const labels = {
  afterRun,
  allSame,
  apply,
  discard,
  emptyTitle,
  fields,
  loading,
  needFirst,
  nothingCompared,
  now,
  review,
  showMore,
  skipped,
  whatToDo,
  willChange,
  willCreate,
};

interface OperationRow {
  key: string;
  label: string;
  place: string;
  reasonTitle: string | undefined;
  reasonText: string | undefined;
  reasonAction: string | undefined;
  hasFields: boolean;
  fields: FieldChange[];
  isNew: boolean;
}

interface Group {
  action: OperationAction;
  title: string;
  className: string;
  rows: OperationRow[];
}

const GROUPS: readonly { action: OperationAction; title: string }[] = [
  { action: 'block', title: labels.needFirst },
  { action: 'create', title: labels.willCreate },
  { action: 'update', title: labels.willChange },
  { action: 'skip', title: labels.skipped },
];

/** What a run would do, record by record and field by field, before it does it. Fires `applied` or `discarded`. */
export default class PlanReview extends LightningElement {
  @api
  get runId(): string | undefined {
    return this.loadedRunId;
  }
  set runId(value: string | undefined) {
    if (value !== this.loadedRunId) {
      this.loadedRunId = value;
      this.operations = [];
      this.next = null;
      void this.load(null);
    }
  }
  /** What several of the records are called. */
  @api records = '';
  /** How many records the run looked at. */
  @api compared = 0;

  readonly labels = labels;
  loadedRunId: string | undefined;
  operations: Operation[] = [];
  next: string | null = null;
  isLoading = true;
  isBusy = false;
  error: unknown;
  actionError: unknown;

  get isEmpty(): boolean {
    return this.groups.length === 0 && this.next === null;
  }

  get emptyText(): string {
    const { records } = this;
    return this.compared === 0
      ? fill(labels.nothingCompared, { records })
      : fill(labels.allSame, { count: this.compared, records });
  }

  get groups(): Group[] {
    return GROUPS.map(({ action, title }) => {
      const rows = this.operations.filter((operation) => operation.action === action).map(toRow);
      return {
        action,
        title: `${title} (${formatNumber(rows.length)}${this.next ? '+' : ''})`,
        className: `group group_${action}`,
        rows,
      };
    }).filter(({ rows }) => rows.length > 0);
  }

  get isApplyDisabled(): boolean {
    return (
      this.isBusy || (this.next === null && !this.operations.some(({ action }) => action === 'create' || action === 'update'))
    );
  }

  handleRetry(): void {
    void this.load(null);
  }

  handleMore(): void {
    void this.load(this.next);
  }

  async handleApply(): Promise<void> {
    await this.decide(approveRun, 'applied');
  }

  async handleDiscard(): Promise<void> {
    await this.decide(cancelRun, 'discarded');
  }

  private async load(cursor: string | null): Promise<void> {
    const runId = this.loadedRunId;
    if (!runId) {
      return;
    }
    this.isLoading = cursor === null;
    this.isBusy = true;
    this.error = undefined;
    try {
      const page = await getOperations({ runId, cursor });
      this.operations = cursor === null ? page.items : [...this.operations, ...page.items];
      this.next = page.next;
    } catch (error) {
      this.error = error;
    } finally {
      this.isLoading = false;
      this.isBusy = false;
    }
  }

  private async decide(call: (parameters: { runId: string }) => Promise<unknown>, eventName: string): Promise<void> {
    this.isBusy = true;
    this.actionError = undefined;
    try {
      await call({ runId: this.loadedRunId ?? '' });
      this.dispatchEvent(new CustomEvent(eventName));
    } catch (error) {
      this.actionError = error;
    } finally {
      this.isBusy = false;
    }
  }
}

function toRow(operation: Operation): OperationRow {
  return {
    key: operation.key,
    label: operation.label,
    place: describePlace(operation.system, operation.object),
    reasonTitle: operation.reason?.title,
    reasonText: operation.reason?.detail,
    reasonAction: operation.reason?.action,
    hasFields: operation.fields.length > 0,
    fields: operation.fields,
    isNew: operation.action === 'create',
  };
}
