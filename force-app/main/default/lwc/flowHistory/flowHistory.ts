import { LightningElement, api } from 'lwc';
import { fill, formatNumber } from 'c/labelText';
import { isRunActive, RunWatch } from 'c/runWatch';
import locale from '@salesforce/i18n/locale';
import cancelRun from '@salesforce/apex/RunController.cancelRun';
import getPrice from '@salesforce/apex/HistoryController.getPrice';
import getRun from '@salesforce/apex/RunController.getRun';
import loadYears from '@salesforce/apex/HistoryController.load';
import pauseRun from '@salesforce/apex/RunController.pauseRun';
import resumeRun from '@salesforce/apex/RunController.resumeRun';
import close from '@salesforce/label/c.FlowHistory_Close';
import explanation from '@salesforce/label/c.FlowHistory_Explanation';
import goOn from '@salesforce/label/c.FlowHistory_GoOn';
import load from '@salesforce/label/c.FlowHistory_Load';
import loaded from '@salesforce/label/c.FlowHistory_Loaded';
import loading from '@salesforce/label/c.FlowHistory_Loading';
import open from '@salesforce/label/c.FlowHistory_Open';
import pause from '@salesforce/label/c.FlowHistory_Pause';
import price from '@salesforce/label/c.FlowHistory_Price';
import pricing from '@salesforce/label/c.FlowHistory_Pricing';
import resting from '@salesforce/label/c.FlowHistory_Resting';
import stop from '@salesforce/label/c.FlowHistory_Stop';
import stopped from '@salesforce/label/c.FlowHistory_Stopped';
import title from '@salesforce/label/c.FlowHistory_Title';
import years from '@salesforce/label/c.FlowHistory_Years';
import type { HistoryPrice, Run } from 'tandem/middleware';

const labels = {
  close,
  explanation,
  goOn,
  load,
  loaded,
  loading,
  open,
  pause,
  price,
  pricing,
  resting,
  stop,
  stopped,
  title,
  years,
};

/** More than that the service does not load. */
const MOST_YEARS = 10;
const DAY_MS = 86_400_000;

/** Years of the past of a flow: what they take, told before anything is read, then loading them, with a pause where it is wanted. */
export default class FlowHistory extends LightningElement {
  /** Name of the flow. */
  @api flow = '';
  /** What several of its records are called. */
  @api records = '';
  /** Code of the company whose past it is; undefined for the first. */
  @api division: string | undefined;
  /** Whole calendar years before this one, at the fewest. */
  @api fewestYears = 1;
  /** True while everything is paused. */
  @api isPaused = false;
  /** The newest run for a part of the past, as the container last read it. */
  @api
  get history(): Run | undefined {
    return this.run;
  }
  set history(value: Run | undefined) {
    // One that is watched here is newer than what the container brings.
    if (this.isActive) {
      return;
    }
    this.show(value);
  }

  readonly labels = labels;
  run: Run | undefined;
  error: unknown;
  isBusy = false;
  isPricing = false;
  isClosed = true;
  price: HistoryPrice | undefined;
  private chosenYears: string | undefined;
  private readonly watch = new RunWatch({
    read: (run) => {
      this.run = run;
      this.error = undefined;
    },
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

  get isActive(): boolean {
    return isRunActive(this.run);
  }

  get isResting(): boolean {
    return this.run?.state === 'paused';
  }

  get isLoading(): boolean {
    return this.isActive || this.isResting;
  }

  get isBusyOrPaused(): boolean {
    return this.isBusy || this.isPaused;
  }

  get failedBecause(): unknown {
    return this.run?.state === 'failed' || this.isResting ? (this.run?.problem ?? undefined) : undefined;
  }

  get years(): string {
    return this.chosenYears ?? String(this.fewestYears);
  }

  get yearOptions(): { label: string; value: string }[] {
    const count = MOST_YEARS - this.fewestYears + 1;
    return Array.from({ length: count }, (_, index) => this.fewestYears + index).map((value) => ({
      label: formatNumber(value),
      value: String(value),
    }));
  }

  get priceText(): string | undefined {
    return this.price && `${this.price.text}.`;
  }

  get canLoad(): boolean {
    return (this.price?.records ?? 0) > 0;
  }

  /** Which days they are, and how far it is. */
  get runTitle(): string {
    const { state, history } = this.run ?? {};
    const days = { from: dayText(history?.from), to: dayText(history?.until, -DAY_MS), records: this.records };
    const text = this.isActive
      ? labels.loading
      : this.isResting
        ? labels.resting
        : state === 'succeeded'
          ? labels.loaded
          : labels.stopped;
    return fill(text, days);
  }

  handleOpen(): void {
    this.isClosed = false;
    this.price = undefined;
    this.error = undefined;
  }

  handleClose(): void {
    this.isClosed = true;
    this.error = undefined;
  }

  handleYears(event: CustomEvent<{ value: string }>): void {
    this.chosenYears = event.detail.value;
    this.price = undefined;
  }

  async handlePrice(): Promise<void> {
    this.isPricing = true;
    this.price = undefined;
    await this.act(async () => {
      this.price = await getPrice(this.asked);
    });
    this.isPricing = false;
  }

  async handleLoad(): Promise<void> {
    await this.act(async () => {
      const { runId } = await loadYears(this.asked);
      this.show(await getRun({ runId }));
      this.isClosed = true;
    });
  }

  async handlePause(): Promise<void> {
    await this.move(pauseRun);
  }

  async handleResume(): Promise<void> {
    await this.move(resumeRun);
  }

  async handleStop(): Promise<void> {
    await this.move(cancelRun);
  }

  private get asked(): { flow: string; division: number | null; years: number } {
    return {
      flow: this.flow,
      division: this.division === undefined ? null : Number(this.division),
      years: Number(this.years),
    };
  }

  private async move(call: (of: { runId: string }) => Promise<unknown>): Promise<void> {
    const runId = this.run?.id ?? '';
    await this.act(async () => {
      await call({ runId });
      this.show(await getRun({ runId }));
    });
  }

  private async act(call: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    this.error = undefined;
    try {
      await call();
    } catch (error) {
      this.error = error;
    } finally {
      this.isBusy = false;
    }
  }

  private show(run: Run | undefined): void {
    this.run = run;
    this.watch.follow(run);
  }
}

/** A day of the service as the reader writes it, `offsetMs` later. */
function dayText(day: string | undefined, offsetMs = 0): string {
  if (day === undefined) {
    return '';
  }
  const at = new Date(Date.parse(`${day}T00:00:00Z`) + offsetMs);
  return at.toLocaleDateString(locale, { dateStyle: 'medium', timeZone: 'UTC' });
}
