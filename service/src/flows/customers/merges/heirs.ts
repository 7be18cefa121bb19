import { isFurtherDivision } from '../../../mapping/index.ts';
import type { FlowContext } from '../../flow.ts';
import { LINKS } from '../keys.ts';
import { losersWith } from './losers.ts';
import { contestedDebtors, noteMerges } from './note.ts';

/** Debtors whose accounts were merged away. */
export interface MergedDebtors {
  /** Account that is left and may have the debtor, by lower-case id of the debtor. */
  readonly heirs: ReadonlyMap<string, string>;
  /** Lower-case ids of all of them: none of these gets an account of its own. */
  readonly all: ReadonlySet<string>;
}

const NONE: MergedDebtors = { heirs: new Map(), all: new Set() };

/** Which of these debtors, which no account is linked to, were those of accounts that a person merged away. One call; none for no debtor. */
export async function mergedDebtors(context: FlowContext, debtorIds: readonly string[]): Promise<MergedDebtors> {
  if (debtorIds.length === 0 || isFurtherDivision(context.configuration, context.division)) return NONE;
  await noteMerges(context, { accounts: await losersWith(context, debtorIds), contacts: [] });
  const merged = await context.links.findByExactId(LINKS.mergedAway, debtorIds);
  const left = [...new Set(merged.map(({ fingerprint }) => fingerprint))];
  const contested = await contestedDebtors(context, left);
  const heirs = merged.flatMap(({ exactId, fingerprint: accountId }): [string, string][] => {
    const [only, ...others] = contested.get(accountId) ?? [];
    return only === exactId.toLowerCase() && others.length === 0 ? [[only, accountId]] : [];
  });
  return { heirs: new Map(heirs), all: new Set(merged.map(({ exactId }) => exactId.toLowerCase())) };
}
