import { phrase, TandemError, type Language } from '../../errors/index.ts';
import type { ExactItem } from '../../exact/index.ts';
import { applyRules, plainText, plannedChanges, type CompiledRule } from '../../mapping/index.ts';
import { isIncluding } from '../../tax/index.ts';
import { reasonToLeaveOut } from '../condition.ts';
import type { FieldChange, Operation, OperationAction, Reference } from '../operation.ts';
import { factsOf, ITEM, ITEM_ROLE, itemRef } from '../items/index.ts';
import { featureChanges } from './features.ts';
import { limitsOf, withCategory } from './product-categories.ts';
import { isSoldOn } from './sold-items.ts';
import { linkRowOperation } from '../with-link-rows.ts';
import { syncStatus } from './sync-status.ts';
import type { ItemInput, ProductFacts, ProductRow } from './types.ts';
import type { ProductsConfiguration } from './settings.ts';

/** What says on a product that its stock, its family and its picture were read. */
const READ_STAMPS = ['Exact_Stock_Synced_At__c', 'Exact_Variants_Synced_At__c', 'Exact_Picture_Seen__c'] as const;
/** What else another company says of a product: that it is a set there. */
const SET_MARK = 'Exact_Set__c';
/** Fields that are of the company whose product it is, and start anew with another one. */
export const OF_COMPANY = [...READ_STAMPS, SET_MARK] as const;

/** Key of the operation that makes or changes an item's product. */
export function productKey(itemId: string): string {
  return `salesforce/Product2/${itemId.toLowerCase()}`;
}

/** The id of an item's product, made in the same plan or before. */
export function productReference(itemId: string): Reference {
  return { ref: productKey(itemId), by: { object: 'Product2', field: 'Exact_Id__c', value: itemId.toLowerCase() } };
}

/** What the items of one batch share. */
export interface ItemPlanning {
  readonly settings: ProductsConfiguration;
  readonly rules: readonly CompiledRule[];
  readonly facts: ProductFacts;
  readonly today: string;
  readonly warnings: WarnOnce;
  /** Ids (lower case) of the items that certainly have no price; empty where prices are read apart. */
  readonly unpriced: ReadonlySet<string>;
}

/** What becomes of one item: one main operation, and for a blocked item that is a product already its status on it. */
export function planItem(input: ItemInput, { settings, rules, facts, today, warnings, unpriced }: ItemPlanning): Operation[] {
  const { item } = input;
  const skipped = reasonToSkip(input, settings);
  if (skipped !== undefined) return [operation(input, input.product, 'skip', [], skipped)];
  const product = input.product ?? onlyCandidate(input);
  if (product instanceof TandemError) return [operation(input, undefined, 'block', [], product)];
  if (product?.isLed === true) return [linkOnly(input, product)];
  const mapped = applyRules(rules, { item }, (field) => limitsOf(field, facts), {
    record: phrase('record_item', { item: item.Code }),
    system: 'Salesforce',
  });
  const blocking = mapped.problems.find((problem) => problem.code !== 'picklist_value_refused');
  if (blocking !== undefined) return blocked(input, product, blocking, facts.language);

  const changes: FieldChange[] = [
    ...plannedChanges(withCategory(mapped.fields, facts), product, { keepsEmpty: false }),
    ...featureChanges(item, product, settings.features, facts),
    ...ownChanges(item, product, settings, facts, today),
    ...unread(input, product),
  ];
  const warning =
    item.Unit === null
      ? new TandemError('item_without_unit', { item: item.Code }, { field: 'Unit', recordId: item.ID })
      : (codeTaken(input, changes, today) ?? warnings.first(mapped.problems) ?? missingPrice(item, unpriced, today));
  const withStatus = [...changes, ...syncStatus(product, item.Code, warning, facts.language)];
  const action: OperationAction = product === undefined ? 'create' : withStatus.length > 0 ? 'update' : 'unchanged';
  return withMovedLink(operation(input, product, action, withStatus, warning), product, facts.division);
}

/**
 * The link of a further division that a version before rows wrote onto the product gets its row first. Then the product is
 * cleared of it, or takes the link of the default division. Cut off in between both say the same.
 */
function withMovedLink(main: Operation, product: ProductRow | undefined, own: number): Operation[] {
  if (product?.misplaced === undefined) return [main];
  const { division, exactId } = product.misplaced;
  const row = linkRowOperation(main, { division, role: ITEM, exactId, record: product.Id }, ITEM_ROLE);
  if (division !== own) return [row, { ...main, after: row.key }];
  const cleared: FieldChange = { field: 'Exact_Id__c', from: exactId, to: null, policy: 'always' };
  const { key, recordId, label, system, object } = main;
  const moved = { key: `${key}/moved`, recordId, label, system, object, targetId: product.Id, isMain: false } as const;
  return [main, row, { ...moved, action: 'update', fields: [cleared], after: row.key }];
}

/** The default division says what stands on a product that it knows too: a further one says which of its items it is. */
function linkOnly(input: ItemInput, product: ProductRow): Operation {
  const link: FieldChange = { field: 'Exact_Id__c', from: null, to: input.item.ID, policy: 'always' };
  const isLinked = input.product !== undefined;
  return operation(input, product, isLinked ? 'unchanged' : 'update', isLinked ? [] : [link], undefined);
}

/** Other active products that have the code of an item that is one already and is sold on that day (`yyyy-mm-dd`). */
export function namesakesOf({ item, product, candidates }: ItemInput, today: string): readonly ProductRow[] {
  return product === undefined || product.isLed === true || !isSoldOn(factsOf(item), today) ? [] : candidates;
}

/** A product stays that of its item whatever its code becomes: which of two to keep is nobody's but a person's to say. */
function codeTaken(input: ItemInput, changes: readonly FieldChange[], today: string): TandemError | undefined {
  const { item, product } = input;
  const namesakes = namesakesOf(input, today);
  const code = plainText(changes.find(({ field }) => field === 'ProductCode')?.to ?? product?.ProductCode);
  if (namesakes.length === 0 || code.toLowerCase() !== item.Code.toLowerCase()) return undefined;
  const products = namesakes.map(({ Id }) => Id).join(', ');
  return new TandemError('product_code_taken', { item: code, products }, { field: 'ProductCode', recordId: item.ID });
}

/** An item that is not active needs no price. */
function missingPrice(item: ExactItem, unpriced: ReadonlySet<string>, today: string): TandemError | undefined {
  if (!unpriced.has(item.ID.toLowerCase()) || !isSoldOn(factsOf(item), today)) return undefined;
  return new TandemError('item_without_price', { item: item.Code }, { field: 'UnitPrice', recordId: item.ID });
}

/** The first refused picklist value of each kind in a batch is told; a thousand items of one group are one message. */
export class WarnOnce {
  readonly #told = new Set<string>();

  first(problems: readonly TandemError[]): TandemError | undefined {
    for (const problem of problems) {
      const about = JSON.stringify([problem.code, problem.params['field'], problem.params['value']]);
      if (this.#told.has(about)) continue;
      this.#told.add(about);
      return problem;
    }
    return undefined;
  }
}

function reasonToSkip({ item, product }: ItemInput, settings: ProductsConfiguration): TandemError | undefined {
  // One that was sold before has a product, which becomes inactive.
  if (!item.IsSalesItem && product === undefined)
    return new TandemError('item_not_sold', { item: item.Code }, { recordId: item.ID });
  const isOn = item.IsStockItem ? settings.kinds.simple : settings.kinds.virtual;
  if (!isOn)
    return new TandemError(
      'item_kind_off',
      { item: item.Code, kind: phrase(item.IsStockItem ? 'item_stocked' : 'item_not_stocked') },
      { recordId: item.ID },
    );
  return reasonToLeaveOut(
    { when: settings.when, scope: { item }, record: phrase('record_item', { item: item.Code }) },
    () => new TandemError('item_not_selected', { item: item.Code }, { recordId: item.ID }),
  );
}

function onlyCandidate(input: ItemInput): ProductRow | TandemError | undefined {
  const { candidates, item } = input;
  if (candidates.length <= 1) return candidates[0];
  const products = candidates.map((candidate) => candidate.Id).join(', ');
  return new TandemError(
    'product_ambiguous',
    { count: candidates.length, item: item.Code, products },
    { field: 'ProductCode', recordId: item.ID },
  );
}

/** What was read for a product that is taken over is of another company: this one's is read once more. */
function unread(input: ItemInput, product: ProductRow | undefined): FieldChange[] {
  if (input.product !== undefined) return [];
  const stamps = READ_STAMPS.flatMap((field): FieldChange[] => {
    const from = product?.[field] ?? null;
    return from === null ? [] : [{ field, from, to: null, policy: 'always' }];
  });
  const isSet = product?.[SET_MARK] === true;
  return isSet ? [...stamps, { field: SET_MARK, from: true, to: false, policy: 'always' }] : stamps;
}

/** Fields that are identity or state, not taste: they have no rule. */
function ownChanges(
  item: ExactItem,
  product: ProductRow | undefined,
  settings: ProductsConfiguration,
  facts: ProductFacts,
  today: string,
): FieldChange[] {
  const own: Record<string, string | boolean> = {
    Exact_Id__c: item.ID,
    IsActive: isSoldOn(factsOf(item), today),
    Price_Includes_Vat__c: priceIncludesVat(item, settings, facts),
  };
  return Object.entries(own).flatMap(([field, to]): FieldChange[] => {
    const from = product?.[field] ?? null;
    const isSame =
      typeof to === 'string'
        ? plainText(from).toLowerCase() === to.toLowerCase()
        : product !== undefined && (from ?? false) === to;
    return isSame ? [] : [{ field, from, to, policy: 'always' }];
  });
}

function priceIncludesVat(item: ExactItem, settings: ProductsConfiguration, facts: ProductFacts): boolean {
  if (settings.prices.vat !== 'asInExact') return settings.prices.vat === 'including';
  return isIncluding(item.SalesVatCode, facts.vatRates);
}

function blocked(input: ItemInput, product: ProductRow | undefined, reason: TandemError, language: Language): Operation[] {
  const main = operation(input, product, 'block', [], reason);
  const status = product?.Exact_Id__c == null ? [] : syncStatus(product, input.item.Code, reason, language);
  if (product === undefined || status.length === 0) return [main];
  return [main, { ...main, key: `${main.key}/status`, action: 'update', targetId: product.Id, fields: status, isMain: false }];
}

function operation(
  input: ItemInput,
  product: ProductRow | undefined,
  action: OperationAction,
  fields: readonly FieldChange[],
  reason: TandemError | undefined,
): Operation {
  return {
    key: productKey(input.item.ID),
    recordId: input.item.ID,
    label: input.item.Code,
    system: 'salesforce',
    action,
    object: 'Product2',
    source: itemRef(input.item.ID),
    targetId: product?.Id,
    fields,
    restsOn: `${input.version}/${product?.SystemModstamp ?? ''}`,
    ...(reason === undefined ? {} : { reason }),
    isMain: true,
  };
}
