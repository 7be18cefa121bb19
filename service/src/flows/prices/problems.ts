import { phrase, TandemError } from '../../errors/index.ts';
import { amountText } from '../../money/index.ts';
import type { PriceFault, PriceState } from './price-state.ts';
import type { PricesConfiguration } from './settings.ts';
import type { PriceGroup } from './types.ts';

/** What a person is told of a price that counts at no time. */
export function problemOfFault(fault: PriceFault, state: PriceState, { label }: PriceGroup): TandemError {
  const about = { recordId: state.id };
  if (fault === 'window')
    return new TandemError(
      'price_window_reversed',
      { item: label, from: state.from ?? '', until: state.until ?? '' },
      { field: 'EndDate', ...about },
    );
  return new TandemError(
    'price_contradicted',
    { item: label, quantity: quantityText(state), currency: state.currency },
    { field: 'Price', ...about },
  );
}

/** What a person is told of a price that does not fit where it belongs. */
export function problemOfFit(
  reason: 'vatUnknown' | 'tooPrecise',
  { state, group, scale }: { readonly state: PriceState; readonly group: PriceGroup; readonly scale: number },
  settings: PricesConfiguration,
): TandemError {
  const about = { recordId: state.id };
  if (reason === 'tooPrecise')
    return new TandemError(
      'price_finer_than_field',
      { item: group.label, price: state.price === null ? '' : amountText(state.price), currency: state.currency, scale },
      { field: 'Price', ...about },
    );
  return new TandemError(
    'price_vat_unknown',
    {
      item: group.label,
      wanted: phrase(settings.vat === 'including' ? 'vat_included' : 'vat_excluded'),
      code: group.product?.Exact_Vat_Code__c ?? '',
    },
    { field: 'SalesVatCode', ...about },
  );
}

function quantityText({ quantity }: PriceState): string {
  return quantity === null ? '1' : amountText(quantity);
}
