import { phrase, TandemError } from '../../errors/index.ts';
import type { ExactGoodsDelivery } from '../../exact/index.ts';
import {
  applyRules,
  plainText,
  plannedChanges,
  type FormulaScope,
  type MappedRecord,
  type MappedValue,
} from '../../mapping/index.ts';
import { reasonToLeaveOut } from '../condition.ts';
import type { Operation } from '../operation.ts';
import { changesTo, noteChanges } from '../record-changes.ts';
import { deliveryRef, deliveryRowKey } from './delivery-role.ts';
import { deliveryKey } from './keys.ts';
import { goneLineOperation, lineOperation, relinkedOperation, type LinePlanning } from './line-plan.ts';
import { problemOf } from './problems.ts';
import { DELIVERY_OBJECT, LINE_OBJECT, type DeliveriesConfiguration } from './settings.ts';
import { ITEM_OBJECT, SHIPMENT_OBJECT } from './shipment-objects.ts';
import { planShipment } from './shipment-plan.ts';
import { DELETED, stateOf } from './states.ts';
import { trackingUrl } from './tracking.ts';
import type { DeliveryFacts, DeliveryInput } from './types.ts';

/** What becomes of one delivery and of its lines. Pure. */
export function planDelivery(input: DeliveryInput, settings: DeliveriesConfiguration, facts: DeliveryFacts): Operation[] {
  const { row, header } = input;
  const skipped = header === undefined ? undefined : reasonToSkip(input, header, settings);
  if (skipped !== undefined) return [{ ...main(input), action: 'skip', fields: [], reason: skipped }];
  const ruled = (object: string, scope: FormulaScope): MappedRecord => {
    const limits = limitsOf(object, facts);
    const rules = settings.rules.filter((rule) => rule.object === object);
    const record = phrase('record_delivery', { delivery: labelOf(input) });
    return applyRules(rules, scope, (field) => limits?.get(field), { record, system: 'Salesforce' });
  };
  const mapped = header === undefined ? NOTHING : ruled(DELIVERY_OBJECT, { delivery: header });
  const links = (code: string | null): string | null => trackingUrl(addressOf(input, facts), code);
  const planning: LinePlanning = { base: baseOf(input), input, facts, links, ruled };
  const shipment = planShipment(planning);
  const lines = input.lines.map((line) => lineOperation(line, planning));
  const ruleProblems = [...mapped.problems, ...lines.flatMap(({ problems }) => problems), ...shipment.problems];
  const problem = problemOf(input, labelOf(input)) ?? ruleProblems[0];
  const fields = [
    ...changesTo(row, input.isGone ? { State__c: DELETED, Deleted_In_Exact__c: true } : valuesOf(input, facts)),
    ...plannedChanges(mapped.fields, row, { keepsEmpty: false }),
    ...noteChanges(row, { field: 'Exact_Sync_Problem__c', problem, isOver: input.isWhole, language: facts.language }),
  ];
  // News of its lines alone, or none, would close the issue of what is still noted.
  const isStillNoted = problem === undefined && !input.isWhole && plainText(row?.['Exact_Sync_Problem__c']) !== '';
  const isMain = !isStillNoted || (header !== undefined && fields.length > 0);
  const operations: Operation[] = [
    {
      ...main(input),
      action: row === undefined ? 'create' : fields.length > 0 ? 'update' : 'unchanged',
      targetId: row?.Id,
      fields,
      ...(problem === undefined ? {} : { reason: problem }),
    },
    ...lines.flatMap(({ operation }) => operation ?? []),
    ...input.gone.flatMap((line) => goneLineOperation(line, planning)),
    ...input.relinked.flatMap((line) => relinkedOperation(line, planning)),
    ...shipment.operations,
  ];
  return operations.map((operation) => ({ ...operation, isMain }));
}

const NOTHING: MappedRecord = { fields: [], problems: [] };

function limitsOf(object: string, { deliveryFields, lineFields, shipments }: DeliveryFacts) {
  const ofShipments = { [SHIPMENT_OBJECT]: shipments?.fields, [ITEM_OBJECT]: shipments?.itemFields };
  return { [DELIVERY_OBJECT]: deliveryFields, [LINE_OBJECT]: lineFields, ...ofShipments }[object];
}

/** Fields that are identity or state: they have no rule. */
function valuesOf(input: DeliveryInput, facts: DeliveryFacts): Readonly<Record<string, MappedValue>> {
  const { row, header, entryId } = input;
  const ofOrders = input.lines.map(({ delivered }) => delivered?.accountId).find((id) => id != null);
  const account = row?.Account__c ?? ofOrders ?? input.accountId ?? null;
  const values = { Key__c: deliveryRowKey(facts.division, entryId), Division__c: String(facts.division), Account__c: account };
  const state = { State__c: stateOf(input) };
  if (header === undefined) return { ...values, ...state };
  return {
    ...values,
    ...state,
    Shipping_Method__c: header.ShippingMethodCode,
    Tracking_Number__c: header.TrackingNumber,
    Tracking_Url__c: trackingUrl(addressOf(input, facts), header.TrackingNumber),
    Deleted_In_Exact__c: false,
  };
}

/** The address of the carrier's page, for the delivery and for the parcels of its lines. */
function addressOf({ header, row }: DeliveryInput, { trackingUrls }: DeliveryFacts): string | undefined {
  const method = header === undefined ? row?.Shipping_Method__c : header.ShippingMethodCode;
  return trackingUrls.get(method ?? '');
}

function reasonToSkip(
  input: DeliveryInput,
  delivery: ExactGoodsDelivery,
  { when }: DeliveriesConfiguration,
): TandemError | undefined {
  const label = labelOf(input);
  return reasonToLeaveOut(
    { when, scope: { delivery }, record: phrase('record_delivery', { delivery: label }) },
    () => new TandemError('delivery_not_selected', { delivery: label }, { recordId: input.entryId }),
  );
}

/** What every operation of a delivery has: its record is the delivery, as of all that comes from Exact. */
function baseOf(input: DeliveryInput) {
  return { recordId: input.entryId, label: labelOf(input), system: 'salesforce', isMain: true } as const;
}

function main(input: DeliveryInput) {
  const { entryId, row, header } = input;
  return {
    ...baseOf(input),
    key: deliveryKey(entryId),
    object: DELIVERY_OBJECT,
    source: deliveryRef(entryId),
    restsOn: `${header?.Modified ?? ''}/${row?.SystemModstamp ?? ''}`,
  } as const;
}

function labelOf({ entryId, row, header }: DeliveryInput): string {
  return header?.DeliveryNumber ?? (plainText(row?.['Exact_Number__c']) || entryId);
}
