import { LightningElement, api } from 'lwc';
import type { ConnectionState, Org } from 'tandem/middleware';

interface ConnectionRow {
  key: string;
  name: string;
  icon: string;
  stateLabel: string;
  stateIcon: string;
  stateVariant: string;
  who: string;
  detail: string | null;
  action: string | null;
  /** Milliseconds: the relative time takes no ISO text. */
  checkedAt: number | null;
}

const STATES: Readonly<Record<ConnectionState, { label: string; icon: string; variant: string }>> = {
  connected: { label: 'Connected', icon: 'utility:success', variant: 'success' },
  reconnect: { label: 'Must be connected again', icon: 'utility:warning', variant: 'warning' },
  missing: { label: 'Not connected', icon: 'utility:error', variant: 'error' },
};

/** State of the connections to Salesforce and to Exact Online. */
export default class ConnectionStatus extends LightningElement {
  @api org: Org | undefined;

  get connections(): ConnectionRow[] {
    if (!this.org) {
      return [];
    }
    const { salesforce, exact } = this.org.connections;
    const divisions = this.org.divisions.map(({ name, code }) => `${name} (${code})`).join(', ');
    return [
      this.toRow(
        'salesforce',
        'Salesforce',
        'utility:salesforce1',
        salesforce,
        salesforce.instanceUrl?.replace(/^https?:\/\//, '') ?? '',
      ),
      this.toRow('exact', 'Exact Online', 'utility:money', exact, [exact.userName, divisions].filter(Boolean).join(' · ')),
    ];
  }

  private toRow(
    key: string,
    name: string,
    icon: string,
    connection: { state: ConnectionState; detail: string | null; checkedAt: string | null },
    who: string,
  ): ConnectionRow {
    const state = STATES[connection.state];
    return {
      key,
      name,
      icon,
      stateLabel: state.label,
      stateIcon: state.icon,
      stateVariant: state.variant,
      who,
      detail: connection.state === 'connected' ? null : connection.detail,
      action:
        connection.state === 'connected'
          ? null
          : `Ask your Tandem administrator to connect ${name} again. Nothing is lost: what waits is sent afterwards.`,
      checkedAt: connection.checkedAt === null ? null : Date.parse(connection.checkedAt),
    };
  }
}
