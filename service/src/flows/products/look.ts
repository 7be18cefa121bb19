import { TandemError } from '../../errors/index.ts';
import { plainText } from '../../mapping/index.ts';
import type { LookContext, RecordLook } from '../flow.ts';
import { readLinked } from '../record-look.ts';
import { ITEM, ITEM_ROLE } from '../items/index.ts';

/** What a product says of itself: products come from Exact Online, by their code. One call. */
export async function lookAtProduct(context: LookContext, recordId: string): Promise<RecordLook | undefined> {
  const fields = ['Id', 'ProductCode', 'Exact_Id__c', 'Exact_Synced_At__c'];
  const found = await readLinked(context, { name: ITEM, role: ITEM_ROLE }, fields, recordId);
  if (found === undefined) return undefined;
  const code = plainText(found.row['ProductCode']);
  return {
    ...found.shown,
    exactNumber: found.shown.exactId !== null && code !== '' ? code : null,
    reason: code === '' ? new TandemError('product_without_code') : new TandemError('product_not_in_exact', { code }),
    canSend: false,
    dependsOnFlow: true,
  };
}
