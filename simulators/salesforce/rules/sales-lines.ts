import { Decimal } from 'decimal.js';
import { badRequest } from '../errors.ts';
import type { Org } from '../org.ts';
import type { StoredRecord } from '../records/record-store.ts';
import type { FieldValue } from '../schema/index.ts';
import type { Draft } from './object-rules.ts';

type Values = Readonly<Record<string, FieldValue>>;

export const amount = (value: FieldValue | undefined): Decimal => new Decimal(typeof value === 'number' ? value : 0);

export const cents = (value: Decimal): number => value.toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toNumber();

/** What a line costs after its discount. */
export const discountedTotal = (values: Values): Decimal =>
  amount(values['Quantity'])
    .times(amount(values['UnitPrice']))
    .times(new Decimal(100).minus(amount(values['Discount'])))
    .div(100);

export const recordOf = (org: Org, object: string, id: FieldValue | undefined): StoredRecord | undefined => {
  const record = typeof id === 'string' ? org.store.get(org.object(object), id) : undefined;
  return record?.IsDeleted === true ? undefined : record;
};

export const linesOf = (org: Org, object: string, lookup: string, id: string): StoredRecord[] =>
  org.store.find(org.object(object), lookup, id).filter((row) => !row.IsDeleted);

/** The price book entry of a line fits its record: of its price book where it has one, active, in its currency. */
export const takeEntry = (org: Org, draft: Draft, record: StoredRecord): StoredRecord | undefined => {
  const entry = recordOf(org, 'PricebookEntry', draft.values['PricebookEntryId']);
  if (entry === undefined) return undefined;
  const refuse = (reason: string): Error =>
    badRequest('FIELD_INTEGRITY_EXCEPTION', `field integrity exception: PricebookEntryId (${reason})`, ['PricebookEntryId']);
  if (record['Pricebook2Id'] !== null && entry['Pricebook2Id'] !== record['Pricebook2Id'])
    throw refuse('pricebook entry is in a different pricebook than the one assigned to the record');
  if (entry['IsActive'] !== true) throw refuse('pricebook entry is inactive');
  if (org.settings.features.multiCurrency && entry['CurrencyIsoCode'] !== record['CurrencyIsoCode'])
    throw refuse('pricebook entry currency code does not match the currency code of the record');
  const product = draft.values['Product2Id'];
  if (draft.given.has('Product2Id') && product !== null && product !== entry['Product2Id'])
    throw badRequest(
      'FIELD_INTEGRITY_EXCEPTION',
      'field integrity exception: Product2Id (product does not belong to the price book entry)',
      ['Product2Id'],
    );
  draft.values['Product2Id'] = entry['Product2Id'] ?? null;
  draft.values['ListPrice'] = entry['UnitPrice'] ?? null;
  if (org.settings.features.multiCurrency) draft.values['CurrencyIsoCode'] = record['CurrencyIsoCode'] ?? null;
  return entry;
};

export const refuseZeroQuantity = (draft: Draft): void => {
  if (!amount(draft.values['Quantity']).isZero()) return;
  throw badRequest('FIELD_INTEGRITY_EXCEPTION', 'field integrity exception: Quantity (Quantity must be nonzero)', ['Quantity']);
};

/** A record keeps the price book that its lines are from. */
export const refuseOtherPricebook = (draft: Draft, lines: readonly StoredRecord[]): void => {
  const isChanged = draft.given.has('Pricebook2Id') && draft.values['Pricebook2Id'] !== draft.before?.['Pricebook2Id'];
  if (!isChanged || lines.length === 0) return;
  throw badRequest(
    'FIELD_INTEGRITY_EXCEPTION',
    'field integrity exception: Pricebook2Id (the price book of a record that has products cannot be changed)',
    ['Pricebook2Id'],
  );
};
