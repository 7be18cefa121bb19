import {
  GOODS_DELIVERIES,
  GOODS_DELIVERY_LINES,
  isGuid,
  type ExactGoodsDelivery,
  type ExactGoodsDeliveryLine,
} from '../../exact/index.ts';
import { plainText } from '../../mapping/index.ts';
import { LinkedAccounts, type LinkedAccount } from '../customers/index.ts';
import type { FlowBatch, FlowContext } from '../flow.ts';
import { deliveredBy, orderLineOf } from './delivered-orders.ts';
import { DeliveryRecords } from './delivery-records.ts';
import { deliveryRowKey, lineRowKey } from './delivery-role.ts';
import { readTrackingUrls, type KnownFacts } from './facts.ts';
import { hasTrackingCode, inputOf, merged } from './inputs.ts';
import { RecentHeaders } from './recent-headers.ts';
import { RecentLines } from './recent-lines.ts';
import { DELIVERY_SETTINGS } from './settings.ts';
import { readShipments } from './shipment-records.ts';
import type { DeliveriesInput, DeliveryInput, DeliveryLineRow, DeliveryRow, LineInput } from './types.ts';

/** What a part of a batch brings. */
export type DeliveriesPart = Partial<Omit<DeliveriesInput, 'facts'>>;

/** Puts the deliveries of Salesforce next to what Exact says of them, a batch at a time. */
export class Reader {
  readonly context: FlowContext;
  readonly records: DeliveryRecords;
  readonly #facts: KnownFacts;
  readonly #recent = new RecentHeaders();
  readonly #readWhole = new RecentLines();

  constructor(context: FlowContext, facts: KnownFacts) {
    this.context = context;
    this.records = new DeliveryRecords(context, facts);
    this.#facts = facts;
  }

  /** Parts together, with the positions that may be stored after them. */
  async batch(
    parts: readonly DeliveriesPart[],
    cursors: Readonly<Record<string, string>> = {},
  ): Promise<FlowBatch<DeliveriesInput>> {
    const deliveries = merged(parts.flatMap((part) => part.deliveries ?? []));
    const unknown = parts.flatMap((part) => part.unknown ?? []);
    const withoutAccount = parts.flatMap((part) => part.withoutAccount ?? []);
    const trackingUrls = deliveries.some(hasTrackingCode) ? await readTrackingUrls(this.context) : new Map<string, string>();
    const { shipments: known } = this.#facts;
    const shipments =
      known === undefined ? undefined : { ...known, standing: await readShipments(this.context, known, deliveries) };
    return {
      input: { facts: { ...this.#facts, trackingUrls, shipments }, deliveries, unknown, withoutAccount },
      cursors,
      followUps: [],
      recordIds: [...deliveries.map(({ entryId }) => entryId), ...unknown.map(({ recordId }) => recordId)],
    };
  }

  /** Headers of the stream that Salesforce has. Whether another one is of an order of Tandem's, its lines tell: it waits for them. */
  async changedHeaders(headers: readonly ExactGoodsDelivery[]): Promise<DeliveriesPart> {
    const rows = await this.records.deliveries(headers.map(({ EntryID: id }) => id));
    const deliveries = headers.flatMap((header): DeliveryInput[] => {
      const row = this.#rowOf(rows, header.EntryID);
      if (row === undefined) this.#recent.keep(header);
      return row === undefined ? [] : [{ ...inputOf(header.EntryID, row), header }];
    });
    const moved = deliveries.filter(
      ({ row, header }) => plainText(row?.Shipping_Method__c) !== (header?.ShippingMethodCode ?? ''),
    );
    const tracked = await this.#linesOf(
      moved.map(({ entryId }) => entryId),
      true,
    );
    const relinked = deliveries.map((input) => ({ ...input, relinked: tracked.get(input.entryId) ?? [] }));
    return { deliveries: [...relinked, ...(await this.#forShipments(deliveries))] };
  }

  /**
   * Lines of the stream that bring something of an order of Tandem's, with their delivery. One that tells of a problem is read whole: the
   * change may have ended it.
   */
  async changedLines(lines: readonly ExactGoodsDeliveryLine[]): Promise<DeliveriesPart> {
    const inputs = await this.#inputsOf(lines.filter((line) => !this.#readWhole.has(line)));
    const noted = inputs.filter(({ row }) => plainText(row?.['Exact_Sync_Problem__c']) !== '').map(({ entryId }) => entryId);
    const others = inputs.filter(({ entryId }) => !noted.includes(entryId));
    const whole = [...(await this.#whole(noted)), ...(await this.#forShipments(others))];
    return { deliveries: [...(await this.#withHeaders(others)), ...whole] };
  }

  /** Those of which a shipment is still to be made, whole: of a part of them, it would be one of a part. */
  async #forShipments(inputs: readonly DeliveryInput[]): Promise<readonly DeliveryInput[]> {
    if (this.#facts.shipments === undefined) return [];
    const due = inputs.filter(({ row }) => row !== undefined && plainText(row.Shipment_Id__c) === '');
    const whole = await this.#whole(due.map(({ entryId }) => entryId));
    for (const { line } of whole.flatMap(({ lines }) => lines)) this.#readWhole.keep(line);
    return whole;
  }

  /**
   * These deliveries, each with all its lines, by their ids, those of their rows or of orders. `isExplicit`: a person asks, and gets those
   * of orders that Tandem never sent too, on the account they went to.
   */
  async wholeDeliveries(ids: readonly string[], { isExplicit }: { readonly isExplicit: boolean }): Promise<DeliveriesPart> {
    const named = await this.records.named(ids);
    const entryIds = [...ids.filter(isGuid).map((id) => id.toLowerCase()), ...[...named.values()].flat()];
    const known = await this.#whole([...new Set(entryIds)]);
    const others = isExplicit ? entryIds.filter((id) => !known.some(({ entryId }) => entryId === id)) : [];
    const { deliveries: past = [] } = await this.pastDeliveries([...(await this.#headersOf(others)).values()]);
    const deliveries = [...known, ...past];
    const found = new Set([...deliveries.map(({ entryId }) => entryId), ...named.keys()]);
    const unknown = ids.filter((id) => !found.has(id) && !found.has(id.toLowerCase()));
    return { deliveries, unknown: unknown.map((recordId) => ({ recordId, isExplicit })) };
  }

  /** Deliveries that Exact does not have any more. */
  async goneDeliveries(entryIds: readonly string[]): Promise<DeliveriesPart> {
    const rows = await this.records.deliveries(entryIds);
    const known = entryIds.filter((id) => this.#rowOf(rows, id) !== undefined);
    const lines = await this.#linesOf(known);
    return {
      deliveries: known.map((id) => ({ ...inputOf(id, this.#rowOf(rows, id)), isGone: true, gone: lines.get(id) ?? [] })),
    };
  }

  /** Lines that Exact does not have any more. */
  async goneLines(lineIds: readonly string[]): Promise<DeliveriesPart> {
    const byDelivery = groupedByDelivery(await this.records.lines(lineIds));
    return {
      deliveries: [...byDelivery].map(([entryId, gone]) => ({ ...inputOf(entryId, gone[0]?.Delivery__r ?? undefined), gone })),
    };
  }

  /** Those of these rows whose delivery Exact, asked for it, does not have. */
  async untoldGone(rows: readonly DeliveryRow[]): Promise<DeliveriesPart> {
    const ids = rows.map(entryIdOf);
    const headers = await this.#headersOf(ids);
    return this.goneDeliveries(ids.filter((id) => !headers.has(id)));
  }

  /** Deliveries of the past with their lines, also of orders that Tandem never sent: these are shown on the account they went to. */
  async pastDeliveries(headers: readonly ExactGoodsDelivery[]): Promise<DeliveriesPart> {
    if (headers.length === 0) return {};
    const accounts = await this.#accountsOf(headers);
    const [shown, others] = [
      headers.filter((header) => accounts.has(goneTo(header))),
      headers.filter((header) => !accounts.has(goneTo(header))),
    ];
    const headerOf = new Map(shown.map((header) => [header.EntryID.toLowerCase(), header]));
    const ids = [...headerOf.keys()];
    const lines = ids.length === 0 ? [] : await this.context.exact.findAny(GOODS_DELIVERY_LINES, 'EntryID', 'guid', ids);
    const deliveries = (await this.#inputsOf(lines, true)).map((input) => {
      const header = headerOf.get(input.entryId);
      return { ...input, header, accountId: header === undefined ? undefined : accounts.get(goneTo(header))?.Id };
    });
    const labels = new Map(others.map((header) => [goneTo(header), header.DeliveryAccountName ?? header.DeliveryAccountCode]));
    return { deliveries, withoutAccount: [...labels].map(([accountId, label]) => ({ accountId, label: label ?? accountId })) };
  }

  async #accountsOf(headers: readonly ExactGoodsDelivery[]): Promise<ReadonlyMap<string, LinkedAccount>> {
    const accounts = new LinkedAccounts(this.context, []);
    const ids = [...new Set(headers.map(goneTo))].filter(isGuid);
    return ids.length === 0 ? new Map() : accounts.byDebtor(await this.context.salesforce.queryMany(accounts.queries(ids)));
  }

  async #whole(entryIds: readonly string[]): Promise<readonly DeliveryInput[]> {
    if (entryIds.length === 0) return [];
    const headers = await this.#headersOf(entryIds);
    const there = [...headers.keys()];
    const lines = there.length === 0 ? [] : await this.context.exact.findAny(GOODS_DELIVERY_LINES, 'EntryID', 'guid', there);
    const inputs = new Map((await this.#inputsOf(lines)).map((input) => [input.entryId, input]));
    const rows = await this.records.deliveries(entryIds);
    const standing = await this.#linesOf(entryIds.filter((id) => this.#rowOf(rows, id) !== undefined));
    return entryIds.flatMap((entryId): DeliveryInput[] => {
      const input = inputs.get(entryId) ?? inputOf(entryId, this.#rowOf(rows, entryId));
      const header = headers.get(entryId);
      if (input.row === undefined && (header === undefined || input.lines.length === 0)) return [];
      const known = new Set(input.lines.map(({ line }) => lineRowKey(this.context.division, line.ID)));
      const gone = (standing.get(entryId) ?? []).filter((row) => !known.has(row.Key__c));
      return [{ ...input, header, isGone: header === undefined, isWhole: true, gone }];
    });
  }

  /** Lines with what they deliver, by their deliveries; those of orders that Tandem never sent are nobody's, unless all are wanted. */
  async #inputsOf(lines: readonly ExactGoodsDeliveryLine[], ofAnyOrder = false): Promise<readonly DeliveryInput[]> {
    if (lines.length === 0) return [];
    const known = await this.records.ofLines(lines);
    const delivered = await deliveredBy(this.context, lines, known);
    const own = lines.flatMap((line): LineInput[] => {
      const input = {
        line,
        row: known.lineRows.get(lineRowKey(this.context.division, line.ID)),
        delivered: delivered.get(orderLineOf(line)),
      };
      return ofAnyOrder || input.row !== undefined || input.delivered !== undefined ? [input] : [];
    });
    const byDelivery = Map.groupBy(own, ({ line }) => line.EntryID.toLowerCase());
    return [...byDelivery].map(([entryId, ofOne]) => ({
      ...inputOf(entryId, this.#rowOf(known.deliveryRows, entryId)),
      lines: ofOne,
    }));
  }

  /** A delivery that is not in Salesforce yet needs its header, and so does a condition. One without any is gone meanwhile. */
  async #withHeaders(inputs: readonly DeliveryInput[]): Promise<readonly DeliveryInput[]> {
    const hasCondition = DELIVERY_SETTINGS.of(this.context.configuration).when !== undefined;
    const needing = inputs.filter(({ row }) => row === undefined || hasCondition).map(({ entryId }) => entryId);
    const recent = this.#recent.take(needing);
    const read = await this.#headersOf(needing.filter((id) => !recent.has(id)));
    return inputs.flatMap((input) => {
      const header = recent.get(input.entryId) ?? read.get(input.entryId);
      return input.row === undefined && header === undefined ? [] : [{ ...input, header }];
    });
  }

  #rowOf(rows: ReadonlyMap<string, DeliveryRow>, entryId: string): DeliveryRow | undefined {
    return rows.get(deliveryRowKey(this.context.division, entryId));
  }

  async #linesOf(entryIds: readonly string[], isTracked = false): Promise<ReadonlyMap<string, DeliveryLineRow[]>> {
    return groupedByDelivery(await this.records.linesOf(entryIds, isTracked));
  }

  async #headersOf(entryIds: readonly string[]): Promise<ReadonlyMap<string, ExactGoodsDelivery>> {
    if (entryIds.length === 0) return new Map();
    const headers = await this.context.exact.findAny(GOODS_DELIVERIES, 'EntryID', 'guid', entryIds);
    return new Map(headers.map((header) => [header.EntryID.toLowerCase(), header]));
  }
}

/** Id, in lower case, of the account of Exact that a delivery went to. */
function goneTo({ DeliveryAccount: id }: ExactGoodsDelivery): string {
  return (id ?? '').toLowerCase();
}

function groupedByDelivery(rows: readonly DeliveryLineRow[]): ReadonlyMap<string, DeliveryLineRow[]> {
  return Map.groupBy(rows, ({ Delivery__r: delivery }) => entryIdOf(delivery));
}

/** The id of a delivery is the end of its key. */
function entryIdOf(row: Pick<DeliveryRow, 'Key__c'> | null | undefined): string {
  return (row?.Key__c ?? '').slice(-36);
}
