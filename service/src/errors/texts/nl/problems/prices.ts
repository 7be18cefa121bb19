import type { PRICES_ERRORS } from '../../../catalogue/prices.ts';
import type { Translation } from '../../translation.ts';

/** The Dutch of `PRICES_ERRORS`. */
export const DUTCH_PRICES: Translation<typeof PRICES_ERRORS> = {
  price_list_currency_missing: {
    title: 'De organisatie heeft de valuta van een prijslijst niet',
    message:
      'Prijslijst {list} is in {currency}, een valuta die deze Salesforce-organisatie niet gebruikt. Geen van de prijzen is overgenomen.',
    action:
      'Voor een beheerder: activeer {currency} in Salesforce Setup en klik op Opnieuw proberen. Een prijslijst die niemand in Salesforce nodig heeft, kan genegeerd worden.',
  },
  price_book_ambiguous: {
    title: 'Meerdere prijsboeken hebben de naam van een prijslijst',
    message:
      'Prijslijst {list} heeft nog geen prijsboek, en het is niet zeker welk van de {count} met die naam bedoeld is: {books}.',
    action:
      'Hernoem of deactiveer in Salesforce de prijsboeken die niet bedoeld zijn, of geef prijslijsten met dezelfde naam in Exact Online verschillende namen, en klik op Opnieuw proberen.',
  },
  price_list_gone: {
    title: 'Een prijslijst is in Exact Online verwijderd',
    message:
      'Exact Online heeft prijslijst {list} niet meer. Het prijsboek is gedeactiveerd; de prijzen blijven erin staan en gelden niet meer.',
    action: 'Kies een ander prijsboek voor de verkoopkansen en offertes die het gebruiken, en klik op Negeren.',
  },
  price_window_reversed: {
    title: 'Een prijs eindigt voordat hij begint',
    message: 'Een prijs van artikel {item} geldt in Exact Online van {from} tot en met {until}, dus op geen enkele dag.',
    action:
      'Corrigeer een van de dagen in Exact Online: die van de prijs, of van de periode van de prijslijst. De volgende run neemt hem over.',
  },
  price_contradicted: {
    title: 'Twee prijzen spreken elkaar tegen',
    message:
      'Exact Online heeft twee prijzen van artikel {item} die op dezelfde dag beginnen en alleen in bedrag verschillen (vanaf aantal {quantity}, {currency}). Geen van beide geldt in Salesforce.',
    action:
      'Verwijder een van beide in Exact Online, of geef hem een andere periode of een ander aantal. De volgende run neemt de andere over.',
  },
  price_finer_than_field: {
    title: 'De prijs heeft te veel decimalen',
    message:
      'De prijs {price} {currency} van artikel {item} heeft meer dan de {scale} decimalen die het veld in Salesforce heeft, of zou afgerond niets zijn.',
    action:
      'Rond de prijs in Exact Online af, of laat een beheerder zulke prijzen laten afronden (instellingen van de stroom Prijslijsten en prijsafspraken). De volgende run neemt hem over.',
  },
  price_without_product: {
    title: 'Het artikel is geen product in Salesforce',
    message:
      'Artikel {item} heeft in Exact Online prijzen in een prijslijst of voor een klant, en geen product in Salesforce hoort erbij.',
    action: 'Niets, of haal het artikel over met de stroom Producten; de prijzen volgen vanzelf.',
  },
  price_without_account: {
    title: 'De klant van een prijs heeft geen account in Salesforce',
    message: 'Met {debtor} zijn in Exact Online prijzen afgesproken, en geen account in Salesforce is aan die klant gekoppeld.',
    action: 'Niets, of koppel een account aan {debtor}; de prijzen volgen vanzelf.',
  },
};
