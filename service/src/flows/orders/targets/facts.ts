import type { ExactJournal, ExactWarehouse } from '../../../exact/index.ts';
import type { FlowContext } from '../../flow.ts';
import type { TargetKind } from './kinds.ts';
import { targetOf } from './targets.ts';

/** What a document needs to know of the company besides. A list is undefined where no order needs it. */
export interface TargetFacts {
  readonly journals: readonly ExactJournal[] | undefined;
  readonly warehouses: readonly ExactWarehouse[] | undefined;
}

/** Lists that are read once and kept for a while: no call where all orders become sales orders. */
export async function readTargetFacts(
  { references }: Pick<FlowContext, 'references'>,
  kinds: readonly TargetKind[],
): Promise<TargetFacts> {
  const targets = kinds.map(targetOf);
  return {
    journals: targets.some(({ hasJournal }) => hasJournal) ? await references.journals() : undefined,
    warehouses: targets.some(({ hasWarehouse }) => hasWarehouse) ? await references.warehouses() : undefined,
  };
}
