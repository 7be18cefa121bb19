import type { INVOICE_ERRORS } from '../../../catalogue/invoices.ts';
import type { Translation } from '../../translation.ts';

/** The Dutch of `INVOICE_ERRORS`. */
export const DUTCH_INVOICES: Translation<typeof INVOICE_ERRORS> = {
  invoice_not_found: {
    title: 'De factuur staat niet in Salesforce',
    message: 'Salesforce heeft geen factuur met het id {invoice}, of de integratiegebruiker mag haar niet zien.',
    action: 'Open de factuur opnieuw; een beheerder gaat na of zij met de integratiegebruiker gedeeld is.',
  },
  invoice_pdf_unusable: {
    title: 'Het bestand van de factuur is geen pdf',
    message: 'Wat Exact Online als pdf van factuur {invoice} stuurde, is er geen.',
    action:
      'Open de factuur in Exact Online en bekijk het document. Een beheerder gaat na of de gebruiker van de koppeling daar documenten mag zien.',
  },
  invoice_pdf_too_large: {
    title: 'De pdf van de factuur is te groot',
    message: 'De pdf van factuur {invoice} is groter dan {limit} MB.',
    action: 'Open haar in Exact Online; druk haar daar met een kleinere lay-out af om haar hier te hebben.',
  },
};
