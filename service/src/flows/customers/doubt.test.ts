import { describe, expect, it } from '@jest/globals';
import { TandemError } from '../../errors/index.ts';
import type { ExactAccount } from '../../exact/index.ts';
import type { FlowContext } from '../flow.ts';
import type { Operation } from '../operation.ts';
import { doubtRemembered } from './doubt.ts';
import { LINKS } from './keys.ts';
import { DEBTOR } from './testing/accounts.ts';
import { CONFIGURATION } from '../configuration.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const refusal = new TandemError('exact_validation', { text: 'Invalid', entity: 'SalesOrder', division: 1 });
const link = { salesforceId: '001000000000001AAA', exactId: DEBTOR, fingerprint: 'f' };
const operation = { recordId: '801000000000001AAA', label: '00000101', remembered: [{ entity: LINKS.account, link }] };

/** What an order is told when Exact refused it, and whether its debtor is looked at again. */
async function refused(account: Partial<ExactAccount>, orderDay?: string): Promise<{ error: TandemError; doubted: string[] }> {
  const doubted: string[] = [];
  const found = { ID: DEBTOR, Blocked: false, IsSales: true, StartDate: null, EndDate: null, ...account } as ExactAccount;
  const context = {
    configuration: CONFIGURATION.parse({ version: 1 }),
    division: 1,
    now: () => NOW,
    exact: { findAny: () => Promise.resolve([found]) },
    links: {
      doubt: (_entity: string, ids: readonly string[]) => {
        doubted.push(...ids);
        return Promise.resolve();
      },
    },
  } as unknown as FlowContext;
  const body = { OrderedBy: DEBTOR, ...(orderDay === undefined ? {} : { OrderDate: orderDay }) };
  return { error: await doubtRemembered(context, { operation: operation as unknown as Operation, body }, refusal), doubted };
}

describe('a remembered debtor of an order that Exact refused', () => {
  it.each([
    ['has no end', {}],
    ['ends after the order', { EndDate: '2026-12-31' }],
    ['began before it', { StartDate: '2026-01-01' }],
  ])('stands where it %s: the refusal itself is told', async (_what, account) => {
    expect(await refused(account, '2026-11-20')).toEqual({ error: refusal, doubted: [] });
  });

  it.each([
    ['has ended', { EndDate: '2026-11-23' }, undefined],
    ['has ended when the order is of', { EndDate: '2026-11-30' }, '2026-12-01'],
    ['begins later', { StartDate: '2026-12-01' }, '2026-11-30'],
    ['is blocked', { Blocked: true }, undefined],
  ])('is looked at again where it %s', async (_what, account, orderDay) => {
    const { error, doubted } = await refused(account, orderDay);
    expect(error).toMatchObject({ code: 'record_busy', cause: refusal });
    expect(doubted).toEqual([DEBTOR]);
  });
});
