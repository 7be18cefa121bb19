import { timeZoneOf } from '../mapping/index.ts';
import { dayIn } from './calendar.ts';
import type { FlowContext } from './flow.ts';

/** The day it is in the division that a flow works in: `yyyy-mm-dd`. */
export function today({ configuration, division, now }: Pick<FlowContext, 'configuration' | 'division' | 'now'>): string {
  return dayIn(timeZoneOf(configuration, division), now());
}
