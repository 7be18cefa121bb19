import { LightningElement, api } from 'lwc';
import { fill } from 'c/labelText';
import ask from '@salesforce/apex/ApprovalController.ask';
import decide from '@salesforce/apex/ApprovalController.decide';
import getApproval from '@salesforce/apex/ApprovalController.getApproval';
import mayAsk from '@salesforce/customPermission/Tandem_Ask_Approval';
import approve from '@salesforce/label/c.RecordApproval_Approve';
import approvedBy from '@salesforce/label/c.RecordApproval_ApprovedBy';
import askForIt from '@salesforce/label/c.RecordApproval_Ask';
import askedBy from '@salesforce/label/c.RecordApproval_AskedBy';
import askedByMe from '@salesforce/label/c.RecordApproval_AskedByMe';
import expired from '@salesforce/label/c.RecordApproval_Expired';
import loading from '@salesforce/label/c.RecordApproval_Loading';
import mayNotAsk from '@salesforce/label/c.RecordApproval_MayNotAsk';
import mayNotDecide from '@salesforce/label/c.RecordApproval_MayNotDecide';
import outdated from '@salesforce/label/c.RecordApproval_Outdated';
import reason from '@salesforce/label/c.RecordApproval_Reason';
import reasonOf from '@salesforce/label/c.RecordApproval_ReasonOf';
import refuse from '@salesforce/label/c.RecordApproval_Refuse';
import refusedBy from '@salesforce/label/c.RecordApproval_RefusedBy';
import title from '@salesforce/label/c.RecordApproval_Title';
import type { Approval } from 'tandem/middleware';

const labels = {
  approve,
  approvedBy,
  askForIt,
  askedBy,
  askedByMe,
  expired,
  loading,
  mayNotAsk,
  mayNotDecide,
  outdated,
  reason,
  reasonOf,
  refuse,
  refusedBy,
  title,
};

/** Asks a second person to let a record through, or lets him decide. Fires `decided` when somebody did. */
export default class RecordApproval extends LightningElement {
  @api
  get recordId(): string | undefined {
    return this.shownId;
  }
  set recordId(value: string | undefined) {
    if (value && value !== this.shownId) {
      this.shownId = value;
      void this.load();
    }
  }

  readonly labels = labels;
  shownId: string | undefined;
  approval: Approval | undefined;
  reason = '';
  isLoading = true;
  isSending = false;
  error: unknown;
  failure: unknown;

  /** Where it stands, in a sentence. */
  get told(): string {
    const { approval } = this;
    switch (approval?.state) {
      case 'asked':
        return approval.asked.isCaller ? labels.askedByMe : fill(labels.askedBy, { name: approval.asked.name });
      case 'approved':
        return fill(labels.approvedBy, { name: approval.decided?.name ?? '' });
      case 'refused':
        return fill(labels.refusedBy, { name: approval.decided?.name ?? '' });
      case 'expired':
        return labels.expired;
      case 'replaced':
        return labels.outdated;
      default:
        return '';
    }
  }

  /** Of who spoke last. */
  get toldReason(): string {
    const said = this.approval?.decided ?? this.approval?.asked;
    return this.told && said ? fill(labels.reasonOf, { reason: said.reason }) : '';
  }

  get isDeciding(): boolean {
    return this.approval?.mayDecide === true;
  }

  get isAsking(): boolean {
    return !this.isOpen && mayAsk === true;
  }

  /** What somebody without the permission is told. */
  get hint(): string {
    if (this.isOpen) {
      return this.approval?.state === 'asked' && !this.approval.asked.isCaller && !this.isDeciding ? labels.mayNotDecide : '';
    }
    return this.isAsking ? '' : labels.mayNotAsk;
  }

  get hasForm(): boolean {
    return this.isAsking || this.isDeciding;
  }

  get isDisabled(): boolean {
    return this.isSending || this.reason.trim() === '';
  }

  handleReason(event: CustomEvent<{ value: string }>): void {
    this.reason = event.detail.value;
  }

  handleRetry(): void {
    void this.load();
  }

  handleAsk(): void {
    void this.send(() => ask({ recordId: this.shownId ?? '', reason: this.reason.trim() }));
  }

  handleDecide(event: Event): void {
    const verdict = (event.currentTarget as HTMLElement).dataset['verdict'] ?? '';
    const approvalId = this.approval?.id ?? '';
    void this.send(() => decide({ recordId: this.shownId ?? '', approvalId, verdict, reason: this.reason.trim() }));
  }

  /** Reads again what was asked. */
  @api
  async refresh(): Promise<void> {
    await this.load();
  }

  private get isOpen(): boolean {
    return this.approval?.state === 'asked' || this.approval?.state === 'approved';
  }

  private async load(): Promise<void> {
    this.isLoading = true;
    try {
      this.approval = (await getApproval({ recordId: this.shownId ?? '' }))?.items[0];
      this.error = undefined;
    } catch (error) {
      this.error = error;
    } finally {
      this.isLoading = false;
    }
  }

  private async send(say: () => Promise<Approval>): Promise<void> {
    this.isSending = true;
    this.failure = undefined;
    try {
      this.approval = await say();
      this.reason = '';
      if (this.approval.decided !== null) {
        this.dispatchEvent(new CustomEvent('decided'));
      }
    } catch (error) {
      this.failure = error;
    } finally {
      this.isSending = false;
    }
  }
}
