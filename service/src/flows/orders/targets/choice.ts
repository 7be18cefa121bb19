import { phrase, TandemError } from '../../../errors/index.ts';
import { isWanted } from '../../condition.ts';
import { customerScope } from '../../customers/index.ts';
import type { Intent } from '../../flow.ts';
import { customerOfOrder } from '../customer.ts';
import type { OrdersConfiguration } from '../settings.ts';
import type { OrderRow } from '../types.ts';
import type { TargetKind } from './kinds.ts';
import { kindsMade, rulePointer } from './settings.ts';
import type { DocumentRegister } from './target.ts';
import { kindNamed, targetOf } from './targets.ts';

type Settings = Pick<OrdersConfiguration, 'targets' | 'furtherConditions'>;

/** What an order becomes, or why no rule can tell: then it stands as what it would usually be. */
export interface ChosenTarget {
  readonly target: TargetKind;
  readonly problem: TandemError | undefined;
}

/** One that was sent, or begun, stays what it is, whatever the rules say by now. Pure. */
export function targetFor(order: OrderRow, intent: Intent | undefined, settings: Settings): ChosenTarget {
  const kind = kindInExact(order, intent) ?? kindByRule(order, settings);
  return kind instanceof TandemError ? { target: settings.targets.usual, problem: kind } : { target: kind, problem: undefined };
}

/** Undefined for an order of which nothing was sent yet. What says nothing was sent before there were several. */
function kindInExact(order: OrderRow, intent: Intent | undefined): TargetKind | undefined {
  const { Exact_Id__c: exactId } = order;
  const isNews = intent?.exactId !== undefined && (intent.isWriteBackPending || exactId === null);
  const isOfIntent = isNews || (exactId !== null && intent?.exactId?.toLowerCase() === exactId.toLowerCase());
  if (isOfIntent) return kindNamed(intent.kind) ?? 'salesOrder';
  if (exactId !== null) return kindNamed(order['Exact_Document__c']) ?? 'salesOrder';
  return intent?.postedAt === undefined ? undefined : (kindNamed(intent.kind) ?? 'salesOrder');
}

/** Like a condition, a rule reads order and account alone. */
function kindByRule(order: OrderRow, { targets, furtherConditions }: Settings): TargetKind | TandemError {
  const scope = customerScope({ ...customerOfOrder(order, []), contact: undefined });
  const record = phrase('record_order', { order: order.OrderNumber });
  for (const [index, { target }] of targets.rules.entries()) {
    const answer = isWanted({ when: furtherConditions.get(rulePointer(index)), scope, record });
    if (answer instanceof TandemError) return answer;
    if (answer) return target;
  }
  return targets.usual;
}

/**
 * Where documents of orders may stand: sales orders always, since what was sent before stands there, and whatever else these settings
 * make. `begun`: kinds of what is on its way.
 */
export function registersOf(
  { targets }: Pick<OrdersConfiguration, 'targets'>,
  begun: readonly TargetKind[] = [],
): readonly DocumentRegister[] {
  const kinds: readonly TargetKind[] = ['salesOrder', ...kindsMade(targets), ...begun];
  return [...new Set(kinds.map((kind) => targetOf(kind).register))];
}
