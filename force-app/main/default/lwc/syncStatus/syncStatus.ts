import { LightningElement, api, wire } from 'lwc';
import { getRecord as getSalesforceRecord, notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { actionFor, isSolvedByApproval, isSolvedByDebtor } from 'c/errorUtils';
import getRecord from '@salesforce/apex/RecordController.getRecord';
import pushOrder from '@salesforce/apex/OrderPushController.pushOrder';
import isAdministrator from '@salesforce/customPermission/Tandem_Administer';
import maySend from '@salesforce/customPermission/Tandem_Send_Orders';
import chooseDebtor from '@salesforce/label/c.Common_ChooseDebtor';
import exactNumber from '@salesforce/label/c.Common_ExactNumber';
import exactOnline from '@salesforce/label/c.Common_ExactOnline';
import needsYou from '@salesforce/label/c.Common_NeedsYou';
import opensExactOnline from '@salesforce/label/c.Common_OpensExactOnline';
import whatToDo from '@salesforce/label/c.Common_WhatToDo';
import exactCode from '@salesforce/label/c.SyncStatus_ExactCode';
import lastSynced from '@salesforce/label/c.SyncStatus_LastSynced';
import loading from '@salesforce/label/c.SyncStatus_Loading';
import nextTry from '@salesforce/label/c.SyncStatus_NextTry';
import notSynced from '@salesforce/label/c.SyncStatus_NotSynced';
import openRecord from '@salesforce/label/c.SyncStatus_OpenRecord';
import reload from '@salesforce/label/c.SyncStatus_Reload';
import sending from '@salesforce/label/c.SyncStatus_Sending';
import sendNow from '@salesforce/label/c.SyncStatus_SendNow';
import synced from '@salesforce/label/c.SyncStatus_Synced';
import waiting from '@salesforce/label/c.SyncStatus_Waiting';
import whatHappened from '@salesforce/label/c.SyncStatus_WhatHappened';
import type { UiRecord, WiredResult } from 'lightning/uiRecordApi';
import type { ShownProblem } from 'c/errorUtils';
import type { RecordStatus, RecordSync } from 'tandem/middleware';

const labels = {
  chooseDebtor,
  exactCode,
  exactNumber,
  exactOnline,
  lastSynced,
  loading,
  needsYou,
  nextTry,
  notSynced,
  openRecord,
  opensExactOnline,
  reload,
  sendNow,
  sending,
  synced,
  waiting,
  whatHappened,
  whatToDo,
};

/** Objects whose records are sent as orders, and are known in Exact Online by a number. */
const SENT_AS_ORDERS: readonly string[] = ['Order', 'Opportunity', 'Quote'];

interface StatusText {
  label: string;
  icon: string;
  variant: string;
}

const STATUSES: Readonly<Record<RecordStatus, StatusText>> = {
  synced: { label: labels.synced, icon: 'utility:success', variant: 'success' },
  waiting: { label: labels.waiting, icon: 'utility:clock', variant: '' },
  problem: { label: labels.needsYou, icon: 'utility:warning', variant: 'warning' },
  notSynced: { label: labels.notSynced, icon: 'utility:info', variant: '' },
};

/** A record that waits is looked at again once its time has come, no sooner and no later than this. */
const SOONEST_LOOK_MS = 10_000;
const LATEST_LOOK_MS = 60_000;

/** Where this record stands: status, Exact number and link, last sync, problem with what to do, and what happened. */
export default class SyncStatus extends LightningElement {
  @api
  get recordId(): string | undefined {
    return this.shownRecordId;
  }
  set recordId(value: string | undefined) {
    this.shownRecordId = value;
    this.isLoading = true;
    this.isChoosing = false;
    void this.load();
  }
  @api objectApiName: string | undefined;

  readonly labels = labels;
  shownRecordId: string | undefined;
  record: RecordSync | undefined;
  isLoading = true;
  error: unknown;
  sendError: unknown;
  isSending = false;
  isChoosing = false;
  private lastModified: unknown;
  private timer: ReturnType<typeof setTimeout> | undefined;

  disconnectedCallback(): void {
    clearTimeout(this.timer);
  }

  /** A change of the record in Salesforce (our own write-back included) is the sign to look again. */
  @wire(getSalesforceRecord, { recordId: '$recordId', fields: '$watchedFields' })
  handleRecordChanged({ data }: WiredResult<UiRecord>): void {
    const lastModified = data?.fields['LastModifiedDate']?.value;
    if (lastModified !== undefined && this.lastModified !== undefined && lastModified !== this.lastModified) {
      void this.refresh();
    }
    this.lastModified = lastModified ?? this.lastModified;
  }

  get watchedFields(): string[] | undefined {
    return this.objectApiName ? [`${this.objectApiName}.LastModifiedDate`] : undefined;
  }

  get status(): StatusText {
    return STATUSES[this.record?.status ?? 'notSynced'];
  }

  get problem(): ShownProblem | undefined {
    const problem = this.record?.problem;
    return problem ? { title: problem.title, detail: problem.message, action: problem.action, code: problem.code } : undefined;
  }

  /** Why it is not in Exact, or not yet; a record that is there, or has a problem, needs none. */
  get reason(): { title: string; message: string; action: string } | undefined {
    const reason = this.record?.reason;
    return reason ? { ...reason, action: actionFor(reason.action, isAdministrator === true) ?? '' } : undefined;
  }

  get isSendShown(): boolean {
    return this.record?.canSend === true && maySend === true && !this.isSending;
  }

  get canChooseDebtor(): boolean {
    const isOrder = SENT_AS_ORDERS.includes(this.objectApiName ?? '');
    return isOrder && isSolvedByDebtor(this.record?.problem?.code) && maySend === true && !this.isSending;
  }

  /** A second person may let it through; while that is on its way it still says who asked and who agreed. */
  get canBeApproved(): boolean {
    return isSolvedByApproval(this.record?.problem?.code);
  }

  get hasFacts(): boolean {
    return Boolean(this.record?.exactNumber ?? this.record?.url ?? this.record?.lastSyncedAt);
  }

  get numberText(): string {
    return this.record?.exactNumber ?? labels.openRecord;
  }

  get numberLabel(): string {
    // A link alone, as of an account that somebody linked by hand.
    if (!this.record?.exactNumber) {
      return labels.exactOnline;
    }
    return SENT_AS_ORDERS.includes(this.objectApiName ?? '') ? labels.exactNumber : labels.exactCode;
  }

  get isNumberShown(): boolean {
    return Boolean(this.record?.exactNumber ?? this.record?.url);
  }

  handleReload(): void {
    void this.refresh();
  }

  handleChoose(): void {
    this.isChoosing = !this.isChoosing;
  }

  async handleSend(): Promise<void> {
    const orderId = this.shownRecordId ?? '';
    this.isSending = true;
    this.isChoosing = false;
    this.sendError = undefined;
    try {
      await pushOrder({ orderId });
    } catch (error) {
      this.sendError = error;
    }
    await notifyRecordUpdateAvailable([{ recordId: orderId }]);
    await this.refresh();
    this.isSending = false;
  }

  /** Reads status and timeline again. */
  @api
  async refresh(): Promise<void> {
    const timeline = this.template?.querySelector<HTMLElement & { refresh(): Promise<void> }>('c-record-timeline');
    await Promise.all([this.load(), timeline?.refresh()]);
  }

  private async load(): Promise<void> {
    const recordId = this.shownRecordId;
    if (!recordId) {
      return;
    }
    try {
      this.record = await getRecord({ recordId });
      this.error = undefined;
    } catch (error) {
      this.error = error;
    } finally {
      this.isLoading = false;
    }
    this.lookAgainLater();
  }

  private lookAgainLater(): void {
    clearTimeout(this.timer);
    if (this.record?.status !== 'waiting' || !this.isConnected) {
      return;
    }
    const until = this.record.waitingUntil === null ? 0 : Date.parse(this.record.waitingUntil) - Date.now();
    this.timer = setTimeout(() => void this.refresh(), Math.min(Math.max(until, SOONEST_LOOK_MS), LATEST_LOOK_MS));
  }
}
