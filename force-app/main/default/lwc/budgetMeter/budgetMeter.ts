import { LightningElement, api } from 'lwc';
import getBudget from '@salesforce/apex/BudgetController.getBudget';
import { describeFlow } from 'c/flowUtils';
import type { Budget } from 'tandem/middleware';

interface Meter {
  key: string;
  label: string;
  text: string;
  percent: number;
  isLimited: boolean;
  /** Milliseconds: the relative time takes no ISO text. */
  resetsAt: number | null;
  isNearlyUsed: boolean;
}

const NEARLY_USED_PERCENT = 80;

/** How much of both vendors' call limits is used, and how long what waits will take. */
export default class BudgetMeter extends LightningElement {
  budget: Budget | undefined;
  isLoading = true;
  error: unknown;

  connectedCallback(): void {
    void this.load();
  }

  /** Reads the budget again. */
  @api
  async refresh(): Promise<void> {
    await this.load();
  }

  get isEmpty(): boolean {
    return this.meters.length === 0;
  }

  get meters(): Meter[] {
    if (!this.budget) {
      return [];
    }
    const divisions = this.budget.divisions.flatMap(({ division, name, minute, day }) => [
      toMeter(`${division}-day`, `Exact Online, ${name}: today`, day),
      toMeter(`${division}-minute`, `Exact Online, ${name}: this minute`, minute),
    ]);
    return [...divisions, toMeter('salesforce', 'Salesforce: last 24 hours', { ...this.budget.salesforce, resetsAt: null })];
  }

  get forecast(): { key: string; text: string }[] {
    return (this.budget?.forecast ?? []).map(({ flow, text }) => ({ key: flow, text: `${describeFlow(flow).label}: ${text}` }));
  }

  get hasForecast(): boolean {
    return this.forecast.length > 0;
  }

  handleRetry(): void {
    this.isLoading = true;
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.budget = await getBudget();
      this.error = undefined;
    } catch (error) {
      this.error = error;
    } finally {
      this.isLoading = false;
    }
  }
}

function toMeter(key: string, label: string, window: { limit: number | null; used: number; resetsAt: string | null }): Meter {
  const { limit, used, resetsAt } = window;
  const percent = limit ? Math.min(100, Math.round((used / limit) * 100)) : 0;
  const text = limit
    ? `${used.toLocaleString()} of ${limit.toLocaleString()} calls used`
    : `${used.toLocaleString()} calls used, no limit known`;
  return {
    key,
    label,
    text,
    percent,
    isLimited: Boolean(limit),
    resetsAt: resetsAt === null ? null : Date.parse(resetsAt),
    isNearlyUsed: percent >= NEARLY_USED_PERCENT,
  };
}
