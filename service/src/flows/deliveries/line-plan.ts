import type { TandemError } from '../../errors/index.ts';
import { plannedChanges, type FormulaScope, type MappedRecord, type MappedValue } from '../../mapping/index.ts';
import { amountText, Decimal, roundTo, toDecimal } from '../../money/index.ts';
import type { FieldChange, Operation, Reference } from '../operation.ts';
import { changesTo } from '../record-changes.ts';
import { deliveryRowKey, lineRowKey } from './delivery-role.ts';
import { deliveryKey, lineOperationKey } from './keys.ts';
import { DELIVERY_OBJECT, LINE_OBJECT } from './settings.ts';
import type { DeliveryFacts, DeliveryInput, DeliveryLineRow, LineInput } from './types.ts';

/** Decimals of a quantity in Salesforce. */
const DECIMALS = 6;

/** What the lines of one delivery share. */
export interface LinePlanning {
  readonly base: Pick<Operation, 'recordId' | 'label' | 'system' | 'isMain'>;
  readonly input: DeliveryInput;
  readonly facts: DeliveryFacts;
  /** The carrier's page of a code; null where there is none. */
  readonly links: (code: string | null) => string | null;
  readonly ruled: (object: string, scope: FormulaScope) => MappedRecord;
}

/** The operation on the row of a line, made where it is new; none where it says the same already. Pure. */
export function lineOperation(
  { line, row, delivered }: LineInput,
  { base, input, facts, links, ruled }: LinePlanning,
): { readonly operation: Operation | undefined; readonly problems: readonly TandemError[] } {
  const key = lineRowKey(facts.division, line.ID);
  const mapped = ruled(LINE_OBJECT, { deliveryLine: line });
  const own: Record<string, MappedValue> = {
    Key__c: key,
    Quantity__c: quantityText(line.QuantityDelivered),
    Tracking_Number__c: line.TrackingNumber,
    Tracking_Url__c: links(line.TrackingNumber),
    Deleted_In_Exact__c: false,
    ...(delivered === undefined ? {} : { Order__c: delivered.orderId }),
    // Who cannot be told any more stays who it was.
    ...(delivered?.orderProductId == null ? {} : { Order_Product__c: delivered.orderProductId }),
  };
  const fields = [
    ...(row === undefined ? [ofDelivery(input, facts)] : []),
    ...changesTo(row, own),
    ...plannedChanges(mapped.fields, row, { keepsEmpty: false }),
  ];
  const common = { ...base, key: lineOperationKey(key), object: LINE_OBJECT, fields };
  const operation: Operation | undefined =
    row === undefined
      ? { ...common, action: 'create' }
      : fields.length > 0
        ? { ...common, action: 'update', targetId: row.Id }
        : undefined;
  return { operation, problems: mapped.problems };
}

/** A line that is gone brings nothing; its row stays. Pure. */
export function goneLineOperation(row: DeliveryLineRow, planning: LinePlanning): Operation[] {
  return changed(row, changesTo(row, { Quantity__c: '0', Deleted_In_Exact__c: true }), planning);
}

/** The link of a parcel whose delivery goes with another carrier now. Pure. */
export function relinkedOperation(row: DeliveryLineRow, planning: LinePlanning): Operation[] {
  return changed(row, changesTo(row, { Tracking_Url__c: planning.links(row.Tracking_Number__c) }), planning);
}

function changed(row: DeliveryLineRow, fields: readonly FieldChange[], { base }: LinePlanning): Operation[] {
  if (fields.length === 0) return [];
  const key = lineOperationKey(row.Key__c);
  return [{ ...base, key, object: LINE_OBJECT, action: 'update', targetId: row.Id, fields }];
}

function ofDelivery({ row, entryId }: DeliveryInput, { division }: DeliveryFacts): FieldChange {
  const value = deliveryRowKey(division, entryId);
  const made: Reference = { ref: deliveryKey(entryId), by: { object: DELIVERY_OBJECT, field: 'Key__c', value } };
  return { field: 'Delivery__c', from: null, to: row?.Id ?? made, policy: 'always' };
}

function quantityText(value: string | null): string {
  return amountText(roundTo(toDecimal(value) ?? new Decimal(0), DECIMALS));
}
