import { forbidden, ruleFailure } from '../failure.ts';
import { documentLines } from './document-lines.ts';
import type { Change, Derive, SetRules } from '../records/rules.ts';
import { localDate } from '../records/zone.ts';
import type { Row } from '../schema/index.ts';
import type { Division } from '../store/division.ts';
import { through } from './lookups.ts';
import { isClosed } from './order-status.ts';

const orderOf = (line: Row, division: Division): Row => {
  const orderLine = division.find('SalesOrderLines', line['SalesOrderLineID']);
  return division.find('SalesOrders', orderLine?.['OrderID']) ?? {};
};

/** Whom and where to is the order's; one delivery goes to one account. */
const destinationOf = (lines: readonly Row[], division: Division): Row => {
  const orders = lines.map((line) => orderOf(line, division));
  const [first = {}] = orders;
  if (orders.some((order) => order['DeliverTo'] !== first['DeliverTo']))
    throw ruleFailure('Invalid: Deliver to - The orders go to different accounts');
  return {
    DeliveryAccount: first['DeliverTo'] ?? null,
    DeliveryAddress: first['DeliveryAddress'] ?? null,
    DeliveryContact: first['DeliverToContactPerson'] ?? null,
    Warehouse: first['WarehouseID'] ?? null,
  };
};

/** salesorder/GoodsDeliveries: made with its lines, over one order or several, and never deleted by an app. */
export const GOODS_DELIVERY_RULES: SetRules = {
  derive: {
    DeliveryAccountCode: through('DeliveryAccount', 'Accounts', 'Code'),
    DeliveryAccountName: through('DeliveryAccount', 'Accounts', 'Name'),
    DeliveryContactPersonFullName: through('DeliveryContact', 'Contacts', 'FullName'),
    ShippingMethodCode: through('ShippingMethod', 'ShippingMethods', 'Code'),
    ShippingMethodDescription: through('ShippingMethod', 'ShippingMethods', 'Description'),
    WarehouseCode: through('Warehouse', 'Warehouses', 'Code'),
    WarehouseDescription: through('Warehouse', 'Warehouses', 'Description'),
  },
  mandatory: { DeliveryDate: 'DeliveryDate' },
  create: (body, change) => {
    const { writer, actor, division } = change;
    const lines = documentLines(body, 'GoodsDeliveryLines');
    const header = writer.prepare('GoodsDeliveries', body, { actor });
    const drafts = lines.map((line, index) =>
      writer.prepare('GoodsDeliveryLines', line, { actor, parent: header, lineNumber: index + 1 }),
    );
    Object.assign(header, destinationOf(drafts, division));
    refuseTooMuch(drafts, division);
    const stored = writer.insert('GoodsDeliveries', header, actor);
    for (const draft of drafts) writer.insert('GoodsDeliveryLines', draft, actor);
    return stored;
  },
  beforeCreate: (draft, { division, now }) => {
    draft['DeliveryDate'] ??= localDate(now);
    draft['DeliveryNumber'] ??= division.nextNumber('GoodsDeliveries');
    draft['EntryNumber'] ??= draft['DeliveryNumber'] ?? null;
  },
  afterRemove: (row, { division, writer }) => {
    for (const line of division.table('GoodsDeliveryLines').find('EntryID', row['EntryID'] ?? null))
      writer.remove('GoodsDeliveryLines', String(line['ID']), 'erp');
  },
};

const ofOrderLine = (field: string): Derive => through('SalesOrderLineID', 'SalesOrderLines', field);

const quantity = (row: Row | undefined, field = 'QuantityDelivered'): number => Number(row?.[field] ?? 0);

/** Two lines of one delivery may deliver the same line of an order; together not more than is left of it. */
const refuseTooMuch = (lines: readonly Row[], division: Division): void => {
  for (const [id, ofOne] of Map.groupBy(lines, (line) => line['SalesOrderLineID'])) {
    const orderLine = division.find('SalesOrderLines', id);
    const wanted = ofOne.reduce((sum, line) => sum + quantity(line), 0);
    if (wanted > quantity(orderLine, 'Quantity') - quantity(orderLine))
      throw ruleFailure('Invalid: QuantityDelivered - More than what is left to deliver');
  }
};

/** What the lines deliver of a line of an order stands on that line, which moves the stock along with it. */
const followOrderLine = (line: Row, { division, writer }: Change): void => {
  const orderLine = division.find('SalesOrderLines', line['SalesOrderLineID']);
  if (!orderLine) return;
  const delivered = division
    .table('GoodsDeliveryLines')
    .find('SalesOrderLineID', line['SalesOrderLineID'] ?? null)
    .reduce((sum, each) => sum + quantity(each), 0);
  if (delivered !== quantity(orderLine))
    writer.replace('SalesOrderLines', { ...orderLine, QuantityDelivered: delivered }, orderLine, 'erp');
};

/** salesorder/GoodsDeliveryLines: made with their delivery only; an ERP user corrects and deletes them. */
export const GOODS_DELIVERY_LINE_RULES: SetRules = {
  derive: {
    DeliveryDate: through('EntryID', 'GoodsDeliveries', 'DeliveryDate'),
    Item: ofOrderLine('Item'),
    ItemCode: (row, division) =>
      division.find('Items', division.find('SalesOrderLines', row['SalesOrderLineID'])?.['Item'])?.['Code'] ?? null,
    ItemDescription: ofOrderLine('Description'),
    QuantityOrdered: ofOrderLine('Quantity'),
    SalesOrderLineNumber: ofOrderLine('LineNumber'),
    SalesOrderNumber: (row, division) => orderOf(row, division)['OrderNumber'] ?? null,
    Unitcode: ofOrderLine('UnitCode'),
  },
  mandatory: { SalesOrderLineID: 'SalesOrderLineID', QuantityDelivered: 'QuantityDelivered' },
  beforeCreate: (draft, { parent, division, lineNumber }) => {
    if (!parent) throw forbidden('Forbidden');
    if (quantity(draft) <= 0) throw ruleFailure('Invalid: QuantityDelivered - Must be more than zero');
    if (isClosed(orderOf(draft, division))) throw ruleFailure('Not allowed: The sales order is complete or canceled');
    draft['LineNumber'] = lineNumber ?? null;
  },
  beforeUpdate: (row, changed, { actor, division }) => {
    if (!('QuantityDelivered' in changed)) return;
    if (actor === 'api') throw ruleFailure('Not allowed: QuantityDelivered cannot be changed');
    const more = Number(changed['QuantityDelivered']) - quantity(row);
    refuseTooMuch([{ ...row, QuantityDelivered: more }], division);
  },
  afterWrite: (row, _before, change) => followOrderLine(row, change),
  afterRemove: (row, change) => followOrderLine(row, change),
};
