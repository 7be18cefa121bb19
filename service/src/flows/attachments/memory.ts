import { createHash } from 'node:crypto';

/** Names under which links are noted that are none of the org: contents that were sent, and orders as they were looked at last. */
export const SENT = 'orderFile';
export const LOOKED = 'orderFilesLook';

/** What a content is noted by that was sent to an order. */
export function sentKey(orderId: string, checksum: string): string {
  return `${orderId}/${checksum}`;
}

/** A short text for a long one. */
export function fingerprintOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
