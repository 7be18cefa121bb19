import { LightningElement } from 'lwc';
import { fillCount } from 'c/labelText';
import getReadiness from '@salesforce/apex/SetupController.getReadiness';
import exactOnline from '@salesforce/label/c.Common_ExactOnline';
import needsYou from '@salesforce/label/c.Common_NeedsYou';
import salesforce from '@salesforce/label/c.Common_Salesforce';
import whatToDo from '@salesforce/label/c.Common_WhatToDo';
import checkBoth from '@salesforce/label/c.ReadinessCheck_CheckBoth';
import checkAgain from '@salesforce/label/c.ReadinessCheck_CheckAgain';
import fine from '@salesforce/label/c.ReadinessCheck_Fine';
import intro from '@salesforce/label/c.ReadinessCheck_Intro';
import loading from '@salesforce/label/c.ReadinessCheck_Loading';
import lookAtThis from '@salesforce/label/c.ReadinessCheck_LookAtThis';
import marked from '@salesforce/label/c.ReadinessCheck_Marked';
import problemsOne from '@salesforce/label/c.ReadinessCheck_ProblemsOne';
import problemsOther from '@salesforce/label/c.ReadinessCheck_ProblemsOther';
import ready from '@salesforce/label/c.ReadinessCheck_Ready';
import title from '@salesforce/label/c.ReadinessCheck_Title';
import type { Readiness, ReadinessCheck as Check } from 'tandem/middleware';

const labels = {
  checkAgain,
  checkBoth,
  exactOnline,
  fine,
  intro,
  loading,
  lookAtThis,
  marked,
  needsYou,
  problemsOne,
  problemsOther,
  ready,
  salesforce,
  title,
  whatToDo,
};

interface CheckGroup {
  system: string;
  name: string;
  checks: (Check & { icon: string; variant: string; stateLabel: string })[];
}

const STATES: Readonly<Record<Check['state'], { icon: string; variant: string; label: string }>> = {
  ok: { icon: 'utility:success', variant: 'success', label: labels.fine },
  warning: { icon: 'utility:warning', variant: 'warning', label: labels.lookAtThis },
  problem: { icon: 'utility:error', variant: 'error', label: labels.needsYou },
};
const SYSTEMS: readonly { system: Check['system']; name: string }[] = [
  { system: 'exact', name: labels.exactOnline },
  { system: 'salesforce', name: labels.salesforce },
];

/** Looks on demand whether both systems are as the flows need them. */
export default class ReadinessCheck extends LightningElement {
  readonly labels = labels;
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
    return this.readiness ? labels.checkAgain : labels.checkBoth;
  }

  get summary(): string {
    const states = (this.readiness?.checks ?? []).map(({ state }) => state);
    const problems = states.filter((state) => state === 'problem').length;
    if (problems > 0) {
      return fillCount(problems, { one: labels.problemsOne, other: labels.problemsOther });
    }
    return states.includes('warning') ? labels.marked : labels.ready;
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
