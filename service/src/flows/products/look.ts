import { TandemError } from '../../errors/index.ts';
import { plainText } from '../../mapping/index.ts';
import { soqlIn } from '../../salesforce/index.ts';
import type { LookContext, RecordLook } from '../flow.ts';

/** What a product says of itself: products come from Exact Online, by their code. One query. */
export async function lookAtProduct({ salesforce }: LookContext, recordId: string): Promise<RecordLook | undefined> {
  const [product] = await salesforce.query(
    `SELECT Id, ProductCode, Exact_Id__c, Exact_Synced_At__c FROM Product2 WHERE ${soqlIn('Id', [recordId])}`,
  );
  if (product === undefined) return undefined;
  const code = plainText(product['ProductCode']);
  const isLinked = plainText(product['Exact_Id__c']) !== '';
  return {
    exactId: isLinked ? plainText(product['Exact_Id__c']) : null,
    exactNumber: isLinked && code !== '' ? code : null,
    url: null,
    syncedAt: plainText(product['Exact_Synced_At__c']) || null,
    reason: code === '' ? new TandemError('product_without_code') : new TandemError('product_not_in_exact', { code }),
    canSend: false,
    dependsOnFlow: true,
  };
}
