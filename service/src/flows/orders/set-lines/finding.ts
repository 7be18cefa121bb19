import { phrase } from '../../../errors/index.ts';
import type { Configuration } from '../../../mapping/index.ts';
import type { FlowFinding } from '../../fed-objects.ts';
import { ORDER_SETTINGS } from '../settings.ts';

/** The flow that keeps which products are sets. */
const SETS_FLOW = 'sets';

/** What the check of the set-up says of sets on orders; nothing where they go as one line. No call. */
export function setsFindings(configuration: Configuration): readonly FlowFinding[] {
  if (ORDER_SETTINGS.of(configuration).sets.send === 'whole') return [];
  const check = { id: 'orders-sets', title: phrase('check_sets') };
  if (configuration.flows[SETS_FLOW]?.enabled === true)
    return [{ ...check, state: 'ok', detail: phrase('check_sets_kept'), action: null }];
  return [{ ...check, state: 'warning', detail: phrase('check_sets_not_kept'), action: phrase('check_sets_action') }];
}
