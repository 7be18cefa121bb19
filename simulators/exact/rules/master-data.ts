import { ruleFailure } from '../failure.ts';
import type { Change, SetRules } from '../records/rules.ts';
import type { Row } from '../schema/index.ts';
import { constant, throughCode } from './lookups.ts';

/** cashflow/PaymentConditions: created, never changed or deleted by an app. */
export const PAYMENT_CONDITION_RULES: SetRules = {
  defaults: { PaymentMethod: constant('B'), PaymentDays: constant(0), PaymentEndOfMonths: constant(0), Percentage: constant(0) },
};

/** sales/ShippingMethods: kept by ERP users only. */
export const SHIPPING_METHOD_RULES: SetRules = {
  derive: {
    VATCodeDescription: throughCode('VATCode', 'VATCodes', 'Description'),
    VATPercentage: throughCode('VATCode', 'VATCodes', 'Percentage'),
  },
  defaults: { Active: constant(true), Amount: constant(0) },
};

/** financial/GLAccounts. */
export const GL_ACCOUNT_RULES: SetRules = {
  derive: { VATDescription: throughCode('VATCode', 'VATCodes', 'Description') },
  defaults: { BalanceSide: constant('D'), BalanceType: constant('W') },
};

const onlyOneMain = (row: Row, { division, writer, actor }: Change): void => {
  if (row['Main'] !== 1) return;
  for (const other of [...division.table('Warehouses').inKeyOrder()])
    if (other['Main'] === 1 && other['ID'] !== row['ID']) writer.replace('Warehouses', { ...other, Main: 0 }, other, actor);
};

/** inventory/Warehouses: exactly one is the main one. */
export const WAREHOUSE_RULES: SetRules = {
  mandatory: { Code: 'Code', Description: 'Description' },
  beforeUpdate: (row, changed) => {
    if (row['Main'] === 1 && changed['Main'] === 0) throw ruleFailure('Mandatory: Main warehouse');
  },
  beforeRemove: (row) => {
    if (row['Main'] === 1) throw ruleFailure('Cannot be deleted: Main warehouse');
  },
  afterWrite: (row, _before, change) => onlyOneMain(row, change),
};
