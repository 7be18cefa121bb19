import type { CONNECTION_ERRORS } from '../../../catalogue/connection.ts';
import type { Translation } from '../../translation.ts';

/** The Dutch of `CONNECTION_ERRORS`. */
export const DUTCH_CONNECTION: Translation<typeof CONNECTION_ERRORS> = {
  not_connected: {
    title: 'Er ontbreekt een verbinding',
    message: 'Tandem heeft voor deze organisatie geen verbinding met {system}.',
    action: 'Voor een beheerder: verbind {system} op het tabblad Overzicht van Tandem Setup.',
  },
  connection_busy: {
    title: 'De verbinding wordt vernieuwd',
    message: 'Een andere taak vernieuwt de verbinding met {system} en doet daar ongewoon lang over.',
    action: 'Niets: Tandem probeert het vanzelf opnieuw.',
  },
  pairing_code_invalid: {
    title: 'De koppelcode is niet geldig',
    message: 'De code is onbekend, al gebruikt of ouder dan vijf minuten.',
    action: 'Klik in Tandem Setup nogmaals op Verbinden en gebruik de nieuwe code meteen.',
  },
  login_expired: {
    title: 'Het inloggen duurde te lang',
    message: 'Deze login is niet hier begonnen, is al gebruikt of is langer dan tien minuten geleden begonnen.',
    action: 'Klik in Tandem Setup op Verbinden en log opnieuw in.',
  },
  not_an_administrator: {
    title: 'Een beheerder moet verbinden',
    message: 'Alleen een beheerder mag {org} verbinden. Salesforce geeft {user} het recht {rights} niet.',
    action: 'Log in als beheerder van Salesforce, met de rechten Customize Application en Manage Users.',
  },
  connect_other_org: {
    title: 'Dit is een andere organisatie',
    message: 'De login leidt naar de Salesforce-organisatie {found}, maar {wanted} wordt verbonden.',
    action: 'Log in deze browser uit bij Salesforce, klik nogmaals op Verbinden en log in bij de juiste organisatie.',
  },
  salesforce_user_not_ready: {
    title: 'Deze gebruiker kan nog niet voor Tandem werken',
    message: 'Tandem kwam binnen als {user}, maar kan zo niet werken: {problem}. Er is niets gewijzigd.',
    action:
      'Wijs deze gebruiker de machtigingenset Tandem Integration toe, klik in Tandem Setup op "Rechten verlenen" en verbind daarna nog eens.',
  },
  connection_changed: {
    title: 'Een verbinding is gewijzigd',
    message: 'De verbinding met {system} is gewijzigd door {who}. Tandem werkt daar nu als {user}.',
    action:
      'Heeft niemand van jullie dit bedoeld, klik dan in Tandem Setup op Alles pauzeren en verbind als de juiste gebruiker.',
  },
  login_refused: {
    title: 'Het inloggen is niet voltooid',
    message: 'Tandem kreeg geen toegang tot {system}: {reason}',
    action: 'Klik in Tandem Setup op Verbinden, log in als beheerder en sta de gevraagde toegang toe.',
  },
  not_configured: {
    title: 'De service is hiervoor niet ingericht',
    message: 'Deze service heeft geen app-registratie voor {system}.',
    action: 'De exploitant van de service stelt {variable} in; .env.example legt het uit.',
  },
  webhook_signature: {
    title: 'De handtekening klopt niet',
    message: 'Het bericht is niet ondertekend met het webhook secret van deze app-registratie.',
    action: 'Vergelijk EXACT_WEBHOOK_SECRET met het webhook secret in het App Center van Exact Online.',
  },
};
