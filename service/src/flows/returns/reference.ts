import type { Configuration } from '../../mapping/index.ts';
import { ORDER_SETTINGS } from '../orders/index.ts';

/** What the credit note of a reduction order bears as its reference: orders and reduction orders share their numbers, and the prefix of the org. */
export function referenceOf(orderNumber: string, configuration: Configuration): string {
  return `${ORDER_SETTINGS.of(configuration).reference.prefix}${orderNumber}`;
}
