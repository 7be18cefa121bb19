import { LightningElement } from 'lwc';
import getOrgRights from '@salesforce/apex/OrgRightsController.getOrgRights';
import grantOrgRights from '@salesforce/apex/OrgRightsController.grantOrgRights';
import type { OrgRights as Rights } from 'tandem/org';

interface Incomplete {
  label: string;
  lack: string;
  list: string;
}

/** Shows which rights a package could not bring to this org, and has them granted. Asks the org alone, so it works before it is connected. */
export default class OrgRights extends LightningElement {
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
    return this.isGranting ? 'Granting the rights' : 'Looking at the rights';
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
      return missing === 1 ? '1 right is not granted yet.' : `${missing} rights are not granted yet.`;
    }
    return this.isIncomplete
      ? 'Every right is granted, but not everybody has it.'
      : 'Every right is granted, and everybody has it.';
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
  if (people === 0) {
    return '';
  }
  return people === 1 ? '1 person does not have it.' : `${people} people do not have it.`;
}

/** `Account: viewAllRecords` -> `Account: view all records`. */
function inWords(right: string): string {
  const [name = '', what] = right.split(': ');
  return what === undefined ? name : `${name}: ${what.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`;
}
