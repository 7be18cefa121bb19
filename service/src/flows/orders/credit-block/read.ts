import { Decimal } from '../../../money/index.ts';
import { agreedAsKnown, agreedInExact, CREDIT, type AgreedCredit } from '../../credit/index.ts';
import type { FlowContext } from '../../flow.ts';
import { INVOICES, owedByRows, owedInExact } from '../../invoices/index.ts';
import { ORDER_SETTINGS } from '../settings.ts';
import type { CreditFacts, OrderInput, Standing } from '../types.ts';
import { HELD } from './code.ts';
import { debtorIdOf } from './debtor.ts';

/** A flow that missed two of its looks says nothing about now. */
const LOOKS_MISSED = 2;
const NOTHING_AGREED = { line: null, ordered: new Decimal(0) };

/**
 * What the customers of these orders owe, where the settings hold orders for it: as the flows of credit and invoices keep it, where they
 * have looked lately; else as Exact says. Undefined, and no call, where nothing has to be known.
 */
export async function readCredit(context: FlowContext, orders: readonly OrderInput[]): Promise<CreditFacts | undefined> {
  const { block } = ORDER_SETTINGS.of(context.configuration).credit;
  const open = orders.filter(mayGo);
  if (block === 'none' || open.length === 0) return undefined;
  const debtorIds = [...new Set(open.flatMap((input) => debtorIdOf(input) ?? []))];
  const owed = (await isFresh(context, INVOICES.name))
    ? await owedByRows(context, debtorIds)
    : await owedInExact(context, debtorIds);
  const agreed = block === 'daysOverdue' ? new Map<string, AgreedCredit>() : await agreedOf(context, debtorIds);
  const standings = [...owed].map(([id, amounts]): [string, Standing] => [
    id,
    { ...amounts, ...(agreed.get(id) ?? NOTHING_AGREED) },
  ]);
  return {
    currency: await context.companyCurrency(),
    standings: new Map(standings),
    approved: await context.approvals.granted(
      HELD,
      open.map(({ order }) => order.Id),
    ),
  };
}

/** What Exact has already is not held, whatever its customer owes. */
function mayGo({ notSent, existing, debtor, sent, choice }: OrderInput): boolean {
  const isNew = sent === undefined || (sent.kind === 'gone' && choice.sendAgain === true);
  return notSent === undefined && debtor !== undefined && isNew && existing.length === 0;
}

async function agreedOf(context: FlowContext, debtorIds: readonly string[]): Promise<ReadonlyMap<string, AgreedCredit>> {
  const known = (await isFresh(context, CREDIT.name)) ? await agreedAsKnown(context, debtorIds) : new Map<string, AgreedCredit>();
  const unknown = debtorIds.filter((id) => !known.has(id));
  return new Map([...known, ...(await agreedInExact(context, unknown))]);
}

async function isFresh({ lastLook, configuration, now, timeScale }: FlowContext, flow: string): Promise<boolean> {
  const at = await lastLook(flow);
  const minutes = configuration.flows[flow]?.everyMinutes ?? 0;
  return at !== undefined && now().getTime() - at.getTime() <= (LOOKS_MISSED * minutes * 60_000) / timeScale;
}
