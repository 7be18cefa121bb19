import type { MISSING_PRODUCT_ERRORS } from '../../../catalogue/missing-products.ts';
import type { Translation } from '../../translation.ts';

/** The Dutch of `MISSING_PRODUCT_ERRORS`. */
export const DUTCH_MISSING_PRODUCTS: Translation<typeof MISSING_PRODUCT_ERRORS> = {
  order_item_awaited: {
    title: 'Er wordt een artikel gemaakt in Exact Online',
    message: 'Order {order} wacht op het artikel van het product {product}, dat Tandem in Exact Online maakt.',
    action: 'Niets: de order gaat vanzelf zodra het product aan het artikel is gekoppeld.',
  },
  order_item_unusable: {
    title: 'Van een product kan geen artikel worden gemaakt',
    message:
      'Order {order} heeft het product {product}, dat geen artikel in Exact Online heeft, en er kan geen van worden gemaakt: {field} bevat "{value}", en Exact Online neemt 1 tot {most} tekens. Er is niets verzonden.',
    action: 'Verbeter {field} van het product {product} in Salesforce en klik op Opnieuw proberen of Send to Exact Online.',
  },
  order_item_of_other_product: {
    title: 'Het artikel is dat van een ander product',
    message:
      'Order {order} heeft het product {product}, dat geen artikel in Exact Online heeft. Het artikel met zijn code {code} is dat van een ander product in Salesforce ({other}). Er is niets verzonden.',
    action:
      'Vervang het product op order {order} door dat andere, of geef het een eigen code, en klik op Opnieuw proberen of Send to Exact Online.',
  },
  order_placeholder_missing: {
    title: 'Exact Online heeft het vervangende artikel niet',
    message:
      'Order {order} heeft het product {product}, dat geen artikel in Exact Online heeft en op het vervangende artikel {code} moet gaan, maar administratie {company} in Exact Online heeft dat artikel niet. Er is niets verzonden.',
    action:
      'Voor een beheerder: maak het artikel {code} in Exact Online, of noem een ander op het tabblad Instellingen van Tandem Setup, en klik op Opnieuw proberen of Send to Exact Online.',
  },
  order_placeholder_unnoted: {
    title: 'Er is geen plaats om te noteren wat op een vervangend artikel ging',
    message:
      'Order {order} heeft het product {product}, dat op een vervangend artikel moet gaan, maar {object} heeft geen veld dat Tandem mag lezen en dat dat noteert. Er is niets verzonden.',
    action:
      'Voor een beheerder: geef {object} een lang tekstveld en noem dat als sets in de resultaten van deze bron, met rechten voor de integratiegebruiker, of laat zulke orders stoppen. Klik dan op Opnieuw proberen of Send to Exact Online.',
  },
};
