import { LightningElement, api } from 'lwc';
import { fill, fillCount } from 'c/labelText';
import locale from '@salesforce/i18n/locale';
import changed from '@salesforce/label/c.Common_Changed';
import created from '@salesforce/label/c.Common_Created';
import failed from '@salesforce/label/c.Common_Failed';
import skipped from '@salesforce/label/c.Common_Skipped';
import unchanged from '@salesforce/label/c.Common_Unchanged';
import aboutToStart from '@salesforce/label/c.RunProgress_AboutToStart';
import calls from '@salesforce/label/c.RunProgress_Calls';
import droppedOne from '@salesforce/label/c.RunProgress_DroppedOne';
import droppedOther from '@salesforce/label/c.RunProgress_DroppedOther';
import needYou from '@salesforce/label/c.RunProgress_NeedYou';
import ofTotal from '@salesforce/label/c.RunProgress_OfTotal';
import recordsWait from '@salesforce/label/c.RunProgress_RecordsWait';
import soFar from '@salesforce/label/c.RunProgress_SoFar';
import toChange from '@salesforce/label/c.RunProgress_ToChange';
import toCreate from '@salesforce/label/c.RunProgress_ToCreate';
import waits from '@salesforce/label/c.RunProgress_Waits';
import type { Run, RunCounts, RunDetail } from 'tandem/middleware';

const labels = {
  aboutToStart,
  calls,
  changed,
  created,
  droppedOne,
  droppedOther,
  failed,
  needYou,
  ofTotal,
  recordsWait,
  skipped,
  soFar,
  toChange,
  toCreate,
  unchanged,
  waits,
};

/** Which records were dropped is known of a run that was asked for by its id. */
type ShownRun = Run & Partial<RunDetail>;

interface Count {
  key: keyof RunCounts;
  label: string;
  value: number;
  className: string;
}

const COUNTS: readonly { key: keyof RunCounts; label: string; planned: string; isProblem: boolean }[] = [
  { key: 'created', label: labels.created, planned: labels.toCreate, isProblem: false },
  { key: 'updated', label: labels.changed, planned: labels.toChange, isProblem: false },
  { key: 'unchanged', label: labels.unchanged, planned: labels.unchanged, isProblem: false },
  { key: 'skipped', label: labels.skipped, planned: labels.skipped, isProblem: false },
  { key: 'blocked', label: labels.needYou, planned: labels.needYou, isProblem: true },
  { key: 'failed', label: labels.failed, planned: labels.failed, isProblem: true },
];

/** How far a run is and what it did so far. */
export default class RunProgress extends LightningElement {
  @api run: ShownRun | undefined;
  /** What several of the records are called. */
  @api records = '';

  get isActive(): boolean {
    return this.run?.state === 'queued' || this.run?.state === 'running';
  }

  /** One that rests is shown where it stands. */
  get isUnderWay(): boolean {
    return this.isActive || this.run?.state === 'paused';
  }

  get isTotalKnown(): boolean {
    return (this.run?.progress.total ?? 0) > 0;
  }

  get percent(): number {
    const { done, total } = this.run?.progress ?? { done: 0, total: 0 };
    return total ? Math.min(100, Math.round((done / total) * 100)) : 0;
  }

  get text(): string {
    const { done, total } = this.run?.progress ?? { done: 0, total: null };
    const { records } = this;
    if (this.run?.state === 'queued') {
      return labels.aboutToStart;
    }
    return total === null ? fill(labels.soFar, { done, records }) : fill(labels.ofTotal, { done, total, records });
  }

  get counts(): Count[] {
    const run = this.run;
    if (!run) {
      return [];
    }
    return COUNTS.map(({ key, label, planned, isProblem }) => ({
      key,
      label: run.mode === 'plan' ? planned : label,
      value: run.counts[key],
      className: isProblem && run.counts[key] > 0 ? 'count count_problem' : 'count',
    }));
  }

  /** What holds it up, until when, and why. */
  get waitingText(): string | undefined {
    const waiting = this.isActive ? this.run?.waiting : undefined;
    if (!waiting || Date.parse(waiting.until) <= Date.now()) {
      return undefined;
    }
    const { records } = this;
    const time = formatMoment(waiting.until);
    const who =
      waiting.count === null ? fill(labels.waits, { time }) : fill(labels.recordsWait, { count: waiting.count, records, time });
    return `${who} ${waiting.reason.detail}`;
  }

  get droppedTitle(): string | undefined {
    const count = this.run?.dropped ?? 0;
    return count === 0 ? undefined : fillCount(count, { one: labels.droppedOne, other: labels.droppedOther });
  }

  get droppedRecords(): { recordId: string; label: string; reason: string }[] {
    return this.run?.droppedRecords ?? [];
  }

  /** Nothing was called yet by a run that is about to start. */
  get areCallsShown(): boolean {
    const { exact, salesforce } = this.run?.calls ?? { exact: 0, salesforce: 0 };
    return exact + salesforce > 0;
  }

  get callsText(): string {
    const { exact, salesforce } = this.run?.calls ?? { exact: 0, salesforce: 0 };
    return fill(labels.calls, { exact, salesforce });
  }
}

function formatMoment(instant: string): string {
  return new Date(instant).toLocaleString(locale, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  });
}
