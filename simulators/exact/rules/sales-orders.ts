import { Decimal } from 'decimal.js';
import { randomUUID } from 'node:crypto';
import { ruleFailure } from '../failure.ts';
import { checkAddress, checkContacts, checkDebtor } from './debtors.ts';
import { createWithLines } from './document-lines.ts';
import type { Derive, SetRules } from '../records/rules.ts';
import { USER } from '../records/user.ts';
import { localDate } from '../records/zone.ts';
import { moveStock } from './item-warehouses.ts';
import { constant, described, through, throughCode } from './lookups.ts';
import { companyAmount, noteDiscount } from './order-amounts.ts';
import { CANCELLED, COMPLETE, isClosed, STATUS_TEXTS } from './order-status.ts';
import { totalsOf } from './order-totals.ts';

const accountName = (field: string): Derive => through(field, 'Accounts', 'Name');
const contactName = (field: string): Derive => through(field, 'Contacts', 'FullName');
const APPROVALS = { 0: 'Awaiting approval', 1: 'Automatic', 2: 'Approved' };

const isDay = (value: unknown): value is number => typeof value === 'number';

/** salesorder/SalesOrders: numbered, defaulted from the customer, totals and statuses from the lines. */
export const SALES_ORDER_RULES: SetRules = {
  derive: {
    OrderedByName: accountName('OrderedBy'),
    DeliverToName: accountName('DeliverTo'),
    InvoiceToName: accountName('InvoiceTo'),
    OrderedByContactPersonFullName: contactName('OrderedByContactPerson'),
    DeliverToContactPersonFullName: contactName('DeliverToContactPerson'),
    InvoiceToContactPersonFullName: contactName('InvoiceToContactPerson'),
    PaymentConditionDescription: throughCode('PaymentCondition', 'PaymentConditions', 'Description'),
    ShippingMethodCode: through('ShippingMethod', 'ShippingMethods', 'Code'),
    ShippingMethodDescription: through('ShippingMethod', 'ShippingMethods', 'Description'),
    WarehouseCode: through('WarehouseID', 'Warehouses', 'Code'),
    WarehouseDescription: through('WarehouseID', 'Warehouses', 'Description'),
    SalespersonFullName: (row) => (row['Salesperson'] ? USER.fullName : null),
    StatusDescription: described('Status', STATUS_TEXTS),
    DeliveryStatusDescription: described('DeliveryStatus', STATUS_TEXTS),
    InvoiceStatusDescription: described('InvoiceStatus', STATUS_TEXTS),
    ApprovalStatusDescription: described('ApprovalStatus', APPROVALS),
    AmountDC: companyAmount('AmountFC'),
    VATAmount: (row) => new Decimal(Number(row['AmountFC'])).minus(Number(row['AmountFCExclVat'])).toNumber(),
  },
  defaults: { ApprovalStatus: constant(1) },
  mandatory: { OrderedBy: 'OrderedBy' },
  create: (body, change) => createWithLines(body, change, { header: 'SalesOrders', lines: 'SalesOrderLines' }, totalsOf),
  beforeCreate: (draft, change) => {
    const { division, now } = change;
    const account = division.find('Accounts', draft['OrderedBy']) ?? {};
    checkDebtor(account, isDay(draft['OrderDate']) ? draft['OrderDate'] : localDate(now));
    draft['ID'] ??= randomUUID();
    draft['DeliverTo'] ??= draft['OrderedBy'] ?? null;
    draft['InvoiceTo'] ??= account['InvoiceAccount'] ?? draft['OrderedBy'] ?? null;
    draft['OrderDate'] ??= localDate(now);
    draft['DeliveryDate'] ??= draft['OrderDate'] ?? null;
    draft['Currency'] ??= account['SalesCurrency'] ?? division.options.currency;
    draft['PaymentCondition'] ??= account['PaymentConditionSales'] ?? null;
    draft['ShippingMethod'] ??= account['ShippingMethod'] ?? null;
    draft['WarehouseID'] ??= [...division.table('Warehouses').inKeyOrder()].find((row) => row['Main'] === 1)?.['ID'] ?? null;
    checkAddress(draft, 'DeliveryAddress', change);
    checkContacts(draft, change);
    noteDiscount(draft);
    const number = draft['OrderNumber'];
    if (typeof number !== 'number') draft['OrderNumber'] = division.nextNumber('SalesOrders');
    else if (division.table('SalesOrders').find('OrderNumber', number).length > 0) throw ruleFailure('Already exists');
    else division.noteNumber('SalesOrders', number);
  },
  beforeUpdate: (row, changed, change) => {
    if (change.actor === 'api' && isClosed(row)) throw ruleFailure('Not allowed: The sales order is complete or canceled');
    const next = { ...row, ...changed };
    checkAddress(next, 'DeliveryAddress', change);
    checkContacts(next, change);
    noteDiscount(changed);
    if ('Status' in changed) changed['IsClosedByHand'] = changed['Status'] === COMPLETE;
    const lines = change.division.table('SalesOrderLines').find('OrderID', row['OrderID'] ?? null);
    Object.assign(changed, totalsOf({ ...row, ...changed }, lines));
  },
  beforeRemove: (row, { division }) => {
    const lines = division.table('SalesOrderLines').find('OrderID', row['OrderID'] ?? null);
    if (lines.some((line) => Number(line['QuantityDelivered'] ?? 0) !== 0))
      throw ruleFailure('Cannot be deleted: The sales order is delivered');
    if (lines.some((line) => Number(line['QuantityInvoiced'] ?? 0) !== 0))
      throw ruleFailure('Cannot be deleted: The sales order is invoiced');
  },
  afterWrite: (row, before, change) => {
    const { division, writer, actor } = change;
    const lines = division.table('SalesOrderLines').find('OrderID', row['OrderID'] ?? null);
    if (!before) for (const line of lines) moveStock(line, row['WarehouseID'], Number(line['QuantityDelivered'] ?? 0), change);
    else if (before['WarehouseID'] !== row['WarehouseID'])
      for (const warehouse of [before['WarehouseID'], row['WarehouseID']])
        for (const line of lines) moveStock(line, warehouse, 0, change);
    const isTurning =
      before &&
      before['Status'] !== row['Status'] &&
      (row['Status'] === CANCELLED || row['IsClosedByHand'] || before['Status'] === CANCELLED);
    if (!isTurning) return;
    // Lines show the status of the order, so they change with it.
    for (const line of lines) writer.replace('SalesOrderLines', line, line, actor);
  },
  afterRemove: (row, change) => {
    const { division, writer } = change;
    for (const line of division.table('SalesOrderLines').find('OrderID', row['OrderID'] ?? null)) {
      writer.remove('SalesOrderLines', String(line['ID']), 'erp');
      // The line finds no order any more that names its warehouse.
      moveStock(line, row['WarehouseID'], 0, change);
    }
  },
};
