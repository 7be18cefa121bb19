import { phrase, TandemError } from '../../errors/index.ts';
import type { ExactSetPart } from '../../exact/index.ts';
import { applyRules, plannedChanges } from '../../mapping/index.ts';
import { amountText, roundTo, toDecimal } from '../../money/index.ts';
import { isWanted } from '../condition.ts';
import type { PlanMoment, PlanSteps } from '../flow.ts';
import { itemRef } from '../items/index.ts';
import { oneMainEach } from '../one-main.ts';
import type { Operation, OperationAction } from '../operation.ts';
import { changesTo } from '../record-changes.ts';
import { eachInTurn, withoutPauses } from '../turns.ts';
import { partKey } from './reader.ts';
import { PART_OBJECT, SET_SETTINGS, type SetsConfiguration } from './settings.ts';
import type { PartRow, ReadSet, SetProduct, SetsInput } from './types.ts';

/** From bills of material of Exact to rows of parts in Salesforce. Pure. */
export function planSets(input: SetsInput, moment: PlanMoment): readonly Operation[] {
  return withoutPauses(planSetsInSteps(input, moment));
}

/** The same with a pause after each set. */
export function* planSetsInSteps(input: SetsInput, { configuration }: PlanMoment): PlanSteps {
  const settings = SET_SETTINGS.of(configuration);
  const planned = yield* eachInTurn(input.sets, (set) => planSet(set, input, settings));
  return oneMainEach(planned.flat());
}

/** The rows of one set, and on its product that it is one. */
function planSet(set: ReadSet, input: SetsInput, settings: SetsConfiguration): Operation[] {
  const { product, itemId, rows, parts, goneKeys } = set;
  if (product === undefined) return set.isAskedFor ? [withoutProduct(set)] : [];
  const byKey = new Map(rows.map((row) => [row.Key__c.toLowerCase(), row]));
  const filled = new Set(rows.filter(({ Quantity__c: quantity }) => quantity !== null).map((row) => row.Key__c.toLowerCase()));
  const operations: Operation[] = [];
  for (const part of parts) {
    const key = partKey(input.facts.division, part.ID);
    const planned = planPart(part, byKey.get(key), { set, product, input, settings });
    operations.push(planned);
    if (planned.action === 'block') continue;
    if (isEmptied(planned)) filled.delete(key);
    else if (planned.action === 'create' || planned.action === 'update') filled.add(key);
  }
  for (const row of rows) {
    if (!goneKeys.has(row.Key__c)) continue;
    operations.push(emptied(set, product, row));
    filled.delete(row.Key__c.toLowerCase());
  }
  // Whether a product that the default division knows too is a set, that one says.
  const marked = product.isLed === true ? [] : changesTo(product, { Exact_Set__c: filled.size > 0 });
  return [
    ...operations,
    {
      ...ofSet(set, product),
      key: `salesforce/Product2/${itemId}/set`,
      object: 'Product2',
      targetId: product.Id,
      action: marked.length > 0 ? 'update' : 'unchanged',
      fields: marked,
    },
  ];
}

interface PartPlanning {
  readonly set: ReadSet;
  readonly product: SetProduct;
  readonly input: SetsInput;
  readonly settings: SetsConfiguration;
}

function planPart(part: ExactSetPart, row: PartRow | undefined, { set, product, input, settings }: PartPlanning): Operation {
  const { facts, partProducts } = input;
  const key = partKey(facts.division, part.ID);
  const base = { ...ofSet(set, product), key: `salesforce/${PART_OBJECT}/${key}`, object: PART_OBJECT, targetId: row?.Id };
  const record = phrase('record_set_part', { part: part.PartItemCode ?? part.PartItem, item: labelOf(set) });
  const wanted = isWanted({ when: settings.when, scope: { part }, record });
  if (wanted instanceof TandemError) return { ...base, action: 'block', fields: [], reason: wanted };
  if (!wanted) return row === undefined ? { ...base, action: 'unchanged', fields: [] } : emptied(set, product, row);
  const mapped = applyRules(settings.rules, { part }, (field) => facts.rowFields.get(field), { record, system: 'Salesforce' });
  const [problem] = mapped.problems;
  if (problem !== undefined) return { ...base, action: 'block', fields: [], reason: problem };
  const partProduct = partProducts.get(part.PartItem.toLowerCase());
  const quantity = toDecimal(part.Quantity);
  const own = {
    Key__c: key,
    Division__c: String(facts.division),
    Exact_Item_Id__c: set.itemId,
    Part_Item_Id__c: part.PartItem.toLowerCase(),
    Set__c: product.Id,
    Part__c: partProduct?.Id ?? null,
    Quantity__c: quantity === null ? null : amountText(roundTo(quantity, facts.rowFields.get('Quantity__c')?.scale ?? 0)),
    Unit__c: partProduct?.Exact_Unit__c ?? null,
  };
  // The division stands in its key.
  const { Division__c: _division, ...compared } = own;
  const fields = [
    ...plannedChanges(mapped.fields, row, { keepsEmpty: false }),
    ...changesTo(row && { ...row, Key__c: row.Key__c.toLowerCase() }, row === undefined ? own : compared),
  ];
  const action: OperationAction = row === undefined ? 'create' : fields.length > 0 ? 'update' : 'unchanged';
  if (partProduct !== undefined || action === 'unchanged') return { ...base, action, fields };
  const params = { item: labelOf(set), part: part.PartItemCode ?? part.PartItem };
  const reason = new TandemError('set_part_without_product', params, { recordId: set.itemId, field: 'PartItem' });
  return { ...base, action, fields, reason };
}

/** A row whose part is gone, or not wanted: it stays and says nothing any more, since nothing is deleted. */
function emptied(set: ReadSet, product: SetProduct, row: PartRow): Operation {
  const fields = changesTo(row, { Quantity__c: null, Unit__c: null });
  return {
    ...ofSet(set, product),
    key: `salesforce/${PART_OBJECT}/${row.Key__c.toLowerCase()}`,
    object: PART_OBJECT,
    targetId: row.Id,
    action: fields.length > 0 ? 'update' : 'unchanged',
    fields,
  };
}

function isEmptied({ action, fields }: Operation): boolean {
  return action === 'update' && fields.some(({ field, to }) => field === 'Quantity__c' && to === null);
}

function withoutProduct(set: ReadSet): Operation {
  const reason = new TandemError('set_without_product', { item: labelOf(set) }, { recordId: set.itemId });
  const key = `salesforce/Product2/${set.itemId}/set`;
  return { ...ofSet(set, undefined), key, object: 'Product2', action: 'skip', fields: [], reason };
}

function ofSet(set: ReadSet, product: SetProduct | undefined) {
  const label = product?.ProductCode ?? labelOf(set);
  return { recordId: set.itemId, label, system: 'salesforce', source: itemRef(set.itemId), isMain: true } as const;
}

function labelOf({ parts, product, itemId }: ReadSet): string {
  return parts[0]?.AssembledItemCode ?? product?.ProductCode ?? itemId;
}
