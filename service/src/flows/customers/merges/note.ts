import { isGuid } from '../../../exact/index.ts';
import { isFurtherDivision } from '../../../mapping/index.ts';
import type { FlowContext, RememberedLink } from '../../flow.ts';
import { DOUBTED, LINKS } from '../keys.ts';
import { withEarlier, type Loser, type Losers } from './losers.ts';

type MergeContext = Pick<FlowContext, 'configuration' | 'division' | 'links' | 'salesforce'>;

/**
 * Notes the debtors of accounts that were merged away under the accounts that are left, each once: from then on they are looked at with
 * these. A contact that is left has the one in Exact of the contact that is not, unless it has one of its own. No call where nothing was merged.
 */
export async function noteMerges(context: MergeContext, { accounts, contacts }: Losers): Promise<void> {
  if (accounts.length > 0) await noteAccounts(context, accounts);
  if (contacts.length > 0) await noteContacts(context, contacts);
}

/** Debtors, in lower case, that merges left behind each account, besides the one that it has; by account. No call. */
export async function contestedDebtors(
  { links }: Pick<FlowContext, 'links'>,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const noted = accountIds.length === 0 ? new Map<string, RememberedLink>() : await links.find(LINKS.contested, accountIds);
  return new Map([...noted].map(([id, link]) => [id, listOf(link)]));
}

async function noteAccounts(context: MergeContext, losers: readonly Loser[]): Promise<void> {
  const { links } = context;
  const fresh = await withoutNoted(context, losers);
  if (fresh.length === 0) return;
  const all = await withoutNoted(context, await withEarlier(context, fresh));
  const ids = all.map(({ Id }) => Id);
  const remembered = await links.find(LINKS.account, ids);
  const contested = await links.find(LINKS.contested, [...new Set([...ids, ...all.map((each) => each.MasterRecordId)])]);
  // In a further division what stands on an account is of another one; its rows Salesforce has moved by itself.
  const isFurther = isFurtherDivision(context.configuration, context.division);
  const ownOf = ({ Id, Exact_Id__c: shown }: Loser): string => {
    const id = (isFurther ? null : shown)?.trim() ?? remembered.get(Id)?.exactId ?? '';
    return isGuid(id) ? id.toLowerCase() : '';
  };
  const lists = [...Map.groupBy(all, ({ MasterRecordId }) => MasterRecordId)].map(([accountId, merged]) => {
    const debtors = merged.flatMap((loser) => [ownOf(loser), ...listOf(contested.get(loser.Id))]).filter((id) => id !== '');
    return { accountId, debtors: [...new Set([...listOf(contested.get(accountId)), ...debtors])] };
  });
  await links.remember(
    LINKS.contested,
    lists.flatMap(({ accountId, debtors: [first, ...others] }) =>
      first === undefined ? [] : [{ salesforceId: accountId, exactId: first, fingerprint: [first, ...others].join(' ') }],
    ),
  );
  await links.remember(
    LINKS.mergedAway,
    all.map((loser) => ({ salesforceId: loser.Id, exactId: ownOf(loser), fingerprint: loser.MasterRecordId })),
  );
  for (const role of [LINKS.account, LINKS.agreed, LINKS.contested, LINKS.ownDebtor]) await links.forget(role, ids);
}

async function noteContacts(context: MergeContext, losers: readonly Loser[]): Promise<void> {
  const { links } = context;
  const fresh = await withoutNoted(context, losers);
  if (fresh.length === 0) return;
  const known = await links.find(LINKS.contact, [...new Set(fresh.flatMap(({ Id, MasterRecordId }) => [Id, MasterRecordId]))]);
  const moved = fresh.flatMap(({ Id, MasterRecordId: salesforceId, Exact_Id__c: shown }): RememberedLink[] => {
    const exactId = shown?.trim().toLowerCase() ?? known.get(Id)?.exactId ?? '';
    return isGuid(exactId) && !known.has(salesforceId) ? [{ salesforceId, exactId, fingerprint: DOUBTED }] : [];
  });
  await links.remember(LINKS.contact, moved);
  await links.remember(
    LINKS.mergedAway,
    fresh.map(({ Id, MasterRecordId }) => ({ salesforceId: Id, exactId: '', fingerprint: MasterRecordId })),
  );
  await links.forget(
    LINKS.contact,
    fresh.map(({ Id }) => Id),
  );
}

async function withoutNoted({ links }: MergeContext, losers: readonly Loser[]): Promise<readonly Loser[]> {
  const noted = await links.find(
    LINKS.mergedAway,
    losers.map(({ Id }) => Id),
  );
  return losers.filter(({ Id }) => !noted.has(Id));
}

function listOf(link: RememberedLink | undefined): readonly string[] {
  return link === undefined ? [] : link.fingerprint.split(' ').filter((id) => id !== '');
}
