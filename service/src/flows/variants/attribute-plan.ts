import type { Operation } from '../operation.ts';
import { changesTo } from '../record-changes.ts';
import type { CodePart } from './pattern.ts';
import { ATTRIBUTE_OBJECT } from './settings.ts';
import type { AttributeRow, GroupedItem, VariantFacts, VariantProduct } from './types.ts';

/** The parts of a variant as rows, to list and report on. A row of a part that it has no more stays, and is emptied. */
export function planAttributes(
  grouped: GroupedItem,
  product: VariantProduct,
  parts: readonly CodePart[],
  { division }: VariantFacts,
): Operation[] {
  const { itemId, rows } = grouped;
  const byKey = new Map(rows.map((row) => [row.Key__c.toLowerCase(), row]));
  const operations = parts.map(({ name, value }, index) => {
    const key = `${division}-ItemAttributes-${itemId}-${name.toLowerCase()}`;
    const row = byKey.get(key.toLowerCase());
    byKey.delete(key.toLowerCase());
    const wanted = {
      Key__c: key,
      Division__c: String(division),
      Exact_Item_Id__c: itemId,
      Product__c: product.Id,
      Attribute__c: name,
      Value__c: value,
      Order__c: String(index + 1),
    };
    // Division and item stand in its key.
    const { Division__c: _division, Exact_Item_Id__c: _item, ...compared } = wanted;
    return operationOn(grouped, key, row, changesTo(row, row === undefined ? wanted : compared));
  });
  const gone = [...byKey].map(([key, row]) => operationOn(grouped, key, row, changesTo(row, { Value__c: null })));
  return [...operations, ...gone];
}

function operationOn(
  { itemId, item }: GroupedItem,
  key: string,
  row: AttributeRow | undefined,
  fields: Operation['fields'],
): Operation {
  return {
    key: `salesforce/${ATTRIBUTE_OBJECT}/${key}`,
    recordId: itemId,
    label: item?.Code ?? itemId,
    system: 'salesforce',
    object: ATTRIBUTE_OBJECT,
    action: row === undefined ? 'create' : fields.length > 0 ? 'update' : 'unchanged',
    targetId: row?.Id,
    fields,
    isMain: true,
  };
}
