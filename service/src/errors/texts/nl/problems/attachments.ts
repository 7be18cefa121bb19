import type { ATTACHMENT_ERRORS } from '../../../catalogue/attachments.ts';
import type { Translation } from '../../translation.ts';

/** The Dutch of `ATTACHMENT_ERRORS`. */
export const DUTCH_ATTACHMENTS: Translation<typeof ATTACHMENT_ERRORS> = {
  attachment_changed: {
    title: 'Het bestand veranderde tijdens het lezen',
    message: 'Het bestand {file} van order {order} is in Salesforce een ander geworden voordat het was verzonden.',
    action: 'Niets: het wordt vanzelf opnieuw gelezen.',
  },
  attachment_elsewhere: {
    title: 'Het bestand staat niet in Salesforce',
    message:
      'Salesforce heeft geen inhoud van het bestand {file} van order {order}, zoals bij een bestand dat in een ander systeem staat. Het is niet verzonden.',
    action: 'Upload het bestand zelf bij order {order}.',
  },
  attachment_empty: {
    title: 'Het bestand is leeg',
    message: 'Het bestand {file} van order {order} heeft geen inhoud en is niet verzonden.',
    action: 'Upload het bestand opnieuw bij order {order}.',
  },
  attachment_gone: {
    title: 'Het bestand is weg',
    message:
      'Het bestand {file} van order {order} was uit Salesforce verdwenen, of niet meer zichtbaar voor Tandem, toen het verzonden zou worden.',
    action:
      'Niets als het met opzet is verwijderd. Upload het anders opnieuw bij order {order}, of zorg dat Tandem het kan zien en klik op Opnieuw proberen.',
  },
  attachment_none: {
    title: 'De order heeft geen bestand dat wordt verzonden',
    message: 'Order {order} heeft geen bestand dat aan de voorwaarde in de instellingen voor bijlagen voldoet.',
    action: 'Niets, of laat een beheerder de voorwaarde in de Tandem-instellingen wijzigen.',
  },
  attachment_order_missing: {
    title: 'De verkooporder van de bestanden is weg',
    message: 'Exact Online heeft geen verkooporder {number} van order {order} meer. De bestanden zijn niet verzonden.',
    action: 'Bekijk order {order}: staat hij weer in Exact Online, klik dan op Opnieuw proberen.',
  },
  attachment_no_sales_order: {
    title: 'De order is geen verkooporder in Exact Online',
    message:
      'Order {order} is in Exact Online een ander document dan een verkooporder geworden, dus de bestanden zijn niet verzonden.',
    action: 'Niets. Voeg de bestanden in Exact Online met de hand toe aan het document van order {order} als ze daar nodig zijn.',
  },
  attachment_order_not_sent: {
    title: 'De order staat niet in Exact Online',
    message: 'Order {order} staat niet in Exact Online, dus er is niets waar de bestanden bij kunnen.',
    action: 'Verzend eerst order {order}; de bestanden volgen vanzelf.',
  },
  attachment_refused: {
    title: 'Exact Online heeft het bestand niet aangenomen',
    message: 'Exact Online heeft het bestand {file} van order {order} niet aangenomen: {problem}',
    action:
      'Kijk wat Exact Online zegt en klik op Opnieuw proberen. Staat het document van het bestand al in Exact Online, dan blijft het daar tot dan zonder bestand.',
  },
  attachment_too_large: {
    title: 'Het bestand is te groot',
    message:
      'Het bestand {file} van order {order} is groter dan de {megabytes} MB die Exact Online aanneemt en is niet verzonden.',
    action: 'Upload een kleiner bestand bij order {order}, of voeg dit bestand zelf toe aan de verkooporder in Exact Online.',
  },
  attachment_type_unknown: {
    title: 'De administratie heeft dat documenttype niet',
    message:
      'Volgens de instellingen worden bestanden documenten van type {type}. Deze administratie van Exact Online heeft dat type niet, of maakt het alleen zelf. De bestanden van order {order} zijn niet verzonden. De typen: {types}.',
    action: 'Laat een beheerder een van deze typen kiezen in de Tandem-instellingen voor bijlagen.',
  },
};
