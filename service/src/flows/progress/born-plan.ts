import { TandemError } from '../../errors/index.ts';
import { salesOrderUrl, type ExactSalesOrder } from '../../exact/index.ts';
import { amountText, Decimal, roundTo } from '../../money/index.ts';
import { isWanted } from '../condition.ts';
import { phrase } from '../../errors/index.ts';
import type { Operation } from '../operation.ts';
import { changesTo } from '../record-changes.ts';
import { bornKey } from './born-rows.ts';
import { BORN_OBJECT, type ProgressConfiguration } from './settings.ts';
import { progressOf, statusesOf } from './statuses.ts';
import type { BornDebtor, BornInput, ProgressFacts } from './types.ts';

/** Decimals of an amount in Salesforce. */
const DECIMALS = 2;
/** Longest text that a row takes. */
const TEXT_LENGTH = 255;

/** The row of an order that was born in Exact: as Exact has it, or emptied once it is none any more. Pure. */
export function planBorn(
  input: BornInput,
  settings: ProgressConfiguration,
  { host }: ProgressFacts,
  division: number,
): Operation[] {
  const { orderId, header, row, end } = input;
  const base = {
    key: `salesforce/${BORN_OBJECT}/${orderId}`,
    recordId: orderId,
    label: header?.OrderNumber ?? row?.Order_Number__c ?? orderId,
    system: 'salesforce',
    object: BORN_OBJECT,
    targetId: row?.Id,
    isMain: true,
  } as const;
  const { when } = settings;
  const wanted =
    header === undefined ||
    row !== undefined ||
    isWanted({ when, scope: { salesOrder: header }, record: phrase('record_order', { order: base.label }) });
  if (wanted instanceof TandemError) return [{ ...base, action: 'block', fields: [], reason: wanted }];
  if (!wanted) return [];
  const values =
    header === undefined ? { ...NOTHING, Order_Status__c: end ?? null } : valuesOf(header, input, { host, division });
  const fields = changesTo(row, values);
  return [{ ...base, action: row === undefined ? 'create' : fields.length > 0 ? 'update' : 'unchanged', fields }];
}

/** Nothing is written for a debtor whom no account stands for: told once for all orders. What was told is over once one does. Pure. */
export function planBornDebtor({ debtorId, label, isLinked }: BornDebtor): Operation {
  const base = {
    key: `salesforce/Account/${debtorId}/orders`,
    recordId: debtorId,
    label,
    system: 'salesforce',
    object: 'Account',
    fields: [],
    isMain: true,
  } as const;
  if (isLinked) return { ...base, action: 'unchanged' };
  const reason = new TandemError('orders_without_account', { customer: label }, { recordId: debtorId });
  return { ...base, action: 'block', reason };
}

const NOTHING = {
  Net_Amount__c: null,
  Vat_Amount__c: null,
  Gross_Amount__c: null,
  Delivery_Status__c: null,
  Invoice_Status__c: null,
};

function valuesOf(
  header: ExactSalesOrder,
  { orderId, accountId }: BornInput,
  { host, division }: { readonly host: string; readonly division: number },
): Record<string, string | null> {
  const { AmountFCExclVat: net, AmountFC: gross } = header;
  const statuses = statusesOf(header);
  return {
    Key__c: bornKey(division, orderId),
    Division__c: String(division),
    Exact_Account_Id__c: header.OrderedBy?.toLowerCase() ?? null,
    Account__c: accountId,
    Order_Number__c: header.OrderNumber,
    Order_Date__c: header.OrderDate,
    Delivery_Date__c: header.DeliveryDate,
    Order_Status__c: progressOf(header),
    Delivery_Status__c: statuses['Exact_Delivery_Status__c'] ?? null,
    Invoice_Status__c: statuses['Exact_Invoice_Status__c'] ?? null,
    Your_Ref__c: textOf(header.YourRef),
    Order_Description__c: textOf(header.Description),
    Currency_Code__c: header.Currency,
    Net_Amount__c: amountOf(net),
    Gross_Amount__c: amountOf(gross),
    Vat_Amount__c: net === null || gross === null ? null : amountOf(new Decimal(gross).minus(net)),
    Exact_Url__c: salesOrderUrl(host, division, header.OrderID),
  };
}

function textOf(text: string | null): string | null {
  return text === null ? null : text.slice(0, TEXT_LENGTH);
}

function amountOf(amount: string | Decimal | null): string | null {
  return amount === null ? null : amountText(roundTo(new Decimal(amount), DECIMALS));
}
