import type { SELLING_PHRASES } from '../../phrases/selling.ts';
import type { PhraseTranslation } from '../../translation.ts';

/** The Dutch of `SELLING_PHRASES`. */
export const DUTCH_SELLING_PHRASES: PhraseTranslation<typeof SELLING_PHRASES> = {
  price_agreement: 'Afgesproken met deze klant',
  price_special_offer: 'Actie van prijslijst {list}',
  price_list: 'Prijslijst {list}',
  price_volume_break: 'Staffelprijs',
  price_standard: 'Standaardprijs',
};
