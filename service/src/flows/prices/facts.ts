import { TandemError } from '../../errors/index.ts';
import { vatRates } from '../../tax/index.ts';
import type { FlowContext } from '../flow.ts';
import { today } from '../today.ts';
import { writableFields } from '../writable-fields.ts';
import { PRICE_OBJECT, PRICE_SETTINGS } from './settings.ts';
import type { BookRow, PricesFacts } from './types.ts';

const FALLBACK_CURRENCY = 'EUR';

/** What a plan of prices has to know of both systems. `books`: every price book of the org. */
export async function readPricesFacts(context: FlowContext, books: readonly BookRow[]): Promise<PricesFacts> {
  const { salesforce, configuration, division, references } = context;
  const features = await salesforce.features();
  const entry = await salesforce.describe('PricebookEntry');
  const standardPricebookId = books.find(({ IsStandard }) => IsStandard)?.Id;
  if (standardPricebookId === undefined) throw new TandemError('price_book_missing');
  const currencies = features.hasMultiCurrency ? (entry.fields.get('CurrencyIsoCode')?.picklist ?? []) : [];
  const isConverted = PRICE_SETTINGS.of(configuration).vat !== 'asInExact';
  return {
    division,
    today: today(context),
    rowFields: writableFields(await salesforce.describe(PRICE_OBJECT)),
    standardPricebookId,
    currencies: [...new Set([features.defaultCurrency || FALLBACK_CURRENCY, ...currencies])],
    hasMultiCurrency: features.hasMultiCurrency,
    priceScale: entry.fields.get('UnitPrice')?.scale ?? 2,
    language: features.language,
    vatRates: isConverted ? vatRates(await references.vatCodes()) : new Map(),
  };
}
