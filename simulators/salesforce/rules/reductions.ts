import { Decimal } from 'decimal.js';
import { badRequest } from '../errors.ts';
import type { Org } from '../org.ts';
import type { Actor } from '../org-records.ts';
import type { StoredRecord } from '../records/record-store.ts';
import type { Draft, SystemWriter } from './object-rules.ts';
import { amount, recordOf } from './sales-lines.ts';

const refusal = (field: string, reason: string): Error =>
  badRequest('FIELD_INTEGRITY_EXCEPTION', `field integrity exception: ${field} (${reason})`, [field]);

/** All that reduces an order product, whatever the status of the reduction order; less than zero. */
const reducedBy = (org: Org, originalId: string, exceptId?: string): Decimal =>
  org.store
    .find(org.object('OrderItem'), 'OriginalOrderItemId', originalId)
    .filter((item) => !item.IsDeleted && item.Id !== exceptId)
    .reduce((sum, item) => sum.plus(amount(item['Quantity'])), new Decimal(0));

/** A reduction order wants the feature; one that names its original names an activated order of the same account that is none itself. */
export const checkReductionOrder = (org: Org, draft: Draft): void => {
  const isReduction = draft.values['IsReductionOrder'] === true;
  const originalId = draft.values['OriginalOrderId'] ?? null;
  if (!isReduction) {
    if (originalId !== null) throw refusal('OriginalOrderId', 'only a reduction order has an original order');
    return;
  }
  if (!org.settings.features.reductionOrders)
    throw refusal('IsReductionOrder', 'reduction orders are not switched on in this org');
  const original = recordOf(org, 'Order', originalId);
  if (original === undefined) return;
  checkOriginalOrder(org, original, draft.values['AccountId'] ?? null, 'OriginalOrderId');
};

const checkOriginalOrder = (org: Org, original: StoredRecord, accountId: unknown, field: string): void => {
  if (original['IsReductionOrder'] === true) throw refusal(field, 'a reduction order cannot be reduced');
  if (org.statusCode(String(original['Status'])) !== 'Activated') throw refusal(field, 'only an activated order can be reduced');
  if (original['AccountId'] !== accountId) throw refusal(field, 'the original order is of another account');
};

/** A product of a reduction order names the one that it reduces: of the same product, and never by more than is left of it. */
export const checkReduction = (org: Org, draft: Draft, order: StoredRecord): void => {
  const originalId = draft.values['OriginalOrderItemId'] ?? null;
  if (order['IsReductionOrder'] !== true) {
    if (originalId !== null) throw refusal('OriginalOrderItemId', 'only a reduction order reduces order products');
    return;
  }
  if (originalId === null)
    throw badRequest('REQUIRED_FIELD_MISSING', 'Required fields are missing: [OriginalOrderItemId]', ['OriginalOrderItemId']);
  const original = recordOf(org, 'OrderItem', originalId);
  const originalOrder = recordOf(org, 'Order', original?.['OrderId']);
  if (original === undefined || originalOrder === undefined) return;
  checkOriginalOrder(org, originalOrder, order['AccountId'], 'OriginalOrderItemId');
  if (original['PricebookEntryId'] !== draft.values['PricebookEntryId'])
    throw refusal('PricebookEntryId', 'the original order product is of another price book entry');
  const left = amount(original['Quantity']).plus(reducedBy(org, original.Id, draft.before?.Id));
  if (left.plus(amount(draft.values['Quantity'])).lt(0))
    throw refusal('Quantity', 'more than the available quantity of the original order product');
};

/** What is left of the order product that this one reduces. */
export const followReduction = (org: Org, writer: SystemWriter, item: StoredRecord, actor: Actor): void => {
  const original = recordOf(org, 'OrderItem', item['OriginalOrderItemId']);
  if (original === undefined) return;
  const left = amount(original['Quantity']).plus(reducedBy(org, original.Id)).toNumber();
  if (left !== original['AvailableQuantity']) writer.change(original, 'OrderItem', { AvailableQuantity: left }, actor);
};
