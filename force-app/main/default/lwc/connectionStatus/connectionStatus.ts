import { LightningElement, api } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import connectExact from '@salesforce/apex/SetupController.connectExact';
import connectSalesforce from '@salesforce/apex/SetupController.connectSalesforce';
import type { ConnectionState, Org, SalesforceConnection } from 'tandem/middleware';

type SystemName = 'salesforce' | 'exact';

interface ConnectionRow {
  key: SystemName;
  name: string;
  stateLabel: string;
  stateIcon: string;
  stateVariant: string;
  who: string;
  /** How it signs in and what would end that; nothing where it has ended. */
  signIn: string | null;
  detail: string | null;
  action: string | null;
  buttonLabel: string;
  buttonText: string;
  buttonVariant: string;
  note: string | undefined;
  error: unknown;
  /** Milliseconds: the relative time takes no ISO text. */
  checkedAt: number | null;
}

const STATES: Readonly<Record<ConnectionState, { label: string; icon: string; variant: string; button: string }>> = {
  connected: { label: 'Connected', icon: 'utility:success', variant: 'success', button: 'Connect again' },
  reconnect: { label: 'Must be connected again', icon: 'utility:warning', variant: 'warning', button: 'Connect again' },
  missing: { label: 'Not connected', icon: 'utility:error', variant: 'error', button: 'Connect' },
};
const NAMES: Readonly<Record<SystemName, string>> = { salesforce: 'Salesforce', exact: 'Exact Online' };
const SIGN_IN_AS: Readonly<Record<SystemName, string>> = {
  salesforce: 'choose how Tandem signs in. Its user needs the permission set Tandem Integration.',
  exact: 'sign in with a user who may see and change items, accounts and sales orders.',
};
const BY_A_PERSON =
  'Signs in by the consent of this person. This ends if the person is deactivated or takes it back, or if Tandem is not used for 30 days.';
const SALESFORCE_SIGN_IN: Readonly<Record<NonNullable<SalesforceConnection['signIn']>, string>> = {
  client_credentials:
    'Signs in as the user that the app runs as. This ends only if an administrator switches the flow off, chooses another user or deactivates this one.',
  refresh_token: `${BY_A_PERSON} Better is the user that the app runs as: press Connect again.`,
  jwt: 'Signs in by certificate. This ends only if an administrator takes the approval of this user back, deactivates the user or removes the certificate.',
};

/** State of the connections to Salesforce and to Exact Online, and the way to connect each again in a new tab. */
export default class ConnectionStatus extends NavigationMixin(LightningElement) {
  @api
  get org(): Org | undefined {
    return this.shownOrg;
  }
  set org(value: Org | undefined) {
    this.shownOrg = value;
    this.openedFor = undefined;
  }

  shownOrg: Org | undefined;
  isConnecting = false;
  /** The system whose sign-in was opened, until the state is read again. */
  openedFor: SystemName | undefined;
  /** The system whose sign-in could not be opened. */
  failedFor: SystemName | undefined;
  error: unknown;

  get connections(): ConnectionRow[] {
    if (!this.org) {
      return [];
    }
    const { salesforce, exact } = this.org.connections;
    const divisions = this.org.divisions.map(({ name, code }) => `${name} (${code})`).join(', ');
    return [
      this.toRow(
        'salesforce',
        salesforce,
        [salesforce.userName, salesforce.instanceUrl?.replace(/^https?:\/\//, '')].filter(Boolean).join(' · '),
        salesforce.signIn === null ? null : SALESFORCE_SIGN_IN[salesforce.signIn],
      ),
      this.toRow('exact', exact, [exact.userName, divisions].filter(Boolean).join(' · '), BY_A_PERSON),
    ];
  }

  async handleConnect(event: Event): Promise<void> {
    const system = (event.currentTarget as HTMLElement).dataset['system'] as SystemName;
    this.isConnecting = true;
    this.error = undefined;
    try {
      const { url } = await (system === 'exact' ? connectExact() : connectSalesforce());
      this[NavigationMixin.Navigate]({ type: 'standard__webPage', attributes: { url } });
      this.openedFor = system;
    } catch (error) {
      this.failedFor = system;
      this.error = error;
    } finally {
      this.isConnecting = false;
    }
  }

  private toRow(
    key: SystemName,
    connection: { state: ConnectionState; detail: string | null; checkedAt: string | null },
    who: string,
    signIn: string | null,
  ): ConnectionRow {
    const state = STATES[connection.state];
    const name = NAMES[key];
    const isConnected = connection.state === 'connected';
    const saved = connection.state === 'reconnect' ? ' Nothing is lost: what waits is sent afterwards.' : '';
    return {
      key,
      name,
      stateLabel: state.label,
      stateIcon: state.icon,
      stateVariant: state.variant,
      who,
      signIn: isConnected ? signIn : null,
      detail: isConnected ? null : connection.detail,
      action: isConnected ? null : `Press ${state.button} and ${SIGN_IN_AS[key]}${saved}`,
      buttonLabel: state.button,
      buttonText: `${state.button}: ${name}`,
      buttonVariant: isConnected ? 'base' : 'brand',
      note:
        this.openedFor === key
          ? `The sign-in opens in a new tab. If it does not, allow pop-ups for this page and press ${state.button} once more.`
          : undefined,
      error: this.failedFor === key ? this.error : undefined,
      checkedAt: connection.checkedAt === null ? null : Date.parse(connection.checkedAt),
    };
  }
}
