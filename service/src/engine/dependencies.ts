import type { Configuration } from '../mapping/index.ts';
import type { ExactDivision, ReferenceLists, CallClass } from '../exact/index.ts';
import type { Flow, FlowLog } from '../flows/index.ts';
import type { SalesforceOrg } from '../salesforce/index.ts';
import type { Store } from '../store/index.ts';
import type { AlertChannel, DeliveryOutcome } from './alerts/index.ts';
import type { Stopping } from './stopping.ts';

/** The two systems of one org, as a flow sees them. Calls are counted in the objects handed out. */
export interface ConnectedSystems {
  readonly exact: ExactDivision;
  readonly salesforce: SalesforceOrg;
  readonly references: ReferenceLists;
}

/**
 * How a slice ended: `worked` until nothing or no time was left; `waits` for a limit or before another attempt; `stopped` until the
 * cause is gone; `left` because the process stops; `lost` to another instance.
 */
export type SliceOutcome = 'worked' | 'waits' | 'stopped' | 'left' | 'lost';

/** What the engine stands on. */
export interface EngineDependencies {
  readonly store: Store;
  readonly flows: readonly Flow<unknown>[];
  connect(orgId: string, division: number, callClass: CallClass): Promise<ConnectedSystems>;
  /** Salesforce alone, where Exact may be the trouble. */
  salesforceOf(orgId: string, signal: AbortSignal): Promise<SalesforceOrg>;
  /** The stored document with its defaults filled in. */
  parseConfiguration(document: unknown): Configuration;
  readonly log: FlowLog;
  readonly now: () => Date;
  /** Divides durations; 1 in production. */
  readonly timeScale: number;
  /** Of the process; `Engine.stop` begins it. */
  readonly stopping: Stopping;
  /** The ways in which people are told what stopped a flow; each has a name of its own. */
  readonly alertChannels: readonly AlertChannel[];
  /** Told of every attempt to deliver an alert, by the channel's name. */
  readonly onAlert?: (channel: string, outcome: DeliveryOutcome['kind']) => void;
  /** Told of every slice of a lane that was worked. */
  readonly onSlice?: (flow: string, outcome: SliceOutcome, durationMs: number) => void;
  /** True where Exact can tell this service of changes: what it tells whole is looked for seldom. */
  readonly hasWebhooks: boolean;
  /** Slices this instance works at the same time. */
  readonly concurrency: number;
}
