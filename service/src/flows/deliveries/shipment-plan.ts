import { LANGUAGES, phrase, phraseText, type Language, type TandemError } from '../../errors/index.ts';
import { plainText, plannedChanges, type MappedValue, type TargetLimits } from '../../mapping/index.ts';
import { amountText, Decimal, roundTo, toDecimal } from '../../money/index.ts';
import type { SalesforceRow } from '../../salesforce/index.ts';
import type { Operation, Reference } from '../operation.ts';
import { changesTo } from '../record-changes.ts';
import { lineRowKey } from './delivery-role.ts';
import { deliveryKey, lineOperationKey, shipmentKey } from './keys.ts';
import type { LinePlanning } from './line-plan.ts';
import { ITEM_OBJECT, SHIPMENT_OBJECT } from './shipment-objects.ts';
import type { DeliveryLineRow, LineInput, ShipmentFacts } from './types.ts';

interface Planned {
  readonly operations: readonly Operation[];
  readonly problems: readonly TandemError[];
}

const NOTHING: Planned = { operations: [], problems: [] };

/**
 * What becomes of the shipment of a delivery and of its items. The rows of the delivery know both by their ids. One that a person deleted is
 * not made again, and one that no row knows is a person's: neither is touched. Pure.
 */
export function planShipment(planning: LinePlanning): Planned {
  const { shipments } = planning.facts;
  if (shipments === undefined) return NOTHING;
  const { row, header, lines, isGone, isWhole } = planning.input;
  const id = plainText(row?.Shipment_Id__c);
  const isNew = id === '';
  // Without its header and all that is known of its lines, it would be made in part.
  if (isNew && (isGone || header === undefined || (row !== undefined && !isWhole))) return NOTHING;
  // Of the past, and of no order that was sent: it was shipped long ago.
  if (isNew && lines.every(({ delivered }) => delivered === undefined)) return NOTHING;
  const standing = shipments.standing.get(id);
  if (!isNew && standing === undefined) return NOTHING;
  const shipment = shipmentOf(planning, shipments, standing);
  const items = [
    ...lines.map((line) => itemOf(line, planning, shipments, isNew ? undefined : id)),
    ...planning.input.gone.map((line) => ({ operations: emptied(line, planning, shipments), problems: [] })),
  ];
  return {
    operations: [...shipment.operations, ...items.flatMap(({ operations }) => operations)],
    problems: [...shipment.problems, ...items.flatMap(({ problems }) => problems)],
  };
}

function shipmentOf(planning: LinePlanning, { fields }: ShipmentFacts, standing: SalesforceRow | undefined): Planned {
  const { base, input, facts, ruled } = planning;
  const { entryId, row, header, isGone } = input;
  const mapped = header === undefined ? undefined : ruled(SHIPMENT_OBJECT, { delivery: header });
  const told = isGone
    ? deletedText(standing, base.label, facts.language)
    : standing === undefined
      ? madeText(planning)
      : undefined;
  const own = {
    ...(header === undefined ? {} : trackingOf(planning, header.TrackingNumber, fields)),
    ...(told === undefined ? {} : { Description: told }),
  };
  const changes = [
    ...changesTo(standing, open(own, fields)),
    ...plannedChanges(mapped?.fields ?? [], standing, { keepsEmpty: false }),
  ];
  const common = { ...base, key: shipmentKey(entryId), object: SHIPMENT_OBJECT, fields: changes };
  const operations: Operation[] =
    standing === undefined
      ? [{ ...common, action: 'create', notedOn: row?.Id ?? { ref: deliveryKey(entryId) } }]
      : changes.length > 0
        ? [{ ...common, action: 'update', targetId: String(standing.Id) }]
        : [];
  return { operations, problems: mapped?.problems ?? [] };
}

/** A code that its field has no room for is not cut: half a code leads nowhere. */
function trackingOf(
  { links }: LinePlanning,
  code: string | null,
  fields: ReadonlyMap<string, TargetLimits>,
): Readonly<Record<string, MappedValue>> {
  const fitting = (field: string, value: string | null): string | null =>
    value !== null && value.length > (fields.get(field)?.length ?? value.length) ? null : value;
  return {
    TrackingNumber: fitting('TrackingNumber', code),
    TrackingUrl: fitting('TrackingUrl', links(code)),
  };
}

function itemOf(
  { line, row, delivered }: LineInput,
  planning: LinePlanning,
  { itemFields, standing }: ShipmentFacts,
  shipmentId: string | undefined,
): Planned {
  const { base, input, facts, ruled } = planning;
  const id = plainText(row?.Shipment_Item_Id__c);
  const item = standing.get(id);
  if (id !== '' && item === undefined) return NOTHING;
  const mapped = ruled(ITEM_OBJECT, { deliveryLine: line });
  const own = {
    ...(delivered?.productId == null ? {} : { Product2Id: delivered.productId }),
    Quantity: quantityIn(line.QuantityDelivered, itemFields),
  };
  const changes = [...changesTo(item, open(own, itemFields)), ...plannedChanges(mapped.fields, item, { keepsEmpty: false })];
  const key = lineRowKey(facts.division, line.ID);
  const common = { ...base, key: `salesforce/${ITEM_OBJECT}/${key}`, object: ITEM_OBJECT };
  const ofShipment: string | Reference = shipmentId ?? { ref: shipmentKey(input.entryId) };
  const made: Operation = {
    ...common,
    action: 'create',
    notedOn: row?.Id ?? { ref: lineOperationKey(key) },
    fields: [{ field: 'ShipmentId', from: null, to: ofShipment, policy: 'always' }, ...changes],
  };
  const changed: Operation = { ...common, action: 'update', targetId: id, fields: changes };
  return { operations: item === undefined ? [made] : changes.length > 0 ? [changed] : [], problems: mapped.problems };
}

/** An item whose line is gone brings nothing, as the line itself. */
function emptied(row: DeliveryLineRow, { base }: LinePlanning, { standing }: ShipmentFacts): Operation[] {
  const item = standing.get(plainText(row.Shipment_Item_Id__c));
  const fields = item === undefined ? [] : changesTo(item, { Quantity: '0' });
  if (item === undefined || fields.length === 0) return [];
  const key = `salesforce/${ITEM_OBJECT}/${row.Key__c}`;
  return [{ ...base, key, object: ITEM_OBJECT, action: 'update', targetId: String(item.Id), fields }];
}

/** Of which delivery a shipment is: Salesforce gives it no lookup to an order. */
function madeText({ base, input, facts }: LinePlanning): string {
  const orders = [...new Set(input.lines.flatMap(({ delivered }) => delivered?.orderNumber ?? []))].sort().join(', ');
  return phraseText(phrase('shipment_of_delivery', { delivery: base.label, orders }), facts.language);
}

/** What stands there is a person's too: the news is added to it, once. Undefined where it stands already, in whatever language. */
function deletedText(standing: SalesforceRow | undefined, delivery: string, language: Language): string | undefined {
  const before = plainText(standing?.['Description']);
  const textIn = (spoken: Language): string => phraseText(phrase('shipment_deleted_in_exact', { delivery }), spoken);
  if (LANGUAGES.some((spoken) => before.includes(textIn(spoken)))) return undefined;
  return [before, textIn(language)].filter((text) => text !== '').join('\n');
}

function quantityIn(value: string | null, fields: ReadonlyMap<string, TargetLimits>): string {
  return amountText(roundTo(toDecimal(value) ?? new Decimal(0), fields.get('Quantity')?.scale ?? 0));
}

function open(
  values: Readonly<Record<string, MappedValue>>,
  fields: ReadonlyMap<string, TargetLimits>,
): Readonly<Record<string, MappedValue>> {
  return Object.fromEntries(Object.entries(values).filter(([field]) => fields.has(field)));
}
