import { LightningElement, api } from 'lwc';
import { fill, fillCount } from 'c/labelText';
import { isRunActive, RunWatch } from 'c/runWatch';
import startRun from '@salesforce/apex/RunController.startRun';
import getRun from '@salesforce/apex/RunController.getRun';
import needsYou from '@salesforce/label/c.Common_NeedsYou';
import off from '@salesforce/label/c.Common_Off';
import on from '@salesforce/label/c.Common_On';
import switchedOn from '@salesforce/label/c.Common_SwitchedOn';
import inDivision from '@salesforce/label/c.FlowCard_Division';
import discarded from '@salesforce/label/c.FlowCard_Discarded';
import lastRun from '@salesforce/label/c.FlowCard_LastRun';
import looking from '@salesforce/label/c.FlowCard_Looking';
import needOne from '@salesforce/label/c.FlowCard_NeedOne';
import needOther from '@salesforce/label/c.FlowCard_NeedOther';
import never from '@salesforce/label/c.FlowCard_Never';
import nextCheck from '@salesforce/label/c.FlowCard_NextCheck';
import none from '@salesforce/label/c.FlowCard_None';
import notChecked from '@salesforce/label/c.FlowCard_NotChecked';
import ofDivision from '@salesforce/label/c.FlowCard_OfDivision';
import openIssues from '@salesforce/label/c.FlowCard_OpenIssues';
import paused from '@salesforce/label/c.FlowCard_Paused';
import preview from '@salesforce/label/c.FlowCard_Preview';
import previewTitle from '@salesforce/label/c.FlowCard_PreviewTitle';
import runNow from '@salesforce/label/c.FlowCard_RunNow';
import running from '@salesforce/label/c.FlowCard_Running';
import runningNow from '@salesforce/label/c.FlowCard_RunningNow';
import stopped from '@salesforce/label/c.FlowCard_Stopped';
import stoppedEarly from '@salesforce/label/c.FlowCard_StoppedEarly';
import upToDate from '@salesforce/label/c.FlowCard_UpToDate';
import waiting from '@salesforce/label/c.FlowCard_Waiting';
import waitingForLimits from '@salesforce/label/c.FlowCard_WaitingForLimits';
import wouldDo from '@salesforce/label/c.FlowCard_WouldDo';
import type { FlowText } from 'c/flowUtils';
import type { FlowState, FlowStatus, Run, RunDetail, RunMode } from 'tandem/middleware';

const labels = {
  discarded,
  inDivision,
  lastRun,
  looking,
  needOne,
  needOther,
  needsYou,
  never,
  nextCheck,
  none,
  notChecked,
  ofDivision,
  off,
  on,
  openIssues,
  paused,
  preview,
  previewTitle,
  runNow,
  running,
  runningNow,
  stopped,
  stoppedEarly,
  switchedOn,
  upToDate,
  waiting,
  waitingForLimits,
  wouldDo,
};

/** What the card asks of its container: to switch its flow on or off. */
export interface FlowSwitch {
  flow: string;
  isEnabled: boolean;
}

const STATES: Readonly<Record<FlowState, { label: string; className: string }>> = {
  off: { label: labels.off, className: 'slds-badge' },
  idle: { label: labels.upToDate, className: 'slds-badge slds-theme_success' },
  running: { label: labels.running, className: 'slds-badge slds-badge_inverse' },
  waiting: { label: labels.waitingForLimits, className: 'slds-badge slds-theme_warning' },
  stopped: { label: labels.stopped, className: 'slds-badge slds-theme_error' },
};

const HELD_UP = { label: labels.waiting, className: 'slds-badge slds-theme_warning' };
const NEEDS_YOU = { label: labels.needsYou, className: 'slds-badge slds-theme_warning' };
const NOT_CHECKED = { label: labels.notChecked, className: 'slds-badge' };
const PAUSED = { label: labels.paused, className: 'slds-badge slds-theme_warning' };

/** One flow: its switch, its state, a run with live progress, and a preview of what a run would do. Fires `switchflow`, `runfinished` and `showissues`. */
export default class FlowCard extends LightningElement {
  /** The flow's part of the org's state. */
  @api
  get flow(): FlowStatus | undefined {
    return this.status;
  }
  set flow(value: FlowStatus | undefined) {
    this.status = value;
    this.adopt(value?.lastRun ?? undefined);
  }
  /** How people read of the flow. */
  @api text: FlowText | undefined;
  /** True while everything is paused. */
  @api isPaused = false;
  /** True while the container saves the switch. */
  @api isSwitching = false;

  readonly labels = labels;
  status: FlowStatus | undefined;
  run: Run | undefined;
  error: unknown;
  isStarting = false;
  /** Code of the company that was chosen; undefined for the first. */
  private chosen: string | undefined;
  private readonly watch = new RunWatch({
    read: (run) => this.showRun(run),
    failed: (error) => {
      this.error = error;
    },
  });

  connectedCallback(): void {
    this.watch.connect();
  }

  disconnectedCallback(): void {
    this.watch.disconnect();
  }

  get description(): string {
    return `${this.text?.description ?? ''}.`;
  }

  get state(): { label: string; className: string } {
    if (this.isPaused && this.status?.isEnabled) {
      return PAUSED;
    }
    if (this.isActive) {
      return this.isHeldUp ? HELD_UP : STATES.running;
    }
    const state = this.status?.state ?? 'off';
    if (state !== 'idle') {
      return STATES[state];
    }
    if (this.status?.openIssues) {
      return NEEDS_YOU;
    }
    return this.status?.lastRunAt ? STATES.idle : NOT_CHECKED;
  }

  get switchLabel(): string {
    return fill(labels.switchedOn, { flow: this.text?.label ?? '' });
  }

  get isActive(): boolean {
    return isRunActive(this.run);
  }

  private get isHeldUp(): boolean {
    return Date.parse(this.run?.waiting?.until ?? '') > Date.now();
  }

  /** Of a discarded preview there is nothing to count. */
  get isProgressShown(): boolean {
    return !this.isDiscarded;
  }

  private get isDiscarded(): boolean {
    return this.run?.state === 'cancelled' && this.run.mode === 'plan';
  }

  /** While a preview waits for a decision there is nothing else to start. */
  get isStartShown(): boolean {
    return this.plannedRunId === undefined;
  }

  /** A flow of one company has nothing to choose. */
  get isDivisionAsked(): boolean {
    return this.isStartShown && this.divisionOptions.length > 1;
  }

  get divisionOptions(): { label: string; value: string }[] {
    return (this.status?.divisions ?? []).map(({ code, name }) => ({ label: name, value: String(code) }));
  }

  /** A company that the flow has left since cannot stay chosen. */
  get division(): string | undefined {
    const values = this.divisionOptions.map(({ value }) => value);
    return values.find((value) => value === this.chosen) ?? values[0];
  }

  get isRunDisabled(): boolean {
    return this.isStarting || this.isActive || this.isPaused || !this.status?.isEnabled;
  }

  get isPreviewDisabled(): boolean {
    return this.isStarting || this.isActive || this.isPaused;
  }

  get plannedRunId(): string | undefined {
    return this.run?.state === 'planned' ? this.run.id : undefined;
  }

  get stoppedBecause(): unknown {
    return this.error ?? this.status?.stoppedBecause ?? (this.run?.state === 'failed' ? this.run.problem : undefined);
  }

  get runTitle(): string {
    const options = this.divisionOptions;
    const division = options.find(({ value }) => value === String(this.run?.division))?.label;
    return options.length > 1 && division ? fill(labels.ofDivision, { title: this.whatRan, division }) : this.whatRan;
  }

  private get whatRan(): string {
    const run = this.run;
    if (!run) {
      return '';
    }
    if (this.isActive) {
      return run.mode === 'plan' ? labels.looking : labels.runningNow;
    }
    if (this.isDiscarded) {
      return labels.discarded;
    }
    if (run.state === 'cancelled') {
      return labels.stoppedEarly;
    }
    return run.mode === 'plan' ? labels.wouldDo : labels.lastRun;
  }

  /** The newest run for a part of the past. */
  get history(): Run | undefined {
    return this.status?.history ?? undefined;
  }

  get openIssuesLabel(): string {
    return fillCount(this.status?.openIssues ?? 0, { one: labels.needOne, other: labels.needOther });
  }

  /** Milliseconds (the relative time takes no ISO text), or undefined when no check is planned. */
  get nextPollAt(): number | undefined {
    const { nextPollAt, isEnabled } = this.status ?? {};
    return nextPollAt && isEnabled && !this.isPaused ? Date.parse(nextPollAt) : undefined;
  }

  handleSwitch(event: CustomEvent<{ checked: boolean }>): void {
    const detail: FlowSwitch = { flow: this.status?.name ?? '', isEnabled: event.detail.checked };
    this.dispatchEvent(new CustomEvent<FlowSwitch>('switchflow', { detail }));
  }

  handleDivision(event: CustomEvent<{ value: string }>): void {
    this.chosen = event.detail.value;
  }

  async handleRun(): Promise<void> {
    await this.start('apply');
  }

  async handlePreview(): Promise<void> {
    await this.start('plan');
  }

  handleShowIssues(): void {
    this.dispatchEvent(new CustomEvent('showissues', { detail: { flow: this.status?.name } }));
  }

  async handleReviewed(): Promise<void> {
    await this.watch.look();
  }

  private async start(mode: RunMode): Promise<void> {
    this.isStarting = true;
    this.error = undefined;
    try {
      const { runId } = await startRun({
        flow: this.status?.name ?? '',
        division: this.division === undefined ? null : Number(this.division),
        mode,
        isFull: false,
      });
      const run = await getRun({ runId });
      this.watch.follow(run);
      this.showRun(run);
    } catch (error) {
      this.error = error;
    } finally {
      this.isStarting = false;
    }
  }

  /** The container reloads now and then: a run that is watched or reviewed here is newer than what it brings. */
  private adopt(newest: Run | undefined): void {
    if (this.isActive || this.plannedRunId) {
      return;
    }
    this.run = newest;
    this.watch.follow(newest);
  }

  private showRun(run: RunDetail): void {
    this.run = run;
    this.error = undefined;
    if (!this.isActive) {
      this.dispatchEvent(new CustomEvent('runfinished'));
    }
  }
}
