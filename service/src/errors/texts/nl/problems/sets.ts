import type { SET_ERRORS } from '../../../catalogue/sets.ts';
import type { Translation } from '../../translation.ts';

/** The Dutch of `SET_ERRORS`. */
export const DUTCH_SETS: Translation<typeof SET_ERRORS> = {
  set_without_product: {
    title: 'De samenstelling is geen product in Salesforce',
    message: 'Artikel {item} is geen product in Salesforce; er is dus niets om de onderdelen op te tonen.',
    action: 'Haal het artikel eerst over met de stroom Producten; de onderdelen volgen vanzelf.',
  },
  set_part_without_product: {
    title: 'Een onderdeel van de samenstelling is geen product',
    message:
      'Artikel {part}, een onderdeel van samenstelling {item}, is geen product in Salesforce. Het onderdeel staat er alleen met zijn code en naam.',
    action:
      'Als klanten artikel {part} ook los mogen kopen, vink dan "Verkoop" aan in Exact Online: het wordt gekoppeld zodra het een product is. Zo niet, klik op Negeren.',
  },
};
