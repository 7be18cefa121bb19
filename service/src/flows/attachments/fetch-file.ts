import { createHash } from 'node:crypto';
import { isTandemError, TandemError } from '../../errors/index.ts';
import type { FlowContext } from '../flow.ts';
import type { Operation, OperationBlob } from '../operation.ts';
import { MEGABYTES, MOST_BYTES } from './limits.ts';

/** The bytes of a file that was planned. Other bytes than those do not go under its name. */
export async function fetchFile(
  { salesforce }: FlowContext,
  { recordId, label }: Operation,
  { source, name, hash }: OperationBlob,
): Promise<Buffer> {
  const params = { order: label, file: name };
  const bytes = await salesforce.readFile(source, MOST_BYTES).catch((error: unknown) => {
    if (isTandemError(error, 'salesforce_record_missing'))
      throw new TandemError('attachment_gone', params, { recordId, cause: error });
    if (isTandemError(error, 'salesforce_unreadable_answer'))
      throw new TandemError('attachment_too_large', { ...params, megabytes: MEGABYTES }, { recordId, cause: error });
    throw error;
  });
  if (createHash('md5').update(bytes).digest('hex') !== hash) throw new TandemError('attachment_changed', params, { recordId });
  return bytes;
}
