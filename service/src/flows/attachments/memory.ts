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

/** What was looked at, and when a person was to be told of it; undefined where nothing had to be told. */
export interface Look {
  readonly fingerprint: string;
  readonly toldAt: Date | undefined;
}

/** The text that a look is noted by. */
export function lookText({ fingerprint, toldAt }: Look): string {
  return toldAt === undefined ? fingerprint : `${fingerprint}@${toldAt.toISOString()}`;
}

/** The look that such a text says. */
export function lookIn(text: string): Look {
  const [fingerprint = '', toldAt] = text.split('@');
  return { fingerprint, toldAt: toldAt === undefined ? undefined : new Date(toldAt) };
}
