import type { APPROVAL_ERRORS } from '../../../catalogue/approvals.ts';
import type { Translation } from '../../translation.ts';

/** The Dutch of `APPROVAL_ERRORS`. */
export const DUTCH_APPROVALS: Translation<typeof APPROVAL_ERRORS> = {
  approval_not_needed: {
    title: 'Hier wacht niets op goedkeuring',
    message: 'Van dit record wacht op dit moment niets op de goedkeuring van een tweede persoon.',
    action: 'Bekijk het record opnieuw. Verstuur het nog eens om te zien wat het tegenhoudt.',
  },
  approval_user_unknown: {
    title: 'Niemand weet wie dit is',
    message: 'Het verzoek zegt niet welke gebruiker van Salesforce vraagt of beslist. Er is niets gewijzigd.',
    action: "Gebruik de pagina's van Tandem in Salesforce; een beheerder installeert de nieuwste versie daarvan.",
  },
  approval_ask_not_permitted: {
    title: 'U mag geen goedkeuring vragen',
    message: 'Er is niets gewijzigd: {who} mist de machtiging om goedkeuring te vragen.',
    action: 'Vraag een beheerder om de aangepaste machtiging "Tandem Ask Approval".',
  },
  approval_decide_not_permitted: {
    title: 'U mag niet goedkeuren of afwijzen',
    message: 'Er is niets gewijzigd: {who} mist de machtiging om goed te keuren of af te wijzen.',
    action: 'Laat iemand beslissen die de aangepaste machtiging "Tandem Decide Approval" heeft.',
  },
  approval_own: {
    title: 'Iemand anders moet beslissen',
    message: 'U hebt de goedkeuring van {record} zelf gevraagd en kunt er dus niet over beslissen.',
    action: 'Laat een tweede persoon beslissen die de aangepaste machtiging "Tandem Decide Approval" heeft.',
  },
  approval_decided: {
    title: 'Er is al beslist',
    message: 'Er is al over {record} beslist, door {who}.',
    action: 'Bekijk het record opnieuw. Wat is afgewezen, kan nog eens worden gevraagd.',
  },
  approval_expired: {
    title: 'De vraag is te oud',
    message: 'Niemand heeft binnen een week na de vraag over {record} beslist.',
    action: 'Vraag opnieuw om goedkeuring.',
  },
  approval_outdated: {
    title: 'Wat gevraagd werd, is veranderd',
    message: 'De bedragen van {record} zijn niet meer die waarvoor goedkeuring is gevraagd. Er is niets goedgekeurd.',
    action: 'Bekijk het record zoals het nu is en vraag opnieuw om goedkeuring.',
  },
  approval_asked: {
    title: 'Er is goedkeuring gevraagd',
    message: 'De goedkeuring van {record} is gevraagd door {who}, met als reden "{reason}".',
    action: 'Laat een tweede persoon beslissen die de aangepaste machtiging "Tandem Decide Approval" heeft.',
  },
  approval_given: {
    title: 'Goedgekeurd door een tweede persoon',
    message:
      'De goedkeuring van {record} is gegeven door {who}, met als reden "{reason}". Die was gevraagd door {asker}, met als reden "{asked}".',
    action: 'Niets: het record gaat vanzelf verder.',
  },
  approval_refused: {
    title: 'Afgewezen door een tweede persoon',
    message:
      'De goedkeuring van {record} is geweigerd door {who}, met als reden "{reason}". Die was gevraagd door {asker}, met als reden "{asked}".',
    action: 'Wijzig het record of vraag opnieuw om goedkeuring met een betere reden.',
  },
};
