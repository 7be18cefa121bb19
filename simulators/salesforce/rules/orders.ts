import { badRequest } from '../errors.ts';
import type { Org } from '../org.ts';
import type { StoredRecord } from '../records/record-store.ts';
import type { Draft, ObjectRules } from './object-rules.ts';
import { checkReductionOrder } from './reductions.ts';

/** Fixed as soon as an order leaves the draft category. */
const FIXED_AFTER_DRAFT = ['AccountId', 'Pricebook2Id', 'CurrencyIsoCode'];

const noAccess = (): Error => badRequest('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');

const itemsOf = (org: Org, orderId: string): StoredRecord[] =>
  org.store.find(org.object('OrderItem'), 'OrderId', orderId).filter((item) => !item.IsDeleted);

const checkActivation = (org: Org, draft: Draft, order: StoredRecord): void => {
  if (!draft.actor.canActivateOrders) throw noAccess();
  const others = [...draft.given].filter((name) => name !== 'Status');
  if (others.length > 0) {
    throw badRequest(
      'FAILED_ACTIVATION',
      `Status must be the only field of an update that activates an order, this one also has ${others.join(', ')}`,
      others,
    );
  }
  if (itemsOf(org, order.Id).length === 0) throw badRequest('FAILED_ACTIVATION', 'An order must have at least one product.', []);
};

const checkFixedFields = (org: Org, draft: Draft, order: StoredRecord, isDraft: boolean): void => {
  const changed = FIXED_AFTER_DRAFT.filter((name) => draft.given.has(name) && draft.values[name] !== order[name]);
  const fixed = isDraft ? changed.filter((name) => name !== 'AccountId' && itemsOf(org, order.Id).length > 0) : changed;
  if (fixed.length === 0) return;
  const reason = isDraft ? 'an order that has products' : 'an activated order';
  throw badRequest(
    'FIELD_INTEGRITY_EXCEPTION',
    `field integrity exception: ${fixed.join(', ')} cannot be changed on ${reason}`,
    fixed,
  );
};

/** The order state machine: drafts first, activation alone, then nearly everything stands. */
export const orderRules: ObjectRules = {
  beforeInsert(org, draft) {
    if (draft.values['AccountId'] === null)
      throw badRequest('REQUIRED_FIELD_MISSING', 'Required fields are missing: [AccountId]', ['AccountId']);
    const status = draft.values['Status'];
    if (typeof status !== 'string') return;
    if (org.statusCode(status) !== 'Draft') {
      throw badRequest(
        'FAILED_ACTIVATION',
        'Choose a valid order status and save your changes. Ask your Salesforce admin for details.',
        ['Status'],
      );
    }
    checkReductionOrder(org, draft);
    draft.values['StatusCode'] = 'Draft';
    draft.values['TotalAmount'] = 0;
  },

  beforeUpdate(org, draft) {
    const order = draft.before;
    const status = draft.values['Status'];
    if (order === null || typeof status !== 'string') return;
    const codeBefore = org.statusCode(String(order['Status']));
    const codeAfter = org.statusCode(status);
    if (codeBefore !== 'Activated' && codeAfter === 'Activated') checkActivation(org, draft, order);
    else if (codeBefore === 'Activated' && codeAfter !== 'Activated' && !draft.actor.canActivateOrders) throw noAccess();
    else if (codeBefore === 'Activated' && codeAfter === 'Activated' && !draft.actor.canEditActivatedOrders) throw noAccess();
    checkFixedFields(org, draft, order, codeBefore === 'Draft');
    draft.values['StatusCode'] = codeAfter;
    if (codeBefore !== 'Activated' && codeAfter === 'Activated') {
      draft.values['ActivatedDate'] = org.now();
      draft.values['ActivatedById'] = draft.actor.userId;
    } else if (codeAfter === 'Draft') {
      draft.values['ActivatedDate'] = null;
      draft.values['ActivatedById'] = null;
    }
  },

  beforeDelete(org, order) {
    if (org.statusCode(String(order['Status'])) === 'Activated') {
      throw badRequest('DELETE_FAILED', 'Your attempt to delete the order could not be completed because it is activated');
    }
  },
};
