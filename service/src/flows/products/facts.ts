import { TandemError } from '../../errors/index.ts';
import { timeZoneOf, type TargetLimits } from '../../mapping/index.ts';
import type { SalesforceFieldDescribe, SalesforceObjectDescribe } from '../../salesforce/index.ts';
import { vatRates } from '../../tax/index.ts';
import type { FlowContext } from '../flow.ts';
import type { ProductFacts } from './types.ts';
import { PRODUCT_SETTINGS } from './settings.ts';

const FALLBACK_CURRENCY = 'EUR';

/** What a plan of products has to know of both systems. Read when the first row arrives: a sync with nothing new asks nothing. */
export async function readProductFacts(context: FlowContext, touchedSince: string): Promise<ProductFacts> {
  const { salesforce, configuration, division, references } = context;
  const features = await salesforce.features();
  const product = await salesforce.describe('Product2');
  const entry = await salesforce.describe('PricebookEntry');
  const [standard] = await salesforce.query('SELECT Id FROM Pricebook2 WHERE IsStandard = true');
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
    productFields: limitsOf(product),
    vatRates: vatRates(await references.vatCodes()),
    touchedSince,
  };
}

/** Fields the integration user may write, with what they take. */
function limitsOf(object: SalesforceObjectDescribe): ReadonlyMap<string, TargetLimits> {
  const writable = [...object.fields].filter(([, field]) => field.updateable && field.createable);
  return new Map(writable.map(([name, field]) => [name, limitsOfField(field)]));
}

const KINDS: Readonly<Record<string, TargetLimits['kind']>> = {
  boolean: 'flag',
  currency: 'amount',
  double: 'amount',
  percent: 'amount',
  int: 'amount',
  date: 'date',
  picklist: 'picklist',
};

function limitsOfField(field: SalesforceFieldDescribe): TargetLimits {
  const kind = KINDS[field.type] ?? 'text';
  if (kind === 'picklist') return field.restrictedPicklist ? { kind, values: field.picklist } : { kind, length: 255 };
  return kind === 'text' && field.length > 0 ? { kind, length: field.length } : { kind };
}
