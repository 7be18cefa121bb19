import type { PRODUCT_ERRORS } from '../../../catalogue/products.ts';
import type { Translation } from '../../translation.ts';

/** The Dutch of `PRODUCT_ERRORS`. */
export const DUTCH_PRODUCTS: Translation<typeof PRODUCT_ERRORS> = {
  item_without_price: {
    title: 'Het artikel heeft geen verkoopprijs',
    message:
      'Artikel {item} heeft in Exact Online geen algemene verkoopprijs die vandaag geldt, dus het product heeft geen prijsboekvermelding.',
    action:
      'Voer in Exact Online een verkoopprijs in voor artikel {item} (zonder klant, vanaf aantal 1, in de standaardeenheid). Een prijs van 0 telt ook. De volgende run neemt hem over.',
  },
  item_without_unit: {
    title: 'Het artikel heeft geen eenheid',
    message: 'Artikel {item} heeft geen eenheid in Exact Online. Het product is zonder eenheid gesynchroniseerd.',
    action: 'Kies in Exact Online een eenheid voor artikel {item}. De volgende run neemt die over.',
  },
  item_not_selected: {
    title: 'Het artikel voldoet niet aan de voorwaarde',
    message: 'Artikel {item} voldoet niet aan de voorwaarde in de instellingen van de productflow.',
    action: 'Niets, of laat een beheerder de voorwaarde in de instellingen van Tandem wijzigen.',
  },
  item_kind_off: {
    title: 'Dit soort artikel wordt niet gesynchroniseerd',
    message: 'Artikel {item} is {kind}, en de instellingen laten zulke artikelen weg.',
    action: 'Niets, of laat een beheerder dit soort aanzetten in de instellingen van Tandem.',
  },
  item_not_sold: {
    title: 'Exact Online verkoopt dit artikel niet',
    message:
      'Artikel {item} is geen verkoopartikel in Exact Online en wordt daarom geen product: orders ervan zouden worden geweigerd.',
    action: 'Niets, of vink "Verkoop" aan bij artikel {item} in Exact Online als het te koop is. De volgende run neemt het over.',
  },
  item_not_found: {
    title: 'Het artikel staat niet in Exact Online',
    message: 'Exact Online heeft geen artikel {item} in deze administratie, en er hoort geen product in Salesforce bij.',
    action: 'Niets: het artikel is verwijderd. Klik op Negeren.',
  },
  product_ambiguous: {
    title: 'Meerdere producten hebben deze code',
    message:
      'Salesforce heeft {count} actieve producten met de code {item}, en geen daarvan is gekoppeld aan Exact Online: {products}.',
    action: 'Houd er een actief met deze code, of wijzig de code van de andere, en klik op Opnieuw proberen.',
  },
  product_code_taken: {
    title: 'Een ander product heeft deze code',
    message:
      'Een ander actief product in Salesforce heeft ook de code {item}: {products}. Beide zijn te koop, en hun code houdt ze niet meer uit elkaar.',
    action:
      'Zet het andere product uit als er geen artikel in Exact Online bij hoort. Geef anders een van beide artikelen een andere code in Exact Online, of beëindig het daar. Tandem kijkt de volgende dag opnieuw.',
  },
  category_membership_refused: {
    title: 'Het product kon niet in zijn productcategorie worden gezet',
    message: 'Salesforce liet product {code} niet toe in de productcategorie (Product Category) van zijn categorie: {text}',
    action:
      'Bekijk de categorieën van product {code} in Salesforce en doe wat deze tekst zegt; klik daarna op Opnieuw proberen. Al het andere van het product is bij.',
  },
  stock_without_product: {
    title: 'Het artikel is geen product in Salesforce',
    message: 'Artikel {item} heeft voorraad in Exact Online, en geen product in Salesforce hoort erbij.',
    action: 'Haal het artikel eerst over met de stroom Producten; de voorraad volgt vanzelf.',
  },
  price_currency_missing: {
    title: 'De organisatie heeft deze valuta niet',
    message: 'Artikel {item} heeft een verkoopprijs in {currency}, een valuta die deze Salesforce-organisatie niet gebruikt.',
    action:
      'Voor een beheerder: activeer {currency} in Salesforce Setup, of kies in de instellingen van Tandem een valuta voor de prijzen.',
  },
  price_too_precise: {
    title: 'De prijs heeft te veel decimalen',
    message:
      'De verkoopprijs {price} {currency} van artikel {item} heeft meer dan de {scale} decimalen die prijzen in Salesforce hebben.',
    action:
      'Rond de prijs in Exact Online af, of laat een beheerder zulke prijzen laten afronden (instellingen van de productflow), en klik op Opnieuw proberen.',
  },
  price_vat_unknown: {
    title: 'Het btw-tarief van een prijs is niet bekend',
    message:
      'De verkoopprijs van artikel {item} is niet om te rekenen naar een prijs {wanted} btw, omdat het artikel geen btw-code heeft die Exact Online kent ("{code}").',
    action:
      'Kies in Exact Online een btw-code verkoop voor artikel {item}, of laat een beheerder op het tabblad Instellingen van Tandem Setup prijzen overnemen zoals ze in Exact staan.',
  },
  price_book_missing: {
    title: 'Het standaardprijsboek ontbreekt',
    message: 'Salesforce toont de integratiegebruiker geen standaardprijsboek, dus prijzen hebben geen plaats.',
    action:
      'Voor een beheerder: open Prijsboeken in Salesforce, activeer het standaardprijsboek en geef de integratiegebruiker er toegang toe.',
  },
};
