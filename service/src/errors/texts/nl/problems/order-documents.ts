import type { ORDER_DOCUMENT_ERRORS } from '../../../catalogue/order-documents.ts';
import type { Translation } from '../../translation.ts';

/** The Dutch of `ORDER_DOCUMENT_ERRORS`. */
export const DUTCH_ORDER_DOCUMENTS: Translation<typeof ORDER_DOCUMENT_ERRORS> = {
  order_payment_condition_missing: {
    title: 'Er is geen betalingsconditie voor een factuur',
    message:
      'Order {order} is niet verstuurd als {document}: {customer} is nieuw in Exact Online, en de order noch het account heeft een betalingsconditie.',
    action:
      'Vul de betalingsconditie van het account of van order {order} in en klik op Opnieuw proberen of Send to Exact Online.',
  },
  order_journal_unusable: {
    title: 'Er is geen dagboek voor het document van een order',
    message: 'Order {order} is niet verstuurd als {document}: {why}.',
    action:
      'Voor een beheerder: kies het dagboek op het tabblad Instellingen van Tandem Setup, of verbeter het in Exact Online, en klik op Opnieuw proberen of Send to Exact Online.',
  },
  order_warehouse_unusable: {
    title: 'Er is geen magazijn voor het document van een order',
    message: 'Order {order} is niet verstuurd als {document}: {why}.',
    action:
      'Voor een beheerder: kies het magazijn op het tabblad Instellingen van Tandem Setup en klik op Opnieuw proberen of Send to Exact Online.',
  },
  order_field_lost: {
    title: 'Exact Online heeft niet alles van een order bewaard',
    message: 'Order {order} staat in Exact Online als {number}, maar wat voor {fields} is verstuurd, is daar leeg.',
    action: 'Vul het met de hand in Exact Online in. Kijk of dat waarnaar het verwijst bij dezelfde administratie hoort.',
  },
};
