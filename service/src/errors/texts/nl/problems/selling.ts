import type { SELLING_ERRORS } from '../../../catalogue/selling.ts';
import type { Translation } from '../../translation.ts';

/** The Dutch of `SELLING_ERRORS`. */
export const DUTCH_SELLING: Translation<typeof SELLING_ERRORS> = {
  selling_product_unlinked: {
    title: 'Het product is geen artikel van deze administratie in Exact Online',
    message:
      'Dit product is niet gekoppeld aan een artikel van deze administratie in Exact Online en heeft daar dus geen prijs en geen voorraad.',
    action: 'Kies een product dat uit Exact Online komt, of laat een beheerder de productstroom starten in Tandem Setup.',
  },
  selling_without_price: {
    title: 'Het product heeft vandaag geen prijs',
    message:
      'Exact Online heeft geen prijs van product {product} in {currency} die vandaag geldt in de eenheid waarin het wordt verkocht.',
    action: 'Voer in Exact Online een verkoopprijs van product {product} in {currency} in en vraag het opnieuw.',
  },
  selling_debtor_gone: {
    title: 'De klant staat niet meer in Exact Online',
    message: 'Het account is gekoppeld aan een debiteur die deze administratie in Exact Online niet meer heeft.',
    action: 'Koppel het account aan een andere debiteur door een order ervan te versturen, of vraag prijzen zonder het account.',
  },
};
