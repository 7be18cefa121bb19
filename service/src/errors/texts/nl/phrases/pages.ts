import type { PAGE_PHRASES } from '../../phrases/pages.ts';
import type { PhraseTranslation } from '../../translation.ts';

/** The Dutch of `PAGE_PHRASES`. */
export const DUTCH_PAGE_PHRASES: PhraseTranslation<typeof PAGE_PHRASES> = {
  page_going: 'Naar {system}',
  page_going_help: 'Gebeurt er niets, klik dan op de knop.',
  page_go: 'Ga naar {system}',
  page_close: 'Sluit dit venster en ga verder in Tandem Setup in Salesforce.',

  page_exact: 'Exact Online verbinden',
  page_exact_org: 'Het bedrijf in Exact Online wordt verbonden met de Salesforce-organisatie {org} ({id}).',
  page_exact_who:
    'Ga alleen verder als dit de eigen organisatie is. Log in met een gebruiker die artikelen, relaties en verkooporders mag zien en wijzigen.',
  page_exact_log_in: 'Inloggen bij Exact Online {country}',
  page_exact_connected: 'Exact Online is verbonden',
  page_exact_companies: 'Tandem ziet deze administraties: {companies}.',
  page_exact_next: 'Verbind daarna Exact Online',

  page_salesforce: 'Salesforce verbinden',
  page_salesforce_who:
    'Log in als beheerder van de Salesforce-organisatie: iemand met de rechten Customize Application en Manage Users.',
  page_salesforce_why: 'Zo blijkt dat het bedrijf dit wil. Daarna volgt de keuze als welke gebruiker Tandem werkt.',
  page_log_in_production: 'Inloggen bij productie',
  page_log_in_sandbox: 'Inloggen bij een sandbox',
  page_log_in_salesforce: 'Inloggen bij Salesforce',
  page_again: 'Salesforce opnieuw verbinden',
  page_again_org:
    'De Salesforce-organisatie {org} ({id}) wordt opnieuw verbonden. De oude login blijft gelden tot de nieuwe bewezen is.',
  page_how: 'Hoe moet Tandem inloggen bij Salesforce? De eerste manier is de duurzaamste.',
  page_administrator: 'Ingelogd als beheerder van {org}',
  page_connected: '{org} is verbonden',
  page_connected_again: '{org} is opnieuw verbonden',
  page_works_as: 'Tandem werkt als {user}. {ends}',
  page_pairing: 'Kopieer deze code naar Tandem Setup in Salesforce. De code werkt één keer, vijf minuten lang.',
  page_connected_already: '{org} is al verbonden',
  page_nothing_changed:
    'Er is niets gewijzigd. Klik in Tandem Setup in Salesforce op Opnieuw verbinden om een andere gebruiker te kiezen.',
  page_pairing_anew:
    'Is die pagina de sleutel kwijt, dan koppelt deze code de pagina opnieuw. De code werkt één keer, vijf minuten lang, en beëindigt elke andere sleutel.',

  way_run_as: 'Als de gebruiker waarmee de app draait (aanbevolen)',
  way_run_as_why: 'Er verloopt niets, en er stopt niets als iemand vertrekt.',
  way_run_as_how:
    'Schakel in Salesforce Setup > External Client App Manager > Tandem > Policies de client credentials flow in en kies bij Run As een eigen gebruiker die de machtigingenset Tandem Integration heeft. Klik daarna op:',
  way_run_as_press: 'De Run As-gebruiker gebruiken',
  way_person: 'Als een persoon die inlogt (de snelste manier om te beginnen)',
  way_person_why:
    'Eén klik, niets voor te bereiden, en later nog te wijzigen. Iemand moet opnieuw inloggen als deze persoon vertrekt of de toegang intrekt, of als Tandem 30 dagen niet is gebruikt.',
  way_person_how: 'Ook deze persoon heeft de machtigingenset Tandem Integration nodig.',
  way_person_me: 'Mijn login gebruiken, {user}',
  way_person_other: 'Inloggen als een andere gebruiker',
  way_certificate: 'Met een certificaat (als de organisatie de eerste manier verbiedt)',
  way_certificate_how:
    'Laat in Salesforce Setup > External Client App Manager > Tandem > Policies beheerders gebruikers vooraf goedkeuren en voeg een machtigingenset toe die de gebruiker heeft. De gebruiker heeft de machtigingenset Tandem Integration nodig.',
  way_certificate_press: 'Het certificaat gebruiken',
  way_certificate_user: 'Gebruikersnaam in Salesforce',

  ends_run_as:
    'Tandem logt in als de gebruiker waarmee de app draait. Dit eindigt alleen als een beheerder de flow uitschakelt, een andere gebruiker kiest of deze deactiveert.',
  ends_person:
    'Tandem gebruikt de login van deze persoon. Dit eindigt als de persoon wordt gedeactiveerd of de toegang intrekt, of als Tandem 30 dagen niet wordt gebruikt.',
  ends_certificate:
    'Tandem logt in met een certificaat. Dit eindigt alleen als een beheerder de goedkeuring van deze gebruiker intrekt, de gebruiker deactiveert of het certificaat verwijdert.',
};
