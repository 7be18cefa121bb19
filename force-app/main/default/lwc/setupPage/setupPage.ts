import { LightningElement } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { readProblem } from 'c/errorUtils';
import { saveSettings } from 'c/settingsSaving';
import { withValueAt } from 'c/settingsUtils';
import { describeFlow } from 'c/flowUtils';
import { fill, formatNumber } from 'c/labelText';
import getOrg from '@salesforce/apex/SetupController.getOrg';
import getConfiguration from '@salesforce/apex/SetupController.getConfiguration';
import getFlows from '@salesforce/apex/FlowController.getFlows';
import settings from '@salesforce/label/c.Common_Settings';
import switchedOn from '@salesforce/label/c.Common_SwitchedOn';
import activity from '@salesforce/label/c.SetupPage_Activity';
import countFromNextRun from '@salesforce/label/c.SetupPage_CountFromNextRun';
import firstRun from '@salesforce/label/c.SetupPage_FirstRun';
import issues from '@salesforce/label/c.SetupPage_Issues';
import loading from '@salesforce/label/c.SetupPage_Loading';
import noFlows from '@salesforce/label/c.SetupPage_NoFlows';
import overview from '@salesforce/label/c.SetupPage_Overview';
import pausedBy from '@salesforce/label/c.SetupPage_PausedBy';
import pausedOn from '@salesforce/label/c.SetupPage_PausedOn';
import pausedText from '@salesforce/label/c.SetupPage_PausedText';
import pausedTitle from '@salesforce/label/c.SetupPage_PausedTitle';
import production from '@salesforce/label/c.SetupPage_Production';
import sandbox from '@salesforce/label/c.SetupPage_Sandbox';
import settingsSaved from '@salesforce/label/c.SetupPage_SettingsSaved';
import switchedOff from '@salesforce/label/c.SetupPage_SwitchedOff';
import title from '@salesforce/label/c.SetupPage_Title';
import trialUntil from '@salesforce/label/c.SetupPage_TrialUntil';
import type { FlowSwitch } from 'c/flowCard';
import type { FlowText } from 'c/flowUtils';
import type { Configuration, Flows, FlowStatus, Org } from 'tandem/middleware';

const labels = {
  activity,
  countFromNextRun,
  firstRun,
  issues,
  loading,
  noFlows,
  overview,
  pausedBy,
  pausedOn,
  pausedText,
  pausedTitle,
  production,
  sandbox,
  settings,
  settingsSaved,
  switchedOff,
  switchedOn,
  title,
  trialUntil,
};

const REFRESH_INTERVAL_MS = 30_000;
/** Answers that mean: this org has no valid key, a pairing code helps. */
const UNPAIRED_CODES: readonly string[] = ['unauthorized', 'org_mismatch', 'middleware_unreachable'];

/** Everything an administrator does with Tandem: connections, flows, issues, settings. */
export default class SetupPage extends LightningElement {
  readonly labels = labels;
  org: Org | undefined;
  configuration: Configuration | undefined;
  /** The flows and tables there are, as the service tells of them: read once, they are of its version. */
  catalogue: Flows | undefined;
  isLoading = true;
  isDisconnected = false;
  /** What a person still has to do after disconnecting. */
  left: readonly string[] = [];
  switchingFlow: string | undefined;
  error: unknown;
  switchError: unknown;
  activeTab = 'overview';
  issueFlow: string | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;
  private loadCount = 0;

  connectedCallback(): void {
    void this.load();
    this.timer = setInterval(this.refresh, REFRESH_INTERVAL_MS);
    // A person who comes back from the sign-in of another tab wants to see what it changed.
    window.addEventListener('focus', this.refresh);
  }

  disconnectedCallback(): void {
    clearInterval(this.timer);
    window.removeEventListener('focus', this.refresh);
  }

  get isPairingShown(): boolean {
    return !this.isLoading && (this.isDisconnected || UNPAIRED_CODES.includes(readProblem(this.error).code ?? ''));
  }

  get loadError(): unknown {
    // No key is no fault of anybody: the card below leads to one.
    return this.isDisconnected || readProblem(this.error).code === 'unauthorized' ? undefined : this.error;
  }

  get isPaused(): boolean {
    return this.org?.state === 'paused';
  }

  get pausedSince(): string | null {
    return this.org?.pause?.since ?? null;
  }

  get pausedBy(): string {
    const by = this.org?.pause?.by;
    return by ? fill(labels.pausedBy, { name: by }) : labels.pausedOn;
  }

  get flows(): { name: string; status: FlowStatus; text: FlowText; isSwitching: boolean }[] {
    return (this.org?.flows ?? []).map((status) => ({
      name: status.name,
      status,
      text: describeFlow(this.catalogue, status.name),
      isSwitching: this.switchingFlow !== undefined,
    }));
  }

  get hasNoFlows(): boolean {
    return this.flows.length === 0;
  }

  get issuesTabLabel(): string {
    const count = this.flows.reduce((sum, { status }) => sum + status.openIssues, 0);
    return count === 0 ? labels.issues : `${labels.issues} (${formatNumber(count)})`;
  }

  get orgKind(): string {
    return this.org?.isSandbox ? labels.sandbox : labels.production;
  }

  handleRetry(): void {
    this.isLoading = true;
    void this.load();
  }

  handleChanged(): void {
    void this.load();
  }

  handlePaired(): void {
    this.isDisconnected = false;
    this.left = [];
    this.handleRetry();
  }

  handleDisconnected(event: CustomEvent<{ left?: readonly string[] } | null>): void {
    this.left = event.detail?.left ?? [];
    this.isDisconnected = true;
    this.org = undefined;
    this.configuration = undefined;
  }

  handleSaved(event: CustomEvent<Configuration>): void {
    this.configuration = event.detail;
    this.toast(labels.settingsSaved, [labels.countFromNextRun, ...(event.detail.notes ?? [])].join(' '));
    void this.load();
  }

  handleTab(event: Event): void {
    this.activeTab = (event.target as HTMLElement & { value: string }).value;
  }

  handleShowIssues(event: CustomEvent<{ flow: string }>): void {
    this.issueFlow = event.detail.flow;
    this.activeTab = 'issues';
  }

  async handleSwitchFlow(event: CustomEvent<FlowSwitch>): Promise<void> {
    const { flow, isEnabled } = event.detail;
    this.switchingFlow = flow;
    this.switchError = undefined;
    try {
      const { version, document } = await getConfiguration();
      const changed = withValueAt(document, `/flows/${flow}/enabled`, isEnabled);
      const saved = await saveSettings(changed, version, this.catalogue);
      this.configuration = saved ?? this.configuration;
      if (saved) {
        const { label } = describeFlow(this.catalogue, flow);
        const text = fill(isEnabled ? labels.switchedOn : labels.switchedOff, { flow: label });
        this.toast(text, isEnabled ? labels.firstRun : '');
      }
    } catch (error) {
      this.switchError = withFieldTexts(error);
    }
    await this.load();
    this.switchingFlow = undefined;
  }

  private readonly refresh = (): void => {
    if (!this.isDisconnected && document.visibilityState === 'visible') {
      void this.load();
    }
  };

  private toast(heading: string, message: string): void {
    this.dispatchEvent(new ShowToastEvent({ title: heading, message, variant: 'success' }));
  }

  /** Several looks may be under way: only the one that began last counts, or an older state would come back. */
  private async load(): Promise<void> {
    this.loadCount += 1;
    const number = this.loadCount;
    // What a run used stands on its card at once: the meter beside it would tell another number.
    void this.template?.querySelector<HTMLElement & { refresh(): Promise<void> }>('c-budget-meter')?.refresh();
    try {
      const [org, configuration, catalogue] = await Promise.all([getOrg(), getConfiguration(), this.catalogue ?? getFlows()]);
      this.settle(number, () => {
        this.catalogue = catalogue;
        this.org = org;
        this.configuration = configuration;
        this.error = undefined;
      });
    } catch (error) {
      this.settle(number, () => (this.error = error));
    }
  }

  private settle(number: number, change: () => void): void {
    if (number === this.loadCount && !this.isDisconnected) {
      change();
      this.isLoading = false;
    }
  }
}

/** The switch has no fields to show problems beside: they belong into the text. */
function withFieldTexts(error: unknown): unknown {
  const problem = readProblem(error);
  const texts = (problem.problems ?? []).map(({ message }) => message);
  return { ...problem, detail: [problem.detail, ...texts].filter(Boolean).join(' ') };
}
