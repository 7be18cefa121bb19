import { phrase, TandemError } from '../../errors/index.ts';
import type { ExactStockPosition } from '../../exact/index.ts';
import { LINK_OBJECT, linkKey } from '../../links/index.ts';
import { applyRules, isSameValue, plannedChanges } from '../../mapping/index.ts';
import { amountText, Decimal, roundTo } from '../../money/index.ts';
import { isWanted } from '../condition.ts';
import type { PlanMoment, PlanSteps } from '../flow.ts';
import { itemRef } from '../items/index.ts';
import { oneMainEach } from '../one-main.ts';
import type { Operation, OperationAction } from '../operation.ts';
import { changesTo } from '../record-changes.ts';
import { eachInTurn, withoutPauses } from '../turns.ts';
import { availableOf, counts } from './available.ts';
import { isIncoming } from './expected.ts';
import { STOCK_OBJECT, STOCK_SETTINGS, type StockConfiguration } from './settings.ts';
import type { ItemStock, StockedProduct, StockFacts, StockInput, StockRow } from './types.ts';

/** From stock positions of Exact to rows and totals in Salesforce. Pure. */
export function planStock(input: StockInput, moment: PlanMoment): readonly Operation[] {
  return withoutPauses(planStockInSteps(input, moment));
}

/** The same with a pause after each item: a batch of a first load has thousands. */
export function* planStockInSteps({ facts, items }: StockInput, { configuration }: PlanMoment): PlanSteps {
  const settings = STOCK_SETTINGS.of(configuration);
  const planned = yield* eachInTurn(items, (item) => planItem(item, settings, facts));
  return oneMainEach(planned.flat());
}

/** Rows of one item, and the total on its product, which is worked out of them. */
function planItem(item: ItemStock, settings: StockConfiguration, facts: StockFacts): Operation[] {
  const { product, itemId } = item;
  if (product === undefined) return [withoutProduct(item)];
  const byKey = new Map(item.rows.map((row) => [row.Key__c, row]));
  const standing = new Map(item.rows.map((row) => [row.Key__c, totalled(row)]));
  const operations: Operation[] = [];
  for (const position of item.positions) {
    const key = keyOf(position, facts);
    const planned = planPosition(position, byKey.get(key), { item, product, settings, facts });
    operations.push(planned.operation);
    standing.set(key, planned.counted);
  }
  for (const key of item.goneKeys) {
    const row = byKey.get(key);
    if (row === undefined) continue;
    operations.push(emptied(item, product, row));
    standing.set(key, undefined);
  }
  const total = product.isLed
    ? readOperation(item, product)
    : totalOperation(item, product, sumOf([...standing.values()]), facts);
  const hasRow = operations.some(({ action }) => action === 'create' || action === 'update');
  // That it was looked for is all that can be noted of a product without any stock.
  if (operations.length === 0) return [unchanged(itemId, product), ...(total === undefined ? [] : [total])];
  // The total alone: somebody changed it in Salesforce.
  return [...operations, ...(total === undefined ? [] : [{ ...total, isMain: !hasRow }])];
}

interface PositionPlanning {
  readonly item: ItemStock;
  readonly product: StockedProduct;
  readonly settings: StockConfiguration;
  readonly facts: StockFacts;
}

/** The operation on the row of a position, and what the total counts of it. */
function planPosition(
  position: ExactStockPosition,
  row: StockRow | undefined,
  { item, product, settings, facts }: PositionPlanning,
): { readonly operation: Operation; readonly counted: Decimal | undefined } {
  const base = rowOperation(item, product, keyOf(position, facts), row);
  const names = {
    record: phrase('record_stock', { item: position.ItemCode ?? item.itemId, warehouse: position.WarehouseCode ?? '' }),
  };
  const stays = { counted: row === undefined ? undefined : totalled(row) };
  const wanted = isWanted({ when: settings.when, scope: { stock: position }, record: names.record });
  if (wanted instanceof TandemError) return { operation: { ...base, action: 'block', reason: wanted }, ...stays };
  if (!wanted && row === undefined) return { operation: { ...base, action: 'unchanged' }, counted: undefined };
  if (!wanted && row !== undefined) return { operation: emptied(item, product, row), counted: undefined };
  const mapped = applyRules(settings.rules, { stock: position }, (field) => facts.rowFields.get(field), {
    ...names,
    system: 'Salesforce',
  });
  const [problem] = mapped.problems;
  if (problem !== undefined) return { operation: { ...base, action: 'block', reason: problem }, ...stays };
  const available = availableOf(position, settings.available);
  const scaled = available === undefined ? null : amountText(roundTo(available, facts.rowFields.get('Available__c')?.scale ?? 0));
  const isCounted = counts(position.WarehouseCode, settings.warehouses);
  const own: Record<string, string | boolean | null> = {
    Key__c: keyOf(position, facts),
    Division__c: String(facts.division),
    Exact_Item_Id__c: item.itemId,
    Product__c: product.Id,
    Available__c: scaled,
    In_Total__c: isCounted,
    ...nextExpected(position, item, facts),
  };
  const fields = [...plannedChanges(mapped.fields, row, { keepsEmpty: false }), ...changesTo(row, own)];
  const action: OperationAction = row === undefined ? 'create' : fields.length > 0 ? 'update' : 'unchanged';
  return { operation: { ...base, action, fields }, counted: isCounted && scaled !== null ? new Decimal(scaled) : undefined };
}

/** What comes next: nothing where nothing is to come, and what stands where nobody asked. */
function nextExpected(position: ExactStockPosition, { expected }: ItemStock, facts: StockFacts): Record<string, string | null> {
  if (isIncoming(position) && expected === undefined) return {};
  const next = isIncoming(position) ? expected?.get(position.Warehouse.toLowerCase()) : undefined;
  const scale = facts.rowFields.get('Next_Expected_Quantity__c')?.scale ?? 0;
  return {
    Next_Expected_On__c: next?.on ?? null,
    Next_Expected_Quantity__c: next === undefined ? null : amountText(roundTo(next.quantity, scale)),
  };
}

/** A row whose position is gone, or not wanted: it stays and says nothing any more, since nothing is deleted. */
function emptied(item: ItemStock, product: StockedProduct, row: StockRow): Operation {
  const empty = {
    Available__c: null,
    Physical__c: null,
    Reserved__c: null,
    Incoming__c: null,
    Projected__c: null,
    In_Total__c: false,
    Next_Expected_On__c: null,
    Next_Expected_Quantity__c: null,
  };
  const fields = changesTo(row, empty);
  return { ...rowOperation(item, product, row.Key__c, row), action: fields.length > 0 ? 'update' : 'unchanged', fields };
}

/** The total where another one stands, or where nobody looked yet; a product without any position has none. */
function totalOperation(
  { itemId }: ItemStock,
  product: StockedProduct,
  sum: Decimal | undefined,
  { totalScale }: StockFacts,
): Operation | undefined {
  const total = sum === undefined ? null : amountText(roundTo(sum, totalScale));
  const isSame = isSameValue(product.Exact_Stock__c, total);
  if (isSame && product.Exact_Stock_Synced_At__c !== null) return undefined;
  return {
    ...ofProduct(itemId, product),
    key: `salesforce/Product2/${itemId}/stock`,
    action: 'update',
    // Where there is no stock anywhere, that it was looked for is all there is to write: every write is stamped.
    fields: isSame ? [] : [{ field: 'Exact_Stock__c', from: product.Exact_Stock__c, to: total, policy: 'always' }],
    isMain: false,
    // Worked out of the rows, whichever of them are written.
    isNote: true,
  };
}

/** The total of a product that the default division knows too is that of the default one: its row takes note that it was looked for. */
function readOperation({ itemId }: ItemStock, product: StockedProduct): Operation | undefined {
  const { linkRow } = product;
  if (linkRow === undefined || linkRow.readAt !== null) return undefined;
  return {
    ...ofProduct(itemId, product),
    key: `salesforce/${LINK_OBJECT}/${itemId}/stock`,
    object: LINK_OBJECT,
    targetId: linkRow.id,
    action: 'update',
    fields: [],
    isMain: false,
    isNote: true,
  };
}

function withoutProduct({ itemId, positions }: ItemStock): Operation {
  const label = positions[0]?.ItemCode ?? itemId;
  return {
    key: `salesforce/Product2/${itemId}/stock`,
    recordId: itemId,
    label,
    system: 'salesforce',
    object: 'Product2',
    source: itemRef(itemId),
    action: 'skip',
    fields: [],
    reason: new TandemError('stock_without_product', { item: label }, { recordId: itemId }),
    isMain: true,
  };
}

function unchanged(itemId: string, product: StockedProduct): Operation {
  return {
    ...ofProduct(itemId, product),
    key: `salesforce/Product2/${itemId}`,
    action: 'unchanged',
    fields: [],
    isMain: true,
  };
}

function ofProduct(itemId: string, product: StockedProduct) {
  return {
    recordId: itemId,
    label: product.ProductCode ?? itemId,
    system: 'salesforce',
    object: 'Product2',
    source: itemRef(itemId),
    targetId: product.Id,
  } as const;
}

function rowOperation(
  { itemId, positions }: ItemStock,
  { ProductCode }: StockedProduct,
  key: string,
  row: StockRow | undefined,
): Omit<Operation, 'action'> {
  return {
    key: `salesforce/${STOCK_OBJECT}/${key}`,
    recordId: itemId,
    label: ProductCode ?? positions[0]?.ItemCode ?? itemId,
    system: 'salesforce',
    object: STOCK_OBJECT,
    source: itemRef(itemId),
    targetId: row?.Id,
    fields: [],
    isMain: true,
  };
}

function keyOf({ ID: exactId }: ExactStockPosition, { division }: StockFacts): string {
  return linkKey({ division, entity: 'StockPositions', exactId });
}

function totalled({ Available__c: available, In_Total__c: isCounted }: StockRow): Decimal | undefined {
  return isCounted && available !== null ? new Decimal(String(available)) : undefined;
}

/** Undefined where nothing counts: that is not the same as nothing being there. */
function sumOf(parts: readonly (Decimal | undefined)[]): Decimal | undefined {
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? undefined : Decimal.sum(...known);
}
