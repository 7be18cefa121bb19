import { badRequest } from '../errors.ts';
import type { Org } from '../org.ts';
import type { StoredRecord } from '../records/record-store.ts';
import type { FieldValue } from '../schema/index.ts';
import type { Draft, ObjectRules } from './object-rules.ts';

type Values = Readonly<Record<string, FieldValue>>;

const entriesOf = (org: Org, values: Values): StoredRecord[] =>
  org.store
    .find(org.object('PricebookEntry'), 'Product2Id', values['Product2Id'] ?? null)
    .filter((entry) => !entry.IsDeleted && (entry['CurrencyIsoCode'] ?? null) === (values['CurrencyIsoCode'] ?? null));

const refuseSecondEntry = (org: Org, draft: Draft): void => {
  const { values } = draft;
  if (values['IsActive'] !== true) return;
  const twin = entriesOf(org, values).find(
    (entry) => entry.Id !== values['Id'] && entry['Pricebook2Id'] === values['Pricebook2Id'] && entry['IsActive'] === true,
  );
  if (twin !== undefined) throw badRequest('DUPLICATE_VALUE', 'This price definition already exists in this price book', []);
};

const takeStandardPrice = (org: Org, draft: Draft): void => {
  const { values } = draft;
  if (values['Pricebook2Id'] === org.standardPricebookId) {
    if (values['UseStandardPrice'] === true)
      throw badRequest(
        'FIELD_INTEGRITY_EXCEPTION',
        'field integrity exception: UseStandardPrice (a standard price cannot use the standard price)',
        ['UseStandardPrice'],
      );
    return;
  }
  const standard = entriesOf(org, values).find((entry) => entry['Pricebook2Id'] === org.standardPricebookId);
  if (standard === undefined)
    throw badRequest('STANDARD_PRICE_NOT_DEFINED', 'Before creating a custom price, create a standard price.', []);
  if (values['UseStandardPrice'] === true) values['UnitPrice'] = standard['UnitPrice'] ?? null;
};

const refuseNegativePrice = (draft: Draft): void => {
  const price = draft.values['UnitPrice'];
  if (typeof price === 'number' && price < 0)
    throw badRequest('NUMBER_OUTSIDE_VALID_RANGE', 'List Price: value outside of valid range on numeric field: negative', [
      'UnitPrice',
    ]);
};

/** A price: of one product, in one book, in one currency; the standard price comes first. */
export const pricebookEntryRules: ObjectRules = {
  beforeInsert(org, draft) {
    const productId = draft.values['Product2Id'];
    const product = typeof productId === 'string' ? org.store.get(org.object('Product2'), productId) : undefined;
    // Missing parents are reported by the checks of the schema.
    if (product === undefined || product.IsDeleted || draft.values['Pricebook2Id'] === null) return;
    draft.values['Name'] = product['Name'] ?? null;
    draft.values['ProductCode'] = product['ProductCode'] ?? null;
    takeStandardPrice(org, draft);
    refuseNegativePrice(draft);
    refuseSecondEntry(org, draft);
  },

  beforeUpdate(org, draft) {
    takeStandardPrice(org, draft);
    refuseNegativePrice(draft);
    refuseSecondEntry(org, draft);
  },
};

/** A product's name and code show on its prices. */
export const productRules: ObjectRules = {
  afterUpdate(org, writer, before, product, actor) {
    if (before['Name'] === product['Name'] && before['ProductCode'] === product['ProductCode']) return;
    for (const entry of org.store.find(org.object('PricebookEntry'), 'Product2Id', product.Id)) {
      writer.change(
        entry,
        'PricebookEntry',
        { Name: product['Name'] ?? null, ProductCode: product['ProductCode'] ?? null },
        actor,
      );
    }
  },
};
