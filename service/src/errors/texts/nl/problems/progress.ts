import type { PROGRESS_ERRORS } from '../../../catalogue/progress.ts';
import type { Translation } from '../../translation.ts';

/** The Dutch of `PROGRESS_ERRORS`. */
export const DUTCH_PROGRESS: Translation<typeof PROGRESS_ERRORS> = {
  order_deleted_in_exact: {
    title: 'De order is verwijderd in Exact Online',
    message: 'Order {order} is als {number} naar Exact Online verstuurd en daar verwijderd. In Salesforce is niets verwijderd.',
    action:
      'Moet de order doorgaan, klik dan op order {order} op Send to Exact Online. Zo niet, annuleer hem in Salesforce en klik op Negeren.',
  },
  order_amounts_changed_in_exact: {
    title: 'Het bedrag van de order is gewijzigd in Exact Online',
    message:
      'Het bedrag van order {order} ({number} in Exact Online) was daar {before} en is nu {after}. De order in Salesforce toont het nieuwe bedrag.',
    action:
      'Vergelijk de regels van order {order} met die in Exact Online. Klopt de wijziging, klik dan op Negeren; zo niet, herstel hem in Exact Online.',
  },
  order_lines_added_in_exact: {
    title: 'De order kreeg regels in Exact Online',
    message: 'Exact Online heeft regels van order {order} ({number}) die niet in Salesforce staan: {lines}.',
    action:
      'Kloppen de regels, klik dan op Negeren: Salesforce staat geen nieuwe producten toe op een geactiveerde order. Zo niet, haal ze weg in Exact Online en klik op Opnieuw proberen.',
  },
  order_lines_removed_in_exact: {
    title: 'Regels van de order zijn verwijderd in Exact Online',
    message:
      'Order {order} ({number} in Exact Online) heeft daar geen regels meer voor deze producten: {products}. Ze tonen een besteld aantal van 0.',
    action:
      'Zijn de regels terecht weg, klik dan op Negeren. Zo niet, voer ze opnieuw in in Exact Online en klik op Opnieuw proberen.',
  },
  order_lines_ambiguous: {
    title: 'Regels van de order zijn niet te onderscheiden',
    message:
      'Regels van order {order} ({number} in Exact Online) kunnen bij meer dan een product in Salesforce horen, of hun producten zijn niet gekoppeld: {lines}. Hun aantallen zijn niet overgenomen.',
    action:
      'Zorg dat elk product van order {order} aan zijn artikel is gekoppeld en dat de regels in Exact Online dezelfde volgorde hebben als in Salesforce, en klik op Opnieuw proberen.',
  },
  order_progress_not_selected: {
    title: 'De order voldoet niet aan de voorwaarde',
    message: 'Order {order} voldoet niet aan de voorwaarde die de instellingen van de ordervoortgang geven.',
    action: 'Niets, of laat een beheerder de voorwaarde wijzigen in de instellingen van Tandem.',
  },
  order_not_sent_from_salesforce: {
    title: 'Geen order in Salesforce is deze verkooporder',
    message: 'Onder {order} is geen order vanuit Salesforce naar deze administratie in Exact Online verstuurd.',
    action: 'Niets: wat er van wordt, is niet te zien in Salesforce. Klik op Negeren.',
  },
  orders_without_account: {
    title: 'De debiteur van orders is geen account in Salesforce',
    message: 'Klant {customer} heeft orders in Exact Online, en geen account in Salesforce hoort erbij.',
    action:
      'Koppel een account aan deze debiteur; de orders ervan volgen vanzelf. Zijn ze niet nodig in Salesforce, klik dan op Negeren.',
  },
};
