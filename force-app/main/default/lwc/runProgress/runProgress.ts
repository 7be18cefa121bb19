import { LightningElement, api } from 'lwc';
import { describeFlow } from 'c/flowUtils';
import type { Run, RunCounts, RunDetail } from 'tandem/middleware';

/** Which records were dropped is known of a run that was asked for by its id. */
type ShownRun = Run & Partial<RunDetail>;

interface Count {
  key: keyof RunCounts;
  label: string;
  value: number;
  className: string;
}

const COUNTS: readonly { key: keyof RunCounts; label: string; planned: string; isProblem: boolean }[] = [
  { key: 'created', label: 'Created', planned: 'To create', isProblem: false },
  { key: 'updated', label: 'Changed', planned: 'To change', isProblem: false },
  { key: 'unchanged', label: 'Unchanged', planned: 'Unchanged', isProblem: false },
  { key: 'skipped', label: 'Skipped', planned: 'Skipped', isProblem: false },
  { key: 'blocked', label: 'Need you', planned: 'Need you', isProblem: true },
  { key: 'failed', label: 'Failed', planned: 'Failed', isProblem: true },
];

/** How far a run is and what it did so far. */
export default class RunProgress extends LightningElement {
  @api run: ShownRun | undefined;

  get isActive(): boolean {
    return this.run?.state === 'queued' || this.run?.state === 'running';
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
    const records = describeFlow(this.run?.flow ?? '').records;
    if (this.run?.state === 'queued') {
      return 'About to start';
    }
    return total === null
      ? `${done.toLocaleString()} ${records} so far`
      : `${done.toLocaleString()} of ${total.toLocaleString()} ${records}`;
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
    const records = describeFlow(this.run?.flow ?? '').records;
    const who = waiting.count === null ? 'It waits' : `${waiting.count.toLocaleString()} ${records} wait`;
    return `${who} until ${formatMoment(waiting.until)}. ${waiting.reason.detail}`;
  }

  get droppedTitle(): string | undefined {
    const count = this.run?.dropped ?? 0;
    if (count === 0) {
      return undefined;
    }
    const records = count === 1 ? '1 record' : `${count.toLocaleString()} records`;
    return `${records} of the preview changed since, and stayed as before. Preview again to see what is new:`;
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
    return `Calls used: ${exact.toLocaleString()} Exact Online, ${salesforce.toLocaleString()} Salesforce`;
  }
}

function formatMoment(instant: string): string {
  return new Date(instant).toLocaleString(undefined, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  });
}
