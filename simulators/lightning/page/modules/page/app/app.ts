import { LightningElement } from 'lwc';

const RECORD_PATH = /^\/lightning\/r\/(Order|Account|Product2)\/(\w{15,18})\/view$/;

/** The frame of the org: header, app name, tabs, and the page that the address names. */
export default class App extends LightningElement {
  orgName = '';

  async connectedCallback(): Promise<void> {
    const response = await fetch('/page/org');
    if (response.ok) {
      this.orgName = ((await response.json()) as { name: string }).name;
    }
  }

  get isSetup(): boolean {
    return window.location.pathname === '/lightning/n/Tandem_Setup';
  }

  get recordId(): string | undefined {
    return RECORD_PATH.exec(window.location.pathname)?.[2];
  }

  get objectApiName(): string | undefined {
    return RECORD_PATH.exec(window.location.pathname)?.[1];
  }

  get homeClass(): string {
    return tabClass(!this.isSetup && !this.recordId);
  }

  get setupClass(): string {
    return tabClass(this.isSetup);
  }

  get homeCurrent(): string | null {
    return !this.isSetup && !this.recordId ? 'page' : null;
  }

  get setupCurrent(): string | null {
    return this.isSetup ? 'page' : null;
  }
}

function tabClass(isActive: boolean): string {
  return isActive ? 'slds-context-bar__item slds-is-active' : 'slds-context-bar__item';
}
