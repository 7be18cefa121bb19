import { LightningElement, api } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import connectExact from '@salesforce/apex/SetupController.connectExact';
import type { ConnectionState, Org } from 'tandem/middleware';

type SystemName = 'salesforce' | 'exact';

interface ConnectionRow {
  key: SystemName;
  name: string;
  stateLabel: string;
  stateIcon: string;
  stateVariant: string;
  who: string;
  detail: string | null;
  action: string | null;
  /** Undefined when there is nothing to press. */
  buttonLabel: string | undefined;
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
  salesforce:
    'log in as the user under whom Tandem works (permission set Tandem Integration). You do not need the code that is shown at the end.',
  exact: 'sign in with a user who may see and change items, accounts and sales orders.',
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
  error: unknown;

  get connections(): ConnectionRow[] {
    if (!this.org) {
      return [];
    }
    const { salesforce, exact } = this.org.connections;
    const divisions = this.org.divisions.map(({ name, code }) => `${name} (${code})`).join(', ');
    return [
      // Salesforce is where this page runs: as long as it is connected nobody needs the way out.
      this.toRow(
        'salesforce',
        salesforce,
        salesforce.instanceUrl?.replace(/^https?:\/\//, '') ?? '',
        salesforce.state !== 'connected',
      ),
      this.toRow('exact', exact, [exact.userName, divisions].filter(Boolean).join(' · '), true),
    ];
  }

  async handleConnect(event: Event): Promise<void> {
    const system = (event.currentTarget as HTMLElement).dataset['system'] as SystemName;
    this.isConnecting = true;
    this.error = undefined;
    try {
      const url = system === 'exact' ? (await connectExact()).url : (this.org?.connections.salesforce.connectUrl ?? '');
      this[NavigationMixin.Navigate]({ type: 'standard__webPage', attributes: { url } });
      this.openedFor = system;
    } catch (error) {
      this.error = error;
    } finally {
      this.isConnecting = false;
    }
  }

  private toRow(
    key: SystemName,
    connection: { state: ConnectionState; detail: string | null; checkedAt: string | null },
    who: string,
    hasButton: boolean,
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
      detail: isConnected ? null : connection.detail,
      action: isConnected ? null : `Press ${state.button} and ${SIGN_IN_AS[key]}${saved}`,
      buttonLabel: hasButton ? state.button : undefined,
      buttonText: `${state.button}: ${name}`,
      buttonVariant: isConnected ? 'base' : 'brand',
      note:
        this.openedFor === key
          ? `The sign-in opens in a new tab. If it does not, allow pop-ups for this page and press ${state.button} once more.`
          : undefined,
      error: key === 'exact' ? this.error : undefined,
      checkedAt: connection.checkedAt === null ? null : Date.parse(connection.checkedAt),
    };
  }
}
