import { toTandemError } from '../../errors/index.ts';
import { ALERT_BACK_OFF, backOffMs } from '../../pace/index.ts';
import type { Lane, TakenAlert } from '../../store/index.ts';
import type { EngineDependencies } from '../dependencies.ts';
import { isStoppedBy } from './cause.ts';
import type { AlertChannel, DeliveryOutcome } from './channel.ts';

const LOOK_MS = 60_000;
const SHORTEST_LOOK_MS = 100;
const ALERTS_A_LOOK = 100;
/** Longer than the slowest delivery, so that no other instance delivers the same alert meanwhile. */
const LEASE_MS = 600_000;
const FASTEST = 10;

/**
 * Tells through one channel what stopped a flow. An alert is told while it is true: one that cannot be told waits with growing delays,
 * and one whose flow came right in the meantime is told to nobody.
 */
export class AlertDelivery {
  readonly #dependencies: EngineDependencies;
  readonly #channel: AlertChannel;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #look: Promise<void> | undefined;

  constructor(dependencies: EngineDependencies, channel: AlertChannel) {
    this.#dependencies = dependencies;
    this.#channel = channel;
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
    this.#look = this.#deliverDue()
      .catch(this.#warn)
      .finally(() => {
        this.#look = undefined;
      });
  }

  async #deliverDue(): Promise<void> {
    const { store, timeScale, alertChannels } = this.#dependencies;
    const taken = await store.alertQueue.take(this.#channel.name, ALERTS_A_LOOK, LEASE_MS / Math.min(timeScale, FASTEST));
    const byOrg = Map.groupBy(taken, ({ orgId }) => orgId);
    await Promise.all([...byOrg].map(([orgId, alerts]) => this.#deliverOfOrg(orgId, alerts).catch(this.#warn)));
    if (taken.some(({ isNotice }) => isNotice)) await store.alertQueue.settleNotices(alertChannels.map(({ name }) => name));
  }

  /** The database does not answer: alerts that were taken come up again when their lease has passed. */
  readonly #warn = (error: unknown): void => {
    this.#dependencies.log.warn({ reason: toTandemError(error).code, error }, 'look for alerts');
  };

  async #deliverOfOrg(orgId: string, alerts: readonly TakenAlert[]): Promise<void> {
    for (const alert of await this.#onlyTrue(orgId, alerts)) {
      const whyNot = this.#channel.whyNot(alert);
      await (whyNot === undefined ? this.#tell(alert) : this.#leaveToOthers(alert, whyNot));
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
    await store.alertQueue.postpone(this.#channel.name, idsOf(untried), LOOK_MS / timeScale);
    return [...current, ...notices];
  }

  async #leaveToOthers(alert: TakenAlert, reason: string): Promise<void> {
    const { store, alertChannels } = this.#dependencies;
    await store.alertQueue.refuse(this.#channel.name, [alert.id], reason);
    const isToldByAnother = alertChannels.some((channel) => channel !== this.#channel && channel.whyNot(alert) === undefined);
    if (!isToldByAnother) this.#logUntold(alert, reason);
  }

  async #tell(alert: TakenAlert): Promise<void> {
    const { store, log, onAlert } = this.#dependencies;
    const { name } = this.#channel;
    const outcome = this.#bounded(alert, await this.#attempt(alert));
    if (outcome.kind !== 'delivered' && this.#stopping.signal.aborted) {
      await store.alertQueue.postpone(name, [alert.id], 0);
      return;
    }
    if (outcome.kind !== 'delivered') this.#logUntold(alert, outcome.reason);
    await this.#keep(alert, outcome);
    onAlert?.(name, outcome.kind);
    const { orgId, code } = alert;
    if (outcome.kind === 'delivered') log.info({ orgId, code, channel: name, count: outcome.count }, 'alert delivered');
  }

  async #keep(alert: TakenAlert, outcome: DeliveryOutcome): Promise<void> {
    const { alertQueue } = this.#dependencies.store;
    const { name } = this.#channel;
    if (outcome.kind === 'delivered') await alertQueue.markDelivered(name, [alert.id]);
    else if (outcome.kind === 'refused') await alertQueue.refuse(name, [alert.id], outcome.reason);
    else await alertQueue.postpone(name, [alert.id], this.#delayMs(alert, outcome.retryAfterMs), outcome.reason);
  }

  async #attempt(alert: TakenAlert): Promise<DeliveryOutcome> {
    try {
      return await this.#channel.deliver(alert, this.#stopping.signal);
    } catch (thrown) {
      const { code, retryAfterMs } = toTandemError(thrown);
      return { kind: 'later', reason: code, retryAfterMs };
    }
  }

  #bounded({ attempts }: TakenAlert, outcome: DeliveryOutcome): DeliveryOutcome {
    const isLast = attempts + 1 >= this.#channel.mostAttempts;
    return outcome.kind === 'later' && isLast ? { kind: 'refused', reason: outcome.reason } : outcome;
  }

  #logUntold({ orgId, code }: TakenAlert, reason: string): void {
    this.#dependencies.log.warn({ orgId, code, channel: this.#channel.name, reason }, 'alert not delivered');
  }

  #delayMs({ attempts }: TakenAlert, atLeastMs = 0): number {
    return Math.max(backOffMs(ALERT_BACK_OFF, attempts + 1) / this.#dependencies.timeScale, atLeastMs);
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
