import type { DeliveryInput } from './types.ts';

/** What a delivery shows when Exact does not have it any more. */
export const DELETED = 'Deleted in Exact';
const TRACKED = 'Tracking code';
const UNTRACKED = 'No tracking code';

/**
 * Whether there is a code yet, of the delivery or of one of its parcels. What was read without its header, or without its lines, does not
 * take back what the other said. Pure.
 */
export function stateOf({ row, header, lines, isWhole }: DeliveryInput): string {
  const hasCode = header?.TrackingNumber != null || lines.some(({ line }) => line.TrackingNumber !== null);
  if (hasCode) return TRACKED;
  const isTakenOff = header !== undefined && row?.['Tracking_Number__c'] != null;
  const stands = row?.['State__c'] === TRACKED && !isTakenOff && !isWhole;
  return stands ? TRACKED : UNTRACKED;
}
