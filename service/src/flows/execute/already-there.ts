import { isTandemError, TandemError } from '../../errors/index.ts';
import type { SalesforceWrite, SalesforceWriteResult } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import type { SalesforceObject } from './salesforce-object.ts';

/**
 * What Salesforce refuses as a duplicate was made meanwhile, by a person or by a job whose end nobody waited for: it is found again
 * and brought to what its write wanted. `results`: of the writes, in their order.
 */
export async function settleAlreadyThere(
  context: FlowContext,
  { object, findAgain }: SalesforceObject,
  writes: readonly SalesforceWrite[],
  results: readonly SalesforceWriteResult[],
): Promise<readonly SalesforceWriteResult[]> {
  const refused = writes.flatMap((write, place) => (isDuplicate(write, results[place]) ? [{ write, place }] : []));
  if (findAgain === undefined || refused.length === 0) return results;
  const standing = await findAgain.find(
    context,
    refused.map(({ write }) => write),
  );
  const settled = [...results];
  const changes: { readonly place: number; readonly write: SalesforceWrite }[] = [];
  for (const [index, { write, place }] of refused.entries()) {
    const row = standing[index];
    const result = results[place];
    if (row?.Id === undefined) {
      // One that a unique field names is for a person; one that is not to be seen yet is looked for again.
      if (result?.ok === false && result.error.field === undefined)
        settled[place] = { ok: false, error: notSeen(object, result.error) };
      continue;
    }
    settled[place] = { ok: true, id: row.Id, created: false };
    // What its write does not name is to be empty.
    const fields = Object.fromEntries(findAgain.lacking(row, write.fields).map((field) => [field, write.fields[field] ?? null]));
    if (Object.keys(fields).length > 0) changes.push({ place, write: { action: 'update', object, id: row.Id, fields } });
  }
  const changed = await context.salesforce.write(
    changes.map(({ write }) => write),
    { signal: context.signal },
  );
  for (const [index, { place }] of changes.entries()) {
    const result = changed[index];
    if (result !== undefined) settled[place] = result;
  }
  return settled;
}

function isDuplicate(write: SalesforceWrite, result: SalesforceWriteResult | undefined): boolean {
  return write.action === 'create' && result?.ok === false && isTandemError(result.error, 'salesforce_duplicate_value');
}

function notSeen(object: string, cause: TandemError): TandemError {
  return new TandemError('salesforce_outcome_unknown', { object, text: cause.message }, { cause, outcomeUnknown: true });
}
