import { DIVISION, request, type World } from '../support/world.ts';
import { ASSORTMENT_OF_ITEMS } from './categories.ts';

const ITEMS = 'logistics/Items';
const PROPERTIES = ['BITTER', 'ZOET', 'ZUUR'];

/** Has the company put its items in assortments, by their first item class; answers the document that takes these over as categories. */
export async function classify<Document extends { readonly flows: Readonly<Record<string, object>> }>(
  world: World,
  document: Document,
): Promise<Document> {
  await world.exact.seed(DIVISION, {
    'logistics/ItemAssortment': [
      { Code: Number(ASSORTMENT_OF_ITEMS), Description: 'Smaken' },
      { Code: 20, Description: 'Oud' },
    ],
    'logistics/ItemAssortmentProperty': PROPERTIES.map((Code) => ({
      ...{ ItemAssortmentCode: Number(ASSORTMENT_OF_ITEMS), Code, Description: Code.toLowerCase() },
    })),
  });
  for (const [index, item] of (await world.exact.rows(DIVISION, ITEMS)).entries()) {
    const Class_01 = PROPERTIES[index % (PROPERTIES.length + 1)];
    if (Class_01 === undefined) continue;
    const place = `${world.exactUrl}/_control/rows/${DIVISION}/${ITEMS}/${String(item['ID'])}`;
    await request(place, 'PATCH', { Class_01 }, {});
  }
  const { products = {}, categories = {} } = document.flows;
  const rule = { to: 'Exact_Category__c', from: `"${ASSORTMENT_OF_ITEMS}/" + coalesce(item.Class_01, "-")` };
  const fields = [...((products as { readonly fields?: readonly object[] }).fields ?? []), rule];
  return {
    ...document,
    flows: { ...document.flows, products: { ...products, fields }, categories: { ...categories, from: 'assortments' } },
  };
}
