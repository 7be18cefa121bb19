import { TandemError } from '../../errors/index.ts';
import type { FlowContext } from '../flow.ts';
import type { Operation } from '../operation.ts';
import { resolved } from './references.ts';
import type { Written } from './written.ts';

/** What a part of a record of Exact is remembered by: its values, and the record that it was made for. */
export function fingerprintWithin(ownerId: string, fingerprint: string): string {
  return `${ownerId.slice(0, 8).toLowerCase()}${fingerprint}`;
}

/** What stands in Exact as Salesforce has it needs no look the next time. `exactId`: of the record of the operation. */
export async function rememberLink(
  { links }: Pick<FlowContext, 'links'>,
  { key, link, agreement, forgets = [] }: Operation,
  exactId: string,
  written: Written,
): Promise<void> {
  if (link !== undefined) {
    const { role, salesforceId, fingerprint, within } = link;
    const owner = resolved(within, written);
    if (within !== undefined && typeof owner !== 'string')
      throw new TandemError('internal_error', {}, { cause: `nothing was made that ${key} is a part of` });
    const stands = typeof owner === 'string' ? fingerprintWithin(owner, fingerprint) : fingerprint;
    await links.remember(role, [{ salesforceId, exactId: exactId.toLowerCase(), fingerprint: stands }]);
  }
  if (agreement !== undefined) {
    const { role, salesforceId, fingerprint } = agreement;
    await links.remember(role, [{ salesforceId, exactId: exactId.toLowerCase(), fingerprint }]);
  }
  for (const { role, salesforceId } of forgets) await links.forget(role, [salesforceId]);
}
