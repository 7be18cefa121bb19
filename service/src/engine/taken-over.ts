import { LINK_ROLES, type Flow, type FlowContext, type Outcome } from '../flows/index.ts';
import { linkRowsByKey, linkRowsQuery } from '../links/index.ts';
import { defaultDivision, plainText, yieldsToDefault } from '../mapping/index.ts';
import type { NewWorkItem } from '../store/index.ts';

/**
 * Work for the default division: records that it took over between the moment in which a further one read them and that in which the
 * further one wrote on them. The lanes of one flow never work at once, but another flow takes records over. What the further one wrote
 * would stand there, read and stamped, until the next change in Exact. One query a batch that wrote on linked records.
 */
export async function takenOverMeanwhile(
  { configuration, division, salesforce }: FlowContext,
  { name, linkedAs }: Flow<unknown>,
  outcomes: readonly Outcome[],
): Promise<readonly NewWorkItem[]> {
  const first = defaultDivision(configuration);
  if (first === undefined || !yieldsToDefault(configuration, name, division)) return [];
  const role = LINK_ROLES.find(linkedAs);
  // A document is of the division that it is in, and of no other.
  if (role?.lookup === undefined || role.ofDefaultDivision.length === 0) return [];
  const { lookup, entity, object } = role;
  const written = outcomes
    .flatMap(({ operations }) => operations)
    .filter((operation) => operation.object === object && ['create', 'update'].includes(operation.action));
  const record = lookup.replace(/__c$/, '__r');
  const queries = linkRowsByKey(
    division,
    entity,
    written.map(({ recordId }) => recordId),
    (condition) => linkRowsQuery(division, [lookup, `${record}.Exact_Id__c`], `${record}.Exact_Id__c != null AND ${condition}`),
  );
  if (queries.length === 0) return [];
  const rows = (await salesforce.queryMany(queries)).flat();
  return rows.flatMap((row) => {
    const exactId = plainText((row[record] as { readonly Exact_Id__c?: unknown } | null)?.Exact_Id__c).toLowerCase();
    // Where a version before rows wrote it, a record bears the id that it has in the further division.
    const isTaken = exactId !== plainText(row['Exact_Id__c']).toLowerCase();
    return isTaken ? [{ flow: name, division: first, recordId: plainText(row[lookup]) }] : [];
  });
}
