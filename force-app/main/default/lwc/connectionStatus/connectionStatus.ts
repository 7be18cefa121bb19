import { LightningElement, api } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { fill } from 'c/labelText';
import connectExact from '@salesforce/apex/SetupController.connectExact';
import connectSalesforce from '@salesforce/apex/SetupController.connectSalesforce';
import connect from '@salesforce/label/c.Common_Connect';
import connected from '@salesforce/label/c.Common_Connected';
import exactOnline from '@salesforce/label/c.Common_ExactOnline';
import salesforceName from '@salesforce/label/c.Common_Salesforce';
import whatToDo from '@salesforce/label/c.Common_WhatToDo';
import byCertificate from '@salesforce/label/c.ConnectionStatus_ByCertificate';
import byClientCredentials from '@salesforce/label/c.ConnectionStatus_ByClientCredentials';
import byPerson from '@salesforce/label/c.ConnectionStatus_ByPerson';
import checked from '@salesforce/label/c.ConnectionStatus_Checked';
import connectAgain from '@salesforce/label/c.ConnectionStatus_ConnectAgain';
import exactAction from '@salesforce/label/c.ConnectionStatus_ExactAction';
import mustReconnect from '@salesforce/label/c.ConnectionStatus_MustReconnect';
import notConnected from '@salesforce/label/c.ConnectionStatus_NotConnected';
import nothingLost from '@salesforce/label/c.ConnectionStatus_NothingLost';
import opened from '@salesforce/label/c.ConnectionStatus_Opened';
import ownUserIsBetter from '@salesforce/label/c.ConnectionStatus_OwnUserIsBetter';
import runAsIsBetter from '@salesforce/label/c.ConnectionStatus_RunAsIsBetter';
import salesforceAction from '@salesforce/label/c.ConnectionStatus_SalesforceAction';
import title from '@salesforce/label/c.ConnectionStatus_Title';
import type { ConnectionState, Org, SalesforceConnection } from 'tandem/middleware';

const labels = {
  byCertificate,
  byClientCredentials,
  byPerson,
  checked,
  connect,
  connectAgain,
  connected,
  exactAction,
  exactOnline,
  mustReconnect,
  notConnected,
  nothingLost,
  opened,
  ownUserIsBetter,
  runAsIsBetter,
  salesforceAction,
  salesforceName,
  title,
  whatToDo,
};

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
  connected: { label: labels.connected, icon: 'utility:success', variant: 'success', button: labels.connectAgain },
  reconnect: { label: labels.mustReconnect, icon: 'utility:warning', variant: 'warning', button: labels.connectAgain },
  missing: { label: labels.notConnected, icon: 'utility:error', variant: 'error', button: labels.connect },
};
const NAMES: Readonly<Record<SystemName, string>> = { salesforce: labels.salesforceName, exact: labels.exactOnline };
const ACTIONS: Readonly<Record<SystemName, string>> = { salesforce: labels.salesforceAction, exact: labels.exactAction };
const SALESFORCE_SIGN_IN: Readonly<Record<NonNullable<SalesforceConnection['signIn']>, string>> = {
  client_credentials: labels.byClientCredentials,
  refresh_token: `${labels.byPerson} ${labels.runAsIsBetter}`,
  jwt: labels.byCertificate,
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

  readonly labels = labels;
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
      this.toRow(
        'exact',
        exact,
        [exact.userName, divisions].filter(Boolean).join(' · '),
        `${labels.byPerson} ${labels.ownUserIsBetter}`,
      ),
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
    return {
      key,
      name,
      stateLabel: state.label,
      stateIcon: state.icon,
      stateVariant: state.variant,
      who,
      signIn: isConnected ? signIn : null,
      detail: isConnected ? null : connection.detail,
      action: isConnected ? null : toAction(key, connection.state),
      buttonLabel: state.button,
      buttonText: `${state.button}: ${name}`,
      buttonVariant: isConnected ? 'base' : 'brand',
      note: this.openedFor === key ? fill(labels.opened, { button: state.button }) : undefined,
      error: this.failedFor === key ? this.error : undefined,
      checkedAt: connection.checkedAt === null ? null : Date.parse(connection.checkedAt),
    };
  }
}

/** What to do about a connection that does not work. */
function toAction(system: SystemName, state: ConnectionState): string {
  const action = fill(ACTIONS[system], { button: STATES[state].button });
  return state === 'reconnect' ? `${action} ${labels.nothingLost}` : action;
}
