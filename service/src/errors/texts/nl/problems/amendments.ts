import type { AMENDMENT_ERRORS } from '../../../catalogue/amendments.ts';
import type { Translation } from '../../translation.ts';

/** The Dutch of `AMENDMENT_ERRORS`. */
export const DUTCH_AMENDMENTS: Translation<typeof AMENDMENT_ERRORS> = {
  order_amendment_conflict: {
    title: 'Aan beide kanten gewijzigd',
    message:
      'Order {order} is na het versturen gewijzigd, en verkooporder {number} in Exact Online ook. Er is niets overschreven en niets verstuurd. {lines}.',
    action:
      'Beslis wat juist is, laat de andere kant hetzelfde zeggen en klik op order {order} op Opnieuw proberen of Send to Exact Online.',
  },
  order_amendment_protected: {
    title: 'Al geleverd of gefactureerd',
    message:
      'De wijziging van order {order} raakt wat van verkooporder {number} al geleverd, gefactureerd of afgesloten is. Er is niets van verstuurd. {lines}.',
    action:
      'Draai dat deel van de wijziging terug in Salesforce en klik op order {order} op Opnieuw proberen of Send to Exact Online. Wat te veel geleverd of gefactureerd is, is een retour of een creditnota.',
  },
  order_amendment_closed: {
    title: 'De verkooporder is afgesloten',
    message:
      'Order {order} is gewijzigd, maar verkooporder {number} in Exact Online is afgehandeld of geannuleerd en neemt geen wijziging aan.',
    action:
      'Draai de wijziging terug in Salesforce of zet wat nieuw is op een eigen order en klik op order {order} op Opnieuw proberen.',
  },
  order_amendment_debtor: {
    title: 'De verkooporder heeft een andere klant',
    message:
      'Order {order} hoort bij een andere klant dan verkooporder {number}. Exact Online wijzigt de klant van een verkooporder niet.',
    action:
      'Geef order {order} het vorige account terug, of annuleer hem en maak een nieuwe order. Klik daarna op Opnieuw proberen.',
  },
  order_amendment_currency: {
    title: 'De verkooporder heeft een andere valuta',
    message:
      'Order {order} is in een andere valuta dan verkooporder {number}. Een bedrag in de ene wordt nooit verstuurd als een bedrag in de andere.',
    action:
      'Annuleer order {order} en maak een nieuwe in de andere valuta, of zet de valuta terug. Klik daarna op Opnieuw proberen.',
  },
  order_amendment_sets: {
    title: 'Verstuurd als onderdelen van een samenstelling',
    message:
      'Order {order} is gewijzigd, en verkooporder {number} heeft of krijgt de onderdelen van een samenstelling. Zo een wijziging verstuurt Tandem niet.',
    action:
      'Breng dezelfde wijziging aan in Exact Online of draai haar terug in Salesforce en klik op order {order} op Opnieuw proberen of Send to Exact Online.',
  },
  order_amendment_lost: {
    title: 'Exact Online bewaarde andere regels',
    message:
      'De wijzigingen van order {order} zijn verstuurd, maar verkooporder {number} heeft niet de regels die verstuurd zijn.',
    action:
      'Vergelijk verkooporder {number} in Exact Online met order {order}, verbeter hem en klik op order {order} op Opnieuw proberen.',
  },
  order_cancelled_after_sending: {
    title: 'Na het versturen geannuleerd',
    message: 'Order {order} is in Salesforce geannuleerd, en {document} staat in Exact Online zoals die was.',
    action:
      'Maak {document} in Exact Online ongedaan of activeer order {order} weer; klik daarna bij order {order} op Opnieuw proberen, of op Negeren als er niets meer te doen is.',
  },
  order_cancelled_delivered: {
    title: 'Geannuleerd, maar geleverd',
    message: 'Order {order} is in Salesforce geannuleerd, maar verkooporder {number} is helemaal geleverd: {lines}.',
    action: 'Maak een retour of een creditnota in Exact Online, of activeer order {order} weer. Klik daarna op Negeren.',
  },
  order_completion_refused: {
    title: 'Exact Online sloot de verkooporder niet af',
    message: 'De verkooporder van order {order} zou afgesloten worden. Exact Online antwoordt: {problem}',
    action: 'Bekijk de verkooporder in Exact Online en klik op order {order} op Opnieuw proberen.',
  },
};
