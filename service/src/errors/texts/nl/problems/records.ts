import type { RECORD_ERRORS } from '../../../catalogue/records.ts';
import type { Translation } from '../../translation.ts';

/** The Dutch of `RECORD_ERRORS`. */
export const DUTCH_RECORDS: Translation<typeof RECORD_ERRORS> = {
  record_waiting: {
    title: 'Wacht',
    message: 'Tandem pakt het vanzelf weer op. {why}',
    action: 'Niets: Tandem gaat vanzelf verder.',
  },
  record_on_its_way: {
    title: 'Onderweg',
    message: 'Het voldoet aan de instellingen en gaat bij de volgende controle naar Exact Online, binnen {minutes} minuten.',
    action: 'Niets, of stuur het nu.',
  },
  record_not_readable: {
    title: 'Tandem kan dit record niet zien',
    message: 'De gebruiker als wie Tandem in Salesforce werkt ziet dit record niet, dus het gaat nergens heen.',
    action: 'Voor een beheerder: geef de integratiegebruiker toegang tot dit record via de deelinstellingen in Salesforce Setup.',
  },
  product_not_in_exact: {
    title: 'Er hoort geen artikel van Exact Online bij',
    message:
      'Producten komen uit Exact Online, en er is geen artikel met de code "{code}" gekomen. Orders met dit product kunnen niet worden verstuurd.',
    action: 'Geef dit product de code van een artikel dat Exact Online verkoopt, of maak het artikel {code} daar aan.',
  },
  product_without_code: {
    title: 'Het product heeft geen code',
    message:
      'Producten komen uit Exact Online op hun productcode, en dit product heeft er geen. Orders ermee kunnen niet worden verstuurd.',
    action: 'Vul de code van het artikel in Exact Online in als productcode.',
  },
  account_not_in_exact: {
    title: 'Nog geen klant in Exact Online',
    message: 'Een klant komt met de eerste order in Exact Online, of wordt er dan gevonden op e-mailadres.',
    action: 'Niets: stuur een order van dit account.',
  },
};
