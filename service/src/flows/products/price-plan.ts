import { phrase, TandemError, type Language, type Phrase } from '../../errors/index.ts';
import type { ExactItemPrice } from '../../exact/index.ts';
import { amountText, toDecimal } from '../../money/index.ts';
import { choosePrice, entryChanges, fittingEntryPrice, itemRef, type EntryPrice, type EntryRow } from '../items/index.ts';
import type { FieldChange, Operation, OperationAction } from '../operation.ts';
import { productKey, productReference } from './item-plan.ts';
import { isPriceProblem, syncStatus } from './sync-status.ts';
import type { PriceInput, ProductFacts, ProductRow } from './types.ts';
import type { ProductsConfiguration } from './settings.ts';

/** What becomes of the prices of one item: one operation a currency, and the status of the product where it changes. */
export function planPrices(input: PriceInput, settings: ProductsConfiguration, facts: ProductFacts, today: string): Operation[] {
  const rows = new Map<string, ExactItemPrice[]>();
  for (const row of input.rows) {
    const currency = row.Currency ?? facts.currencies[0] ?? '';
    if (settings.prices.currency === undefined || settings.prices.currency === currency) {
      rows.set(currency, [...(rows.get(currency) ?? []), row]);
    }
  }
  // An entry whose row is gone has to be looked at although no row of its currency is left.
  const recorded = input.isComplete || !input.isSold ? input.entries.filter((entry) => entry.Exact_Price_Id__c !== null) : [];
  for (const entry of recorded) {
    const currency = currencyOf(entry, facts);
    if (!rows.has(currency)) rows.set(currency, []);
  }
  const operations = [...rows].flatMap(([currency, candidates]) =>
    planCurrency(input, currency, candidates, settings, facts, today),
  );
  const missing = isUnpriced(input, settings, facts, today) ? missingPrice(input) : undefined;
  return [...operations, ...productStatus(input, operations, missing, facts.language)];
}

/** True when all prices of an item are known and none of them, nor one that a person entered in Salesforce, counts today. */
export function isUnpriced(input: PriceInput, settings: ProductsConfiguration, facts: ProductFacts, today: string): boolean {
  if (!input.isComplete || input.entries.some((entry) => entry.IsActive && entry.Exact_Price_Id__c === null)) return false;
  const { currency } = settings.prices;
  const counting = input.rows.filter((row) => currency === undefined || (row.Currency ?? facts.currencies[0]) === currency);
  return choosePrice(counting, today) === undefined;
}

/** The operation that tells a product without a price from one that is fine. */
export function planMissingPrice(product: ProductRow, language: Language): Operation {
  const itemId = product.Exact_Id__c ?? '';
  const label = product.ProductCode ?? product.Id;
  const reason = new TandemError('item_without_price', { item: label }, { field: 'UnitPrice', recordId: itemId });
  const fields = syncStatus(product, label, reason, language);
  return {
    key: `${productKey(itemId)}/price`,
    recordId: itemId,
    label,
    system: 'salesforce',
    action: fields.length > 0 ? 'update' : 'unchanged',
    object: 'Product2',
    source: itemRef(itemId),
    targetId: product.Id,
    fields,
    reason,
    isMain: false,
    isNote: true,
  };
}

function planCurrency(
  input: PriceInput,
  currency: string,
  rows: readonly ExactItemPrice[],
  settings: ProductsConfiguration,
  facts: ProductFacts,
  today: string,
): Operation[] {
  const entry = input.entries.find((candidate) => currencyOf(candidate, facts) === currency);
  const chosen = input.isSold ? choosePrice(rows, today) : undefined;
  if (chosen === undefined) {
    const isGone = (input.isComplete || !input.isSold) && entry !== undefined && entry.Exact_Price_Id__c !== null;
    return isGone ? [withdrawn(input, currency, entry, facts)] : [];
  }
  if (!facts.currencies.includes(currency)) {
    const reason = new TandemError(
      'price_currency_missing',
      { item: input.itemCode, currency },
      { field: 'Currency', recordId: input.itemId },
    );
    return [operation(input, currency, 'skip', [], { reason, chosen, facts })];
  }
  const price = priceFor(input, chosen, { currency, entry }, settings, facts);
  if (price instanceof TandemError) return [operation(input, currency, 'block', [], { reason: price, chosen, entry, facts })];
  const fields =
    entry === undefined
      ? newEntry(input, currency, chosen, price, facts)
      : entryChanges(entry, { ...price, price: amountText(price.amount) }, chosen.ID);
  const action: OperationAction = entry === undefined ? 'create' : fields.length > 0 ? 'update' : 'unchanged';
  return [operation(input, currency, action, fields, { chosen, entry, facts })];
}

/** The price on the basis the settings want, or why there is none. A price that rounding would make nothing is never rounded. */
function priceFor(
  input: PriceInput,
  chosen: ExactItemPrice,
  { currency, entry }: { readonly currency: string; readonly entry: EntryRow | undefined },
  settings: ProductsConfiguration,
  facts: ProductFacts,
): EntryPrice | TandemError {
  const price = toDecimal(chosen.Price);
  if (price === null) return new TandemError('item_without_price', { item: input.itemCode }, { recordId: input.itemId });
  const rate = input.vatCode == null ? undefined : facts.vatRates.get(input.vatCode);
  const fitting = fittingEntryPrice(price, { currency, scale: facts.priceScale }, rate, settings.prices, entry);
  if (fitting === 'vatUnknown') {
    return new TandemError(
      'price_vat_unknown',
      {
        item: input.itemCode,
        wanted: phrase(settings.prices.vat === 'including' ? 'vat_included' : 'vat_excluded'),
        code: input.vatCode ?? '',
      },
      { field: 'SalesVatCode', recordId: input.itemId },
    );
  }
  if (fitting !== 'tooPrecise') return fitting;
  return new TandemError(
    'price_too_precise',
    { item: input.itemCode, price: amountText(price), currency, scale: facts.priceScale },
    { field: 'Price', recordId: input.itemId },
  );
}

function newEntry(
  input: PriceInput,
  currency: string,
  chosen: ExactItemPrice,
  price: EntryPrice,
  facts: ProductFacts,
): FieldChange[] {
  const values: Record<string, unknown> = {
    Pricebook2Id: facts.standardPricebookId,
    Product2Id: productReference(input.itemId),
    UnitPrice: amountText(price.amount),
    ...(price.pieces === 1 ? {} : { Price_Quantity__c: String(price.pieces) }),
    IsActive: true,
    Exact_Price_Id__c: chosen.ID,
    ...(facts.hasMultiCurrency ? { CurrencyIsoCode: currency } : {}),
  };
  return Object.entries(values).map(([field, to]): FieldChange => ({
    field,
    from: null,
    to,
    policy: 'always',
    ...(field === 'UnitPrice' ? noteOf(price) : {}),
  }));
}

function noteOf({ note }: EntryPrice): { readonly note?: Phrase } {
  return note === undefined ? {} : { note };
}

/** The price an entry came from is gone or does not count any more, and none took its place: entries are never deleted. */
function withdrawn(input: PriceInput, currency: string, entry: EntryRow, facts: ProductFacts): Operation {
  const fields: FieldChange[] = [
    ...(entry.IsActive ? [{ field: 'IsActive', from: true, to: false, policy: 'always' } as const] : []),
    { field: 'Exact_Price_Id__c', from: entry.Exact_Price_Id__c, to: null, policy: 'always' },
  ];
  return operation(input, currency, 'update', fields, { entry, facts });
}

/** A product shows why it has no price, and is fine again when it gets one. */
function productStatus(
  input: PriceInput,
  operations: readonly Operation[],
  missing: TandemError | undefined,
  language: Language,
): Operation[] {
  const { product } = input;
  if (product === undefined) return [];
  const problem = operations.find(({ action }) => action === 'block')?.reason ?? missing;
  const hasPrice = operations.some(
    ({ action, fields }) => action !== 'skip' && !fields.some(({ field, to }) => field === 'IsActive' && to === false),
  );
  const isOver =
    problem === undefined && hasPrice && isPriceProblem(product['Exact_Sync_Problem__c'], product.ProductCode ?? product.Id);
  const cleared: FieldChange[] = [
    { field: 'Exact_Sync_Status__c', from: product['Exact_Sync_Status__c'], to: 'Synced', policy: 'always' },
    { field: 'Exact_Sync_Problem__c', from: product['Exact_Sync_Problem__c'], to: null, policy: 'always' },
  ];
  const fields = problem !== undefined ? syncStatus(product, input.itemCode, problem, language) : isOver ? cleared : [];
  if (fields.length === 0) return [];
  return [
    {
      key: `${productKey(input.itemId)}/price`,
      recordId: input.itemId,
      label: input.itemCode,
      system: 'salesforce',
      action: 'update',
      object: 'Product2',
      source: itemRef(input.itemId),
      targetId: product.Id,
      fields,
      isMain: false,
      isNote: true,
    },
  ];
}

/** Why an item that is sold has no price any more; undefined where something else is told of its product, or it is none to be sold. */
function missingPrice({ itemId, itemCode, isSold, product }: PriceInput): TandemError | undefined {
  const standing = product?.['Exact_Sync_Problem__c'] ?? null;
  const isTold = standing !== null && !isPriceProblem(standing, product?.ProductCode ?? itemCode);
  if (!isSold || product?.IsActive !== true || isTold) return undefined;
  return new TandemError(
    'item_without_price',
    { item: product.ProductCode ?? itemCode },
    { field: 'UnitPrice', recordId: itemId },
  );
}

function operation(
  input: PriceInput,
  currency: string,
  action: OperationAction,
  fields: readonly FieldChange[],
  about: {
    readonly chosen?: ExactItemPrice;
    readonly entry?: EntryRow | undefined;
    readonly reason?: TandemError;
    readonly facts: ProductFacts;
  },
): Operation {
  return {
    key: `salesforce/PricebookEntry/${input.itemId.toLowerCase()}/${currency}`,
    recordId: input.itemId,
    label: input.itemCode,
    system: 'salesforce',
    action,
    object: 'PricebookEntry',
    targetId: about.entry?.Id,
    fields,
    restsOn: `${about.chosen?.ID ?? ''}@${about.chosen?.Modified ?? ''}/${stateOf(about.entry)}`,
    ...(about.reason === undefined ? {} : { reason: about.reason }),
    isMain: action === 'update' && !wasTouched(input.product, about.facts),
  };
}

/** By value: writing the product of an entry moves the entry's SystemModstamp too, which is no change of it. */
function stateOf(entry: EntryRow | undefined): string {
  return entry === undefined
    ? ''
    : [entry.UnitPrice, entry.Price_Quantity__c, entry.IsActive, entry.Exact_Price_Id__c].map(String).join();
}

/** A product that this run wrote already is counted there; a price alone that changed counts as the record's change. */
function wasTouched(product: ProductRow | undefined, facts: ProductFacts): boolean {
  const syncedAt = product?.['Exact_Synced_At__c'];
  return product === undefined || (typeof syncedAt === 'string' && Date.parse(syncedAt) >= Date.parse(facts.touchedSince));
}

function currencyOf(entry: EntryRow, facts: ProductFacts): string {
  return entry.CurrencyIsoCode ?? facts.currencies[0] ?? '';
}
