import { plainText } from '../../mapping/index.ts';
import { soqlForValues, type SalesforceRow } from '../../salesforce/index.ts';
import { describeFed } from '../fed-objects.ts';
import type { FlowContext } from '../flow.ts';
import { writableFields } from '../writable-fields.ts';
import { DELIVERY_SETTINGS } from './settings.ts';
import { FED_OBJECTS, ITEM_OBJECT, SHIPMENT_OBJECT } from './shipment-objects.ts';
import type { DeliveryInput, ShipmentFacts } from './types.ts';

/** What shipments take in this org. Undefined where the settings ask for none, and where the org does not let any be made. */
export async function readShipmentFacts(context: FlowContext): Promise<Omit<ShipmentFacts, 'standing'> | undefined> {
  if (!DELIVERY_SETTINGS.of(context.configuration).shipments) return undefined;
  const described = await describeFed(context.salesforce, FED_OBJECTS);
  const [shipment, item] = [described?.get(SHIPMENT_OBJECT), described?.get(ITEM_OBJECT)];
  if (shipment === undefined || item === undefined) {
    context.log.warn({ division: context.division }, 'no shipments are made: the org lacks what the settings ask for');
    return undefined;
  }
  return { fields: writableFields(shipment), itemFields: writableFields(item) };
}

/** Shipments that were made of these deliveries, and their items, by id: as few calls as it takes, none where there are none. */
export async function readShipments(
  { salesforce }: Pick<FlowContext, 'salesforce'>,
  { fields, itemFields }: Omit<ShipmentFacts, 'standing'>,
  deliveries: readonly DeliveryInput[],
): Promise<ReadonlyMap<string, SalesforceRow>> {
  const shipments = deliveries.map(({ row }) => plainText(row?.Shipment_Id__c));
  const lines = deliveries.flatMap(({ lines: changed, gone }) => [...changed.map(({ row }) => row), ...gone]);
  const queries = [
    ...queriesOf(SHIPMENT_OBJECT, fields, shipments),
    ...queriesOf(
      ITEM_OBJECT,
      itemFields,
      lines.map((row) => plainText(row?.Shipment_Item_Id__c)),
    ),
  ];
  const rows = (await salesforce.queryMany<SalesforceRow>(queries)).flat();
  return new Map(rows.map((row) => [String(row.Id), row]));
}

function queriesOf(object: string, fields: ReadonlyMap<string, unknown>, ids: readonly string[]): string[] {
  const known = [...new Set(ids)].filter((id) => id !== '');
  const selected = ['Id', 'SystemModstamp', ...fields.keys()].join(', ');
  return soqlForValues('Id', known, (condition) => `SELECT ${selected} FROM ${object} WHERE ${condition}`);
}
