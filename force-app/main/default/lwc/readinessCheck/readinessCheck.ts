import { LightningElement } from 'lwc';
import getReadiness from '@salesforce/apex/SetupController.getReadiness';
import type { Readiness, ReadinessCheck as Check } from 'tandem/middleware';

interface CheckGroup {
  system: string;
  name: string;
  checks: (Check & { icon: string; variant: string; stateLabel: string })[];
}

const STATES: Readonly<Record<Check['state'], { icon: string; variant: string; label: string }>> = {
  ok: { icon: 'utility:success', variant: 'success', label: 'Fine' },
  warning: { icon: 'utility:warning', variant: 'warning', label: 'Look at this' },
  problem: { icon: 'utility:error', variant: 'error', label: 'Needs you' },
};
const SYSTEMS: readonly { system: Check['system']; name: string }[] = [
  { system: 'exact', name: 'Exact Online' },
  { system: 'salesforce', name: 'Salesforce' },
];

/** Looks on demand whether both systems are as the flows need them. */
export default class ReadinessCheck extends LightningElement {
  readiness: Readiness | undefined;
  isChecking = false;
  error: unknown;

  get isIntroShown(): boolean {
    return !this.isResultShown;
  }

  get isResultShown(): boolean {
    return this.isChecking || this.error !== undefined || this.readiness !== undefined;
  }

  get buttonLabel(): string {
    return this.readiness ? 'Check again' : 'Check both systems';
  }

  get summary(): string {
    const states = (this.readiness?.checks ?? []).map(({ state }) => state);
    const problems = states.filter((state) => state === 'problem').length;
    if (problems > 0) {
      return problems === 1
        ? '1 thing needs you before every flow can run.'
        : `${problems} things need you before every flow can run.`;
    }
    return states.includes('warning') ? 'The flows can run. Look at what is marked.' : 'Both systems are ready.';
  }

  get groups(): CheckGroup[] {
    const checks = this.readiness?.checks ?? [];
    return SYSTEMS.map(({ system, name }) => ({
      system,
      name,
      checks: checks
        .filter((check) => check.system === system)
        .map((check) => {
          const { icon, variant, label } = STATES[check.state];
          return { ...check, icon, variant, stateLabel: label };
        }),
    })).filter((group) => group.checks.length > 0);
  }

  async handleCheck(): Promise<void> {
    this.isChecking = true;
    try {
      this.readiness = await getReadiness();
      this.error = undefined;
    } catch (error) {
      this.error = error;
    } finally {
      this.isChecking = false;
    }
  }
}
