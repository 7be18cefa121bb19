import { TandemError } from '../../errors/index.ts';
import { ACCOUNTS, ADDRESSES, CONTACTS } from '../../exact/index.ts';
import { plainText } from '../../mapping/index.ts';
import type { Posted } from '../execute/index.ts';
import type { FlowContext } from '../flow.ts';
import { today } from '../today.ts';
import { isActiveOn } from './debtor-checks.ts';
import { LINKS } from './keys.ts';

/**
 * Exact refused a document of a customer, or a contact or address of it, that rests on links out of our memory: something may have been
 * deleted since. They are looked up now; what is no longer as it was is doubted, so that the next look at the record, which comes
 * at once, makes it anew or says why it cannot. Answers the error to fail with: the refusal itself where everything stands, else `record_busy`.
 */
export async function doubtRemembered(
  context: FlowContext,
  { operation, body }: Posted,
  refusal: TandemError,
): Promise<TandemError> {
  const remembered = operation.remembered ?? [];
  if (remembered.length === 0 || refusal.handling !== 'person') return refusal;
  const debtorId = plainText(body['OrderedBy'] ?? body['Account']).toLowerCase();
  const thisDay = today(context);
  const days = [thisDay, plainText(body['OrderDate']).slice(0, 10) || thisDay];
  let isDoubted = false;
  for (const { entity, link } of remembered) {
    if (await stands(context, entity, link.exactId, { debtorId, days })) continue;
    isDoubted = true;
    await context.links.doubt(entity, [link.exactId]);
  }
  if (!isDoubted) return refusal;
  return new TandemError('record_busy', { record: operation.label }, { recordId: operation.recordId, cause: refusal });
}

/** True where it is in Exact and a document of this debtor may name it on these days. */
async function stands(
  { exact }: FlowContext,
  entity: string,
  id: string,
  { debtorId, days }: { readonly debtorId: string; readonly days: readonly string[] },
): Promise<boolean> {
  if (entity === LINKS.contact) {
    const [contact] = await exact.findAny(CONTACTS, 'ID', 'guid', [id]);
    return contact?.Account.toLowerCase() === debtorId;
  }
  if (entity === LINKS.deliveryAddress) {
    const [address] = await exact.findAny(ADDRESSES, 'ID', 'guid', [id]);
    return address?.Account?.toLowerCase() === debtorId;
  }
  const [account] = await exact.findAny(ACCOUNTS, 'ID', 'guid', [id]);
  return account !== undefined && account.IsSales && isActiveOn(account, days);
}
