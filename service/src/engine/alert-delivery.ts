import { toTandemError, type TandemError } from '../errors/index.ts';
import type { SalesforceOrg } from '../salesforce/index.ts';
import type { Lane, TakenAlert } from '../store/index.ts';
import { isStoppedBy, saysSalesforceIsClosed } from './alert-cause.ts';
import type { EngineDependencies } from './dependencies.ts';

const LOOK_MS = 60_000;
const SHORTEST_LOOK_MS = 100;
const ALERTS_A_LOOK = 100;
const FIRST_DELAY_MS = 60_000;
const LONGEST_DELAY_MS = 3_600_000;
/** Longer than the slowest delivery, so that no other instance delivers the same alert meanwhile. */
const LEASE_MS = 600_000;
const FASTEST = 10;

/**
 * Tells the administrators of an org, by a notification in Salesforce, what stopped a flow. An alert is told while it is true:
 * one that cannot be told waits with growing delays, and one whose flow came right in the meantime is told to nobody.
 */
export class AlertDelivery {
  readonly #dependencies: EngineDependencies;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #look: Promise<void> | undefined;

  constructor(dependencies: EngineDependencies) {
    this.#dependencies = dependencies;
  }

  /** Looks every minute; costs one statement where there is nothing to tell. */
  start(): void {
    this.#timer = setInterval(() => this.#lookForAlerts(), Math.max(SHORTEST_LOOK_MS, LOOK_MS / this.#dependencies.timeScale));
  }

  /** Ends calls under way; what they were about is told by another instance, or after the next start. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping.abort();
    await this.#look;
  }

  #lookForAlerts(): void {
    if (this.#look !== undefined || this.#stopping.signal.aborted) return;
    this.#look = this.#deliverDue().finally(() => {
      this.#look = undefined;
    });
  }

  async #deliverDue(): Promise<void> {
    const byOrg = Map.groupBy(await this.#take(), ({ orgId }) => orgId);
    await Promise.all([...byOrg].map(([orgId, alerts]) => this.#deliverOfOrg(orgId, alerts).catch(this.#warn)));
  }

  async #take(): Promise<TakenAlert[]> {
    const { store, timeScale } = this.#dependencies;
    try {
      return await store.alertQueue.take(ALERTS_A_LOOK, LEASE_MS / Math.min(timeScale, FASTEST));
    } catch (error) {
      this.#warn(error);
      return [];
    }
  }

  /** The database does not answer: alerts that were taken come up again when their lease has passed. */
  readonly #warn = (error: unknown): void => {
    this.#dependencies.log.warn({ reason: toTandemError(error).code, error }, 'look for alerts');
  };

  async #deliverOfOrg(orgId: string, alerts: readonly TakenAlert[]): Promise<void> {
    const current = await this.#onlyTrue(orgId, alerts);
    if (current.length === 0) return;
    const { store, log } = this.#dependencies;
    const open = new Set(current);
    try {
      const salesforce = await this.#dependencies.salesforceOf(orgId, this.#stopping.signal);
      const userIds = await salesforce.administratorIds();
      const [over, tellable] = split(current, ({ cause }) => saysSalesforceIsClosed(cause));
      await store.alertQueue.settle(idsOf(over));
      for (const alert of over) open.delete(alert);
      if (userIds.length === 0) {
        for (const { code } of tellable) log.warn({ orgId, code, reason: 'no_administrator' }, 'alert not delivered');
        await this.#postpone(tellable);
        return;
      }
      for (const alert of tellable) {
        await this.#tell(salesforce, alert, userIds);
        open.delete(alert);
      }
    } catch (thrown) {
      await this.#keep([...open], toTandemError(thrown));
    }
  }

  /** Those whose cause holds up a flow at this moment. The others wait until their flow was tried, or are over with it. */
  async #onlyTrue(orgId: string, alerts: readonly TakenAlert[]): Promise<readonly TakenAlert[]> {
    const { store, timeScale } = this.#dependencies;
    const lanes = await store.lanes.list(orgId);
    const [notices, causes] = split(alerts, ({ isNotice }) => isNotice);
    const [known, over] = split(causes, (alert) => lanesOf(alert, lanes).length > 0);
    const [current, untried] = split(known, (alert) =>
      lanesOf(alert, lanes).some(({ stoppedCode }) => isStoppedBy(stoppedCode, alert.cause)),
    );
    await store.alertQueue.settle(idsOf(over));
    await store.alertQueue.postpone(idsOf(untried), LOOK_MS / timeScale, false);
    return [...current, ...notices];
  }

  async #tell(salesforce: SalesforceOrg, alert: TakenAlert, userIds: readonly string[]): Promise<void> {
    const { store, log } = this.#dependencies;
    await salesforce.notify({ title: alert.title, body: alert.body, userIds });
    await store.alertQueue.markDelivered([alert.id]);
    if (alert.isNotice) await store.alertQueue.settle([alert.id]);
    log.info({ orgId: alert.orgId, code: alert.code, count: userIds.length }, 'alert delivered');
  }

  async #keep(alerts: readonly TakenAlert[], error: TandemError): Promise<void> {
    const { store, log } = this.#dependencies;
    if (this.#stopping.signal.aborted) {
      await store.alertQueue.postpone(idsOf(alerts), 0, false);
      return;
    }
    for (const { orgId, code } of alerts) log.warn({ orgId, code, reason: error.code }, 'alert not delivered');
    await this.#postpone(alerts, error.retryAfterMs);
  }

  async #postpone(alerts: readonly TakenAlert[], atLeastMs = 0): Promise<void> {
    const { store, timeScale } = this.#dependencies;
    for (const { id, attempts } of alerts) {
      const delayMs = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(attempts, 20)) / timeScale;
      await store.alertQueue.postpone([id], Math.max(delayMs, atLeastMs), true);
    }
  }
}

function lanesOf(alert: TakenAlert, lanes: readonly Lane[]): Lane[] {
  return lanes.filter((lane) => alert.lanes.some(({ division, flow }) => lane.division === division && lane.flow === flow));
}

function idsOf(alerts: readonly TakenAlert[]): number[] {
  return alerts.map(({ id }) => id);
}

/** Those that pass and those that do not, in their order. */
function split<Entry>(entries: readonly Entry[], isFirst: (entry: Entry) => boolean): [Entry[], Entry[]] {
  return [entries.filter(isFirst), entries.filter((entry) => !isFirst(entry))];
}
