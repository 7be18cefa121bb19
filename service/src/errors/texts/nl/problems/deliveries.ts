import type { DELIVERIES_ERRORS } from '../../../catalogue/deliveries.ts';
import type { Translation } from '../../translation.ts';

/** The Dutch of `DELIVERIES_ERRORS`. */
export const DUTCH_DELIVERIES: Translation<typeof DELIVERIES_ERRORS> = {
  delivery_deleted_in_exact: {
    title: 'De levering is verwijderd in Exact Online',
    message: 'Levering {delivery} is verwijderd in Exact Online. De regels tonen een aantal van 0.',
    action: 'Laat het de klant weten als de goederen niet komen en klik op Negeren.',
  },
  delivery_lines_deleted_in_exact: {
    title: 'Regels van de levering zijn verwijderd in Exact Online',
    message: 'Levering {delivery} brengt deze producten niet meer: {products}. Ze tonen een aantal van 0.',
    action: 'Laat het de klant weten als de goederen niet komen en klik op Opnieuw proberen of Negeren.',
  },
  delivery_line_without_product: {
    title: 'Een regel van de levering hoort bij geen product van de order',
    message:
      'Regels van levering {delivery} horen bij order {order}, maar bij geen van de producten in Salesforce: {lines}. Ze staan alleen op de order.',
    action:
      'Vergelijk order {order} met die in Exact Online. Zijn de regels in orde, klik dan op Opnieuw proberen; mogen ze zo blijven, klik dan op Negeren.',
  },
  delivery_more_than_ordered: {
    title: 'Er is meer geleverd dan besteld',
    message: 'Levering {delivery} brengt {delivered} van {product}, waarvan er {ordered} zijn besteld.',
    action: 'Verbeter de levering of de order in Exact Online. Klopt het, klik dan op Negeren.',
  },
  delivery_not_selected: {
    title: 'De levering voldoet niet aan de voorwaarde',
    message: 'Levering {delivery} voldoet niet aan de voorwaarde die de instellingen van de leveringen geven.',
    action: 'Niets, of laat een beheerder de voorwaarde wijzigen in de instellingen van Tandem.',
  },
  delivery_of_no_order: {
    title: 'De levering hoort bij geen order en geen account in Salesforce',
    message:
      'Levering {delivery} brengt niets van een order die vanuit Salesforce is verstuurd, en ging naar niemand die daar een account is; of Exact Online heeft haar niet.',
    action: 'Koppel een account aan wie haar kreeg en klik op Opnieuw proberen, of klik op Negeren.',
  },
};
