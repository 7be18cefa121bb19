import { TandemError } from '../../errors/index.ts';
import type { ExactDivision } from '../../exact/index.ts';
import type { FlowContext } from '../flow.ts';
import type { OperationBlob } from '../operation.ts';
import { hashOf, MOST_BYTES } from './fetch-picture.ts';

/** The picture that was read last and is to be written, of each connection: one in memory, however many a run has. */
const HELD = new WeakMap<ExactDivision, { readonly hash: string; readonly bytes: Buffer }>();

/** Keeps the bytes of a picture until it is written, in place of those of the one before. */
export function hold(exact: ExactDivision, hash: string, bytes: Buffer): void {
  HELD.set(exact, { hash, bytes });
}

/** The bytes of a picture that was planned: those that were read, else fetched once more. Other bytes are not written under its hash. */
export async function readPicture({ exact }: FlowContext, { source, name, hash = '' }: OperationBlob): Promise<Buffer> {
  const held = HELD.get(exact);
  HELD.delete(exact);
  if (held?.hash === hash) return held.bytes;
  const bytes = await exact.readFile(source, MOST_BYTES);
  if (bytes === undefined || hashOf(bytes) !== hash) throw new TandemError('picture_changed', { name });
  return bytes;
}
