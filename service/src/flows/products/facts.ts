import { TandemError } from '../../errors/index.ts';
import { timeZoneOf } from '../../mapping/index.ts';
import { vatRates } from '../../tax/index.ts';
import { CategoryIndex, isCategorised } from '../categories/index.ts';
import type { FlowContext } from '../flow.ts';
import { writableFields } from '../writable-fields.ts';
import type { ProductFacts } from './types.ts';
import { PRODUCT_SETTINGS } from './settings.ts';

const FALLBACK_CURRENCY = 'EUR';

/** What a plan of products has to know of both systems. Read when the first row arrives: a sync with nothing new asks nothing. */
export async function readProductFacts(context: FlowContext, touchedSince: string): Promise<ProductFacts> {
  const { salesforce, configuration, division, references } = context;
  const features = await salesforce.features();
  const product = await salesforce.describe('Product2');
  const entry = await salesforce.describe('PricebookEntry');
  const [[standard] = [], categories] = await salesforce.queryMany([
    'SELECT Id FROM Pricebook2 WHERE IsStandard = true',
    ...(isCategorised(context) ? [CategoryIndex.query(division)] : []),
  ]);
  if (standard?.Id === undefined) throw new TandemError('price_book_missing');
  const ownCurrency = features.defaultCurrency || (PRODUCT_SETTINGS.of(configuration).prices.currency ?? FALLBACK_CURRENCY);
  const currencies = features.hasMultiCurrency ? (entry.fields.get('CurrencyIsoCode')?.picklist ?? []) : [];
  return {
    division,
    standardPricebookId: standard.Id,
    currencies: [...new Set([ownCurrency, ...currencies])],
    hasMultiCurrency: features.hasMultiCurrency,
    priceScale: entry.fields.get('UnitPrice')?.scale ?? 2,
    timeZone: timeZoneOf(configuration, division),
    language: features.language,
    productFields: writableFields(product),
    categories: categories === undefined ? undefined : CategoryIndex.of(categories),
    vatRates: vatRates(await references.vatCodes()),
    touchedSince,
  };
}
