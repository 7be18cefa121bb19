import { LightningElement, api } from 'lwc';
import getBudget from '@salesforce/apex/BudgetController.getBudget';
import { describeFlow } from 'c/flowUtils';
import { fill } from 'c/labelText';
import emptyText from '@salesforce/label/c.BudgetMeter_EmptyText';
import emptyTitle from '@salesforce/label/c.BudgetMeter_EmptyTitle';
import lastDay from '@salesforce/label/c.BudgetMeter_LastDay';
import loading from '@salesforce/label/c.BudgetMeter_Loading';
import nearlyUsed from '@salesforce/label/c.BudgetMeter_NearlyUsed';
import startsAgain from '@salesforce/label/c.BudgetMeter_StartsAgain';
import thisMinute from '@salesforce/label/c.BudgetMeter_ThisMinute';
import title from '@salesforce/label/c.BudgetMeter_Title';
import today from '@salesforce/label/c.BudgetMeter_Today';
import usedOfLimit from '@salesforce/label/c.BudgetMeter_UsedOfLimit';
import usedUnknown from '@salesforce/label/c.BudgetMeter_UsedUnknown';
import type { Budget, Flows } from 'tandem/middleware';

const labels = {
  emptyText,
  emptyTitle,
  lastDay,
  loading,
  nearlyUsed,
  startsAgain,
  thisMinute,
  title,
  today,
  usedOfLimit,
  usedUnknown,
};

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
  /** The flows there are, as the service tells of them. */
  @api catalogue: Flows | undefined;

  readonly labels = labels;
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
      toMeter(`${division}-day`, fill(labels.today, { division: name }), day),
      toMeter(`${division}-minute`, fill(labels.thisMinute, { division: name }), minute),
    ]);
    return [...divisions, toMeter('salesforce', labels.lastDay, { ...this.budget.salesforce, resetsAt: null })];
  }

  get forecast(): { key: string; text: string }[] {
    return (this.budget?.forecast ?? []).map(({ flow, text }) => ({
      key: flow,
      text: `${describeFlow(this.catalogue, flow).label}: ${text}`,
    }));
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

function toMeter(
  key: string,
  label: string,
  window: { limit: number | null; used: number | null; resetsAt: string | null },
): Meter {
  const { limit, used, resetsAt } = window;
  const isKnown = limit !== null && used !== null;
  const percent = isKnown ? Math.min(100, Math.round((used / limit) * 100)) : 0;
  return {
    key,
    label,
    text: isKnown ? fill(labels.usedOfLimit, { used, limit }) : labels.usedUnknown,
    percent,
    isLimited: isKnown,
    resetsAt: resetsAt === null ? null : Date.parse(resetsAt),
    isNearlyUsed: percent >= NEARLY_USED_PERCENT,
  };
}
