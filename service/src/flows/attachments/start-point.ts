import { amountText, toDecimal } from '../../money/index.ts';
import { soqlDateTime, type SalesforceOrg } from '../../salesforce/index.ts';
import type { FlowStart, WaitingRecords } from '../flow.ts';
import { soldOnly } from '../sold-only.ts';
import { ATTACHMENT_SETTINGS } from './settings.ts';
import { watchedSince } from './watched-orders.ts';

/** From when on files go by themselves, and of how many orders an earlier moment may send some. */
export const ATTACHMENTS_START: FlowStart = {
  pointOf: (configuration) => {
    const { enabled, sendFrom, when } = ATTACHMENT_SETTINGS.of(configuration);
    return enabled && when !== undefined && sendFrom !== undefined ? new Date(sendFrom) : undefined;
  },
  countReleased,
};

/** One call: no query tells which of these orders have files, so that they are at most so many. */
async function countReleased(
  salesforce: SalesforceOrg,
  { configuration, former }: Parameters<FlowStart['countReleased']>[1],
  now: Date,
): Promise<WaitingRecords | undefined> {
  const start = ATTACHMENTS_START.pointOf(configuration);
  const before = (former === undefined ? undefined : ATTACHMENTS_START.pointOf(former)) ?? now;
  if (start === undefined || start >= before) return undefined;
  const since = soqlDateTime(watchedSince(ATTACHMENT_SETTINGS.of(configuration), now));
  const [[group], { defaultCurrency }] = await Promise.all([
    salesforce.query(
      `SELECT COUNT(Id) n, MIN(ActivatedDate) oldest, MAX(ActivatedDate) newest, SUM(TotalAmount) amount FROM Order WHERE Exact_Id__c != null AND SystemModstamp >= ${since}${soldOnly((await salesforce.describe('Order')).fields)}`,
    ),
    salesforce.features(),
  ]);
  const amount = toDecimal(group?.['amount']);
  const momentOf = (value: unknown): Date | undefined => (typeof value === 'string' ? new Date(value) : undefined);
  return {
    count: Number(group?.['n'] ?? 0),
    isAtMost: true,
    oldest: momentOf(group?.['oldest']),
    newest: momentOf(group?.['newest']),
    amount: amount === null ? '0' : amountText(amount),
    currency: defaultCurrency,
  };
}
