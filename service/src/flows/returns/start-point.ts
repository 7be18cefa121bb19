import { amountText, toDecimal } from '../../money/index.ts';
import { soqlDateTime, type SalesforceOrg } from '../../salesforce/index.ts';
import type { FlowStart, WaitingRecords } from '../flow.ts';
import { selectedSince } from './selection.ts';
import { RETURN_SETTINGS } from './settings.ts';

/** From when on returns go by themselves, and how many an earlier moment would bring. */
export const RETURNS_START: FlowStart = {
  pointOf: (configuration) => {
    const { enabled, sendFrom } = RETURN_SETTINGS.of(configuration);
    return enabled && sendFrom !== undefined ? new Date(sendFrom) : undefined;
  },
  countReleased,
};

async function countReleased(
  salesforce: SalesforceOrg,
  { configuration, former }: Parameters<FlowStart['countReleased']>[1],
  now: Date,
): Promise<WaitingRecords | undefined> {
  const start = RETURNS_START.pointOf(configuration);
  const before = (former === undefined ? undefined : RETURNS_START.pointOf(former)) ?? now;
  const selected = selectedSince(configuration);
  if (start === undefined || selected === undefined || start >= before) return undefined;
  const [[group], { defaultCurrency }] = await Promise.all([
    salesforce.query(
      `SELECT COUNT(Id) n, MIN(ActivatedDate) oldest, MAX(ActivatedDate) newest, SUM(TotalAmount) amount FROM Order WHERE ${selected} AND ActivatedDate < ${soqlDateTime(before)}`,
    ),
    salesforce.features(),
  ]);
  const amount = toDecimal(group?.['amount']);
  const momentOf = (value: unknown): Date | undefined => (typeof value === 'string' ? new Date(value) : undefined);
  return {
    count: Number(group?.['n'] ?? 0),
    isAtMost: RETURN_SETTINGS.of(configuration).when !== undefined,
    oldest: momentOf(group?.['oldest']),
    newest: momentOf(group?.['newest']),
    amount: amount === null ? '0' : amountText(amount),
    currency: defaultCurrency,
  };
}
