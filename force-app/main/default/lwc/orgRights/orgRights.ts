import { LightningElement } from 'lwc';
import { fillCount } from 'c/labelText';
import getOrgRights from '@salesforce/apex/OrgRightsController.getOrgRights';
import grantOrgRights from '@salesforce/apex/OrgRightsController.grantOrgRights';
import whatToDo from '@salesforce/label/c.Common_WhatToDo';
import complete from '@salesforce/label/c.OrgRights_Complete';
import explanation from '@salesforce/label/c.OrgRights_Explanation';
import grant from '@salesforce/label/c.OrgRights_Grant';
import granting from '@salesforce/label/c.OrgRights_Granting';
import lackOne from '@salesforce/label/c.OrgRights_LackOne';
import lackOther from '@salesforce/label/c.OrgRights_LackOther';
import loading from '@salesforce/label/c.OrgRights_Loading';
import missingOne from '@salesforce/label/c.OrgRights_MissingOne';
import missingOther from '@salesforce/label/c.OrgRights_MissingOther';
import notEverybody from '@salesforce/label/c.OrgRights_NotEverybody';
import refused from '@salesforce/label/c.OrgRights_Refused';
import title from '@salesforce/label/c.OrgRights_Title';
import type { OrgRights as Rights } from 'tandem/org';

const labels = {
  complete,
  explanation,
  grant,
  granting,
  lackOne,
  lackOther,
  loading,
  missingOne,
  missingOther,
  notEverybody,
  refused,
  title,
  whatToDo,
};

interface Incomplete {
  label: string;
  lack: string;
  list: string;
}

/** Shows which rights a package could not bring to this org, and has them granted. Asks the org alone, so it works before it is connected. */
export default class OrgRights extends LightningElement {
  readonly labels = labels;
  rights: readonly Rights[] | undefined;
  isLoading = true;
  isGranting = false;
  hasGranted = false;
  error: unknown;

  connectedCallback(): void {
    void this.load();
  }

  get isBusy(): boolean {
    return this.isLoading || this.isGranting;
  }

  get loadingText(): string {
    return this.isGranting ? labels.granting : labels.loading;
  }

  get isIncomplete(): boolean {
    return this.incomplete.length > 0;
  }

  /** Granted, and still not there. */
  get isRefused(): boolean {
    return this.hasGranted && (this.rights ?? []).some(({ missing }) => missing.length > 0);
  }

  get incomplete(): Incomplete[] {
    return (this.rights ?? [])
      .filter(({ missing, unassigned }) => missing.length > 0 || unassigned > 0)
      .map(({ label, missing, unassigned }) => ({ label, lack: lackOf(unassigned), list: missing.map(inWords).join(' · ') }));
  }

  get summary(): string {
    const missing = (this.rights ?? []).reduce((sum, rights) => sum + rights.missing.length, 0);
    if (missing > 0) {
      return fillCount(missing, { one: labels.missingOne, other: labels.missingOther });
    }
    return this.isIncomplete ? labels.notEverybody : labels.complete;
  }

  handleRetry(): void {
    void this.load();
  }

  async handleGrant(): Promise<void> {
    this.isGranting = true;
    await this.show(grantOrgRights);
    this.hasGranted = this.error === undefined;
    this.isGranting = false;
  }

  private async load(): Promise<void> {
    this.isLoading = true;
    await this.show(getOrgRights);
    this.isLoading = false;
  }

  private async show(call: () => Promise<readonly Rights[]>): Promise<void> {
    try {
      this.rights = await call();
      this.error = undefined;
    } catch (error) {
      this.error = error;
    }
  }
}

function lackOf(people: number): string {
  return people === 0 ? '' : fillCount(people, { one: labels.lackOne, other: labels.lackOther });
}

/** `Account: viewAllRecords` -> `Account: view all records`. */
function inWords(right: string): string {
  const [name = '', what] = right.split(': ');
  return what === undefined ? name : `${name}: ${what.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`;
}
