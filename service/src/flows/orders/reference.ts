import type { DocumentMark } from '../operation.ts';
import { contentHash, type PostedLine } from './content.ts';
import type { OrdersConfiguration } from './settings.ts';

/** What a sales order is known by: the field of the settings holds the key of its order. Written, looked for and recognised by it. */
export function markOf(settings: OrdersConfiguration, reference: string, lines: readonly PostedLine[]): DocumentMark {
  return { field: settings.reference.field, reference, content: contentHash(lines) };
}
