import { TandemError } from '../../errors/index.ts';
import type { Configuration } from '../../mapping/index.ts';
import { dayIn } from '../calendar.ts';
import type { PlanSteps } from '../flow.ts';
import { itemRef } from '../items/index.ts';
import { oneMainEach } from '../one-main.ts';
import type { Operation } from '../operation.ts';
import { eachInTurn, withoutPauses } from '../turns.ts';
import { planItem, productKey, WarnOnce, type ItemPlanning } from './item-plan.ts';
import { isUnpriced, planMissingPrice, planPrices } from './price-plan.ts';
import { rulesInForce } from './product-categories.ts';
import type { ProductRow, ProductsInput } from './types.ts';
import { PRODUCT_SETTINGS } from './settings.ts';

/** From items and prices of Exact Online to what is written in Salesforce. Pure. */
export function planProducts(
  input: ProductsInput,
  moment: { readonly configuration: Configuration; readonly now: Date },
): readonly Operation[] {
  return withoutPauses(planProductsInSteps(input, moment));
}

/** The same with a pause after each item and each item's prices: a batch of a first load has thousands. */
export function* planProductsInSteps(
  input: ProductsInput,
  moment: { readonly configuration: Configuration; readonly now: Date },
): PlanSteps {
  const settings = PRODUCT_SETTINGS.of(moment.configuration);
  const today = dayIn(input.facts.timeZone, moment.now);
  const unpriced = input.prices.filter((prices) => isUnpriced(prices, settings, input.facts, today));
  const planning: ItemPlanning = {
    settings,
    rules: rulesInForce(settings, input.facts),
    facts: input.facts,
    today,
    warnings: new WarnOnce(),
    unpriced: new Set(unpriced.map(({ itemId }) => itemId)),
  };
  const items = (yield* eachInTurn(input.items, (item) => planItem(item, planning))).flat();
  // Prices of an item that is left out or stopped in this very batch have no product to belong to.
  const stopped = new Set(
    items
      .filter(({ action, targetId }) => (action === 'skip' || action === 'block') && targetId === undefined)
      .map(({ recordId }) => recordId),
  );
  const prices = yield* eachInTurn(
    input.prices.filter(({ itemId }) => !stopped.has(itemId)),
    (price) => planPrices(price, settings, input.facts, today),
  );
  return oneMainEach([
    ...items,
    ...input.deleted.flatMap(({ itemId, product, isAskedFor }) => planDeleted(itemId, product, isAskedFor)),
    ...prices.flat(),
    ...input.withoutPrice.map((product) => planMissingPrice(product, input.facts.language)),
  ]);
}

/** A deleted item's product becomes inactive; nothing is deleted in Salesforce. */
function planDeleted(itemId: string, product: ProductRow | undefined, isAskedFor: boolean): Operation[] {
  const base = {
    key: productKey(itemId),
    recordId: itemId,
    label: product?.ProductCode ?? itemId,
    system: 'salesforce',
    object: 'Product2',
    source: itemRef(itemId),
    isMain: true,
  } as const;
  if (product === undefined) {
    if (!isAskedFor) return [];
    return [
      { ...base, action: 'skip', fields: [], reason: new TandemError('item_not_found', { item: itemId }, { recordId: itemId }) },
    ];
  }
  if (!product.IsActive || product.isLed === true) return [{ ...base, action: 'unchanged', targetId: product.Id, fields: [] }];
  const fields = [{ field: 'IsActive', from: true, to: false, policy: 'always' }] as const;
  return [{ ...base, action: 'update', targetId: product.Id, fields, restsOn: `deleted/${product.SystemModstamp}` }];
}
