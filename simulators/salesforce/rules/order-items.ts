import { Decimal } from 'decimal.js';
import { badRequest } from '../errors.ts';
import type { Org } from '../org.ts';
import type { Actor } from '../org-records.ts';
import type { StoredRecord } from '../records/record-store.ts';
import type { FieldValue } from '../schema/index.ts';
import type { Draft, ObjectRules, SystemWriter } from './object-rules.ts';
import { copyPriceQuantity } from './order-item-trigger.ts';
import { checkReduction, followReduction } from './reductions.ts';

const WRONG_PRICEBOOK = 'Order Products must have a Price Book Entry that belongs to the Price Book related to the parent Order.';

const amount = (value: FieldValue | undefined): Decimal => new Decimal(typeof value === 'number' ? value : 0);

const totalPrice = (values: Readonly<Record<string, FieldValue>>): number =>
  amount(values['Quantity']).times(amount(values['UnitPrice'])).toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toNumber();

const orderOf = (org: Org, orderId: FieldValue | undefined): StoredRecord | undefined =>
  typeof orderId === 'string' ? org.store.get(org.object('Order'), orderId) : undefined;

const isActivated = (org: Org, order: StoredRecord): boolean => org.statusCode(String(order['Status'])) !== 'Draft';

const refuseWhenActivated = (org: Org, order: StoredRecord, verb: string): void => {
  if (!isActivated(org, order)) return;
  throw badRequest(
    'FIELD_INTEGRITY_EXCEPTION',
    `field integrity exception: order products cannot be ${verb} an activated order`,
    ['OrderId'],
  );
};

const checkPrice = (org: Org, draft: Draft, order: StoredRecord, entry: StoredRecord): void => {
  if (order['Pricebook2Id'] === null || entry['Pricebook2Id'] !== order['Pricebook2Id'])
    throw badRequest('FIELD_INTEGRITY_EXCEPTION', WRONG_PRICEBOOK, ['PricebookEntryId']);
  if (entry['IsActive'] !== true) {
    throw badRequest('FIELD_INTEGRITY_EXCEPTION', 'field integrity exception: PricebookEntryId (pricebook entry is inactive)', [
      'PricebookEntryId',
    ]);
  }
  if (org.settings.features.multiCurrency && entry['CurrencyIsoCode'] !== order['CurrencyIsoCode']) {
    const message =
      'field integrity exception: PricebookEntryId (pricebook entry currency code does not match order currency code)';
    throw badRequest('FIELD_INTEGRITY_EXCEPTION', message, ['PricebookEntryId']);
  }
  const product = draft.values['Product2Id'];
  if (draft.given.has('Product2Id') && product !== null && product !== entry['Product2Id']) {
    throw badRequest(
      'FIELD_INTEGRITY_EXCEPTION',
      'field integrity exception: Product2Id (product does not belong to the price book entry)',
      ['Product2Id'],
    );
  }
};

/** Negative quantities belong to reduction orders, and nothing else does to them. */
const checkQuantity = (draft: Draft, order: StoredRecord | undefined): void => {
  const quantity = amount(draft.values['Quantity']);
  const isReduction = order?.['IsReductionOrder'] === true;
  if (isReduction ? quantity.lt(0) : quantity.gt(0)) return;
  const wrongSign = isReduction
    ? 'Quantity must be negative on a reduction order'
    : 'Quantity must be positive on an order that is no reduction order';
  const reason = quantity.isZero() ? 'Quantity must be nonzero' : wrongSign;
  throw badRequest('FIELD_INTEGRITY_EXCEPTION', `field integrity exception: Quantity (${reason})`, ['Quantity']);
};

const addToTotal = (org: Org, writer: SystemWriter, item: StoredRecord, difference: Decimal, actor: Actor): void => {
  const order = orderOf(org, item['OrderId']);
  if (order === undefined || difference.isZero()) return;
  writer.change(order, 'Order', { TotalAmount: amount(order['TotalAmount']).plus(difference).toNumber() }, actor);
};

/** Lines of an order: from its price book and currency, added and removed while it is a draft, summed into it. */
export const orderItemRules: ObjectRules = {
  beforeInsert(org, draft) {
    const order = orderOf(org, draft.values['OrderId']);
    const entryId = draft.values['PricebookEntryId'];
    const entry = typeof entryId === 'string' ? org.store.get(org.object('PricebookEntry'), entryId) : undefined;
    // A missing order or entry is reported by the checks of the schema.
    if (order === undefined || entry === undefined || order.IsDeleted || entry.IsDeleted) return;
    refuseWhenActivated(org, order, 'added to');
    checkPrice(org, draft, order, entry);
    checkQuantity(draft, order);
    checkReduction(org, draft, order);
    copyPriceQuantity(org, draft, entry);
    draft.values['Product2Id'] = entry['Product2Id'] ?? null;
    draft.values['ListPrice'] = entry['UnitPrice'] ?? null;
    draft.values['AvailableQuantity'] = draft.values['Quantity'] ?? null;
    draft.values['TotalPrice'] = totalPrice(draft.values);
    if (org.settings.features.multiCurrency) draft.values['CurrencyIsoCode'] = order['CurrencyIsoCode'] ?? null;
  },

  beforeUpdate(org, draft) {
    const order = orderOf(org, draft.values['OrderId']);
    if (order !== undefined && isActivated(org, order) && !draft.actor.canEditActivatedOrders) {
      throw badRequest('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');
    }
    checkQuantity(draft, order);
    if (order !== undefined) checkReduction(org, draft, order);
    draft.values['TotalPrice'] = totalPrice(draft.values);
    const changed = amount(draft.values['Quantity']).minus(amount(draft.before?.['Quantity']));
    draft.values['AvailableQuantity'] = amount(draft.before?.['AvailableQuantity']).plus(changed).toNumber();
  },

  beforeDelete(org, item) {
    const order = orderOf(org, item['OrderId']);
    if (order !== undefined && !order.IsDeleted) refuseWhenActivated(org, order, 'deleted from');
  },

  afterInsert(org, writer, item, actor) {
    addToTotal(org, writer, item, amount(item['TotalPrice']), actor);
    followReduction(org, writer, item, actor);
  },
  afterUpdate(org, writer, before, item, actor) {
    addToTotal(org, writer, item, amount(item['TotalPrice']).minus(amount(before['TotalPrice'])), actor);
    followReduction(org, writer, item, actor);
  },
  afterDelete(org, writer, item, actor) {
    addToTotal(org, writer, item, amount(item['TotalPrice']).negated(), actor);
    followReduction(org, writer, item, actor);
  },
};
