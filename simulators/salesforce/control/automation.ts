import type { Change } from '../records/index.ts';

/** Where the package's order trigger of this org posts its hints. */
export interface AutomationTarget {
  readonly url: string;
  readonly apiKey: string;
  readonly orgId: string;
}

/** Records of one trigger run. */
const TRIGGER_SIZE = 200;

/**
 * Does what the package's Order trigger does: tells the service, after the transaction, which orders are new or changed status. Like there,
 * only for people with the permission to send orders: the integration user has none, so its own writes raise no hints.
 */
export class OrderAutomation {
  private readonly integrationUserId: () => string;
  private target: AutomationTarget | null = null;

  constructor(integrationUserId: () => string) {
    this.integrationUserId = integrationUserId;
  }

  aim(target: AutomationTarget | null): void {
    this.target = target;
  }

  /** Called after each transaction. A hint that cannot be delivered is lost, as in an org: the poll finds the order. */
  onCommit(changes: readonly Change[]): void {
    const { target } = this;
    if (target === null) return;
    const orders = changes.filter(
      ({ object, before, after }) =>
        object.name === 'Order' &&
        before?.['Status'] !== after['Status'] &&
        !after.IsDeleted &&
        after['LastModifiedById'] !== this.integrationUserId(),
    );
    const ids = [...new Set(orders.map(({ after }) => after.Id))];
    for (let from = 0; from < ids.length; from += TRIGGER_SIZE) {
      const body = JSON.stringify({ object: 'Order', ids: ids.slice(from, from + TRIGGER_SIZE) });
      const headers = {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${target.apiKey}`,
        'X-Salesforce-Org-Id': target.orgId,
      };
      setImmediate(
        () =>
          void fetch(`${target.url}/v1/hints`, { method: 'POST', headers, body, signal: AbortSignal.timeout(10_000) })
            .then((answer) => answer.arrayBuffer())
            .catch(() => undefined),
      );
    }
  }
}
