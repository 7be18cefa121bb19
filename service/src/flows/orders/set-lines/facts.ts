import { isGuid, PRICED_ITEMS, SET_PARTS, type ExactSetPart } from '../../../exact/index.ts';
import { isFurtherDivision } from '../../../mapping/index.ts';
import { toDecimal } from '../../../money/index.ts';
import type { FlowContext } from '../../flow.ts';
import { factsOf } from '../../items/index.ts';
import { ORDER_SETTINGS } from '../settings.ts';
import type { OrderFacts, OrderInput, SetPart } from '../types.ts';
import { isSentAsParts } from './choice.ts';

/**
 * The parts of the sets that these orders are to be sent with, as Exact has them at this moment: two calls for all of them, none where there
 * are none. Rows in Salesforce would be cheaper, and an hour old.
 */
export async function readSets(context: FlowContext, orders: readonly OrderInput[]): Promise<Pick<OrderFacts, 'sets'>> {
  const settings = ORDER_SETTINGS.of(context.configuration);
  const itemIds = new Set(
    orders.flatMap((input) =>
      input.lines
        .filter((row) => isSentAsParts(row, input, settings) === true)
        .flatMap(({ Product2: product }) => product?.Exact_Id__c?.toLowerCase() ?? [])
        .filter(isGuid),
    ),
  );
  if (itemIds.size === 0) return {};
  const { exact, configuration, division } = context;
  const parts = await exact.findAny(SET_PARTS, 'AssembledItem', 'guid', [...itemIds]);
  const partIds = [...new Set(parts.map(({ PartItem: id }) => id.toLowerCase()))];
  const items = partIds.length === 0 ? [] : await exact.findAny(PRICED_ITEMS, 'ID', 'guid', partIds);
  const byId = new Map(items.map((item) => [item.ID.toLowerCase(), item]));
  const partOf = (part: ExactSetPart): SetPart => {
    const itemId = part.PartItem.toLowerCase();
    const item = byId.get(itemId);
    const facts = item === undefined ? undefined : factsOf(item);
    const price = toDecimal(item?.StandardSalesPrice);
    return { itemId, code: part.PartItemCode ?? itemId, quantity: toDecimal(part.Quantity), price, item: facts };
  };
  const byLine = parts.toSorted((one, other) => (one.LineNumber ?? 0) - (other.LineNumber ?? 0));
  const bySet = Map.groupBy(byLine, ({ AssembledItem: id }) => id.toLowerCase());
  // The mark of a product is the default company's: what has no parts in another one is no set there.
  const isSet = (itemId: string): boolean => bySet.has(itemId) || !isFurtherDivision(configuration, division);
  return { sets: new Map([...itemIds].filter(isSet).map((itemId) => [itemId, (bySet.get(itemId) ?? []).map(partOf)])) };
}
