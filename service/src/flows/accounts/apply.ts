import { LINK_ROWS } from '../with-link-rows.ts';
import { carryOut, type ObjectTables } from '../execute/index.ts';
import type { FlowContext } from '../flow.ts';
import type { Operation, Outcome } from '../operation.ts';

/** What the flow writes. */
const OBJECTS: ObjectTables = {
  exact: [],
  // Before what the records say: a row that was refused is news to come.
  salesforce: [
    LINK_ROWS,
    { object: 'Account', externalId: 'Exact_Id__c', stamp: 'Exact_Synced_At__c' },
    { object: 'Contact', externalId: 'Exact_Id__c', parent: { field: 'AccountId', object: 'Account' }, numericFields: [] },
  ],
};

const carry = carryOut(OBJECTS);

/** Carries a plan out, and notes what both sides agree on from then on; of an account that lost its debtor nothing is remembered. */
export async function apply(context: FlowContext, operations: readonly Operation[]): Promise<readonly Outcome[]> {
  const outcomes = await carry(context, operations);
  const failed = new Set(
    outcomes.flatMap(({ status, recordId }) => (status === 'failed' || status === 'blocked' ? [recordId] : [])),
  );
  const done = operations.filter(({ recordId }) => !failed.has(recordId));
  const agreed = done.flatMap(({ agreement, recordId }) =>
    agreement === undefined ? [] : [{ ...agreement, exactId: recordId }],
  );
  for (const [role, links] of Map.groupBy(agreed, ({ role: name }) => name))
    await context.links.remember(
      role,
      links.map(({ salesforceId, exactId, fingerprint }) => ({ salesforceId, exactId, fingerprint })),
    );
  for (const [role, forgotten] of Map.groupBy(
    done.flatMap(({ forgets = [] }) => forgets),
    ({ role: name }) => name,
  ))
    await context.links.forget(
      role,
      forgotten.map(({ salesforceId }) => salesforceId),
    );
  return outcomes;
}
