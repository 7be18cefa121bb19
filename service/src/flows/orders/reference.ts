import type { Configuration } from '../../mapping/index.ts';
import type { DocumentMark } from '../operation.ts';
import { contentHash, type PostedLine } from './content.ts';
import type { OrderInput, OrderRow } from './types.ts';
import { ORDER_SETTINGS, type OrdersConfiguration } from './settings.ts';

/** What a document is known by: the field of the settings holds the key of its order. Written, looked for and recognised by it. */
export function markOf(
  settings: OrdersConfiguration,
  { reference, target }: Pick<OrderInput, 'reference' | 'target'>,
  lines: readonly PostedLine[],
): DocumentMark {
  return { field: settings.reference.field, reference, content: contentHash(lines), kind: target };
}

/** The key that a record gets in Exact. */
export function referenceOf({ source, key }: Pick<OrderRow, 'source' | 'key'>, configuration: Configuration): string {
  return `${ORDER_SETTINGS.of(configuration).reference.prefix}${source.prefix}${key}`;
}
