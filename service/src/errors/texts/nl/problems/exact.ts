import type { EXACT_ERRORS } from '../../../catalogue/exact.ts';
import type { Translation } from '../../translation.ts';

/** The Dutch of `EXACT_ERRORS`. */
export const DUTCH_EXACT: Translation<typeof EXACT_ERRORS> = {
  exact_reconnect: {
    title: 'Exact Online moet opnieuw worden verbonden',
    message: 'Exact Online accepteert de opgeslagen login niet meer: {reason}.',
    action:
      'Voor een beheerder: klik in Tandem Setup bij Exact Online op Opnieuw verbinden en log in. Er gaat niets verloren: Tandem gaat verder waar het stopte.',
  },
  exact_app_revoked: {
    title: 'Tandem heeft geen toegang meer tot Exact Online',
    message: 'De toestemming voor Tandem is in Exact Online ingetrokken ({text}).',
    action:
      'Voor een beheerder: klik in Tandem Setup bij Exact Online op Opnieuw verbinden. Vraag zo nodig de gebruiker die de toestemming heeft ingetrokken in Mijn Exact Online > Beveiligingscentrum. Er gaat niets verloren: Tandem gaat verder waar het stopte.',
  },
  exact_app_registration: {
    title: 'De app-registratie bij Exact Online wordt niet geaccepteerd',
    message: 'Exact Online accepteert de registratie van deze Tandem-service niet ({text}).',
    action: 'Vraag de exploitant van de service om EXACT_CLIENT_ID en EXACT_CLIENT_SECRET voor dit land te controleren.',
  },
  exact_code_refused: {
    title: 'Het inloggen bij Exact Online is niet voltooid',
    message:
      'Exact Online accepteerde de inlogcode niet ({text}). Een code is eenmaal te gebruiken en maar een paar minuten geldig.',
    action: 'Voor een beheerder: klik in Tandem Setup bij Exact Online op Verbinden en log opnieuw in.',
  },
  exact_token_held: {
    title: 'Exact Online geeft nog geen nieuwe login',
    message: 'Exact Online geeft hoogstens elke tien minuten een nieuwe login, en de laatste ging naar iemand anders.',
    action: 'Wacht tien minuten, of laat een beheerder in Tandem Setup bij Exact Online op Verbinden klikken en inloggen.',
  },
  exact_access_refused: {
    title: 'Exact Online weigert de huidige login',
    message: 'Exact Online weigerde {entity} in administratie {division}, al is de login nog geldig ({text}).',
    action:
      'Tandem probeert het vanzelf opnieuw met een nieuwe login. Blijft het zo, dan klikt een beheerder in Tandem Setup bij Exact Online op Opnieuw verbinden.',
  },
  exact_access_ended: {
    title: 'Exact Online weigert de huidige login',
    message: 'Exact Online weigert de login voor zijn tijd om is, en geeft pas na tien minuten een nieuwe.',
    action: 'Niets: Tandem vraagt een nieuwe zodra Exact Online dat toestaat en stuurt dan wat wacht.',
  },
  exact_user_blocked: {
    title: 'De gebruiker of licentie van Exact Online is geblokkeerd',
    message: 'Exact Online weigert administratie {division}: {text}.',
    action:
      'Voor een beheerder: controleer gebruiker, licentie en administratie in Exact Online, of klik in Tandem Setup op Opnieuw verbinden en log in als een andere gebruiker.',
  },
  exact_wrong_division: {
    title: 'Tandem heeft geen toegang tot deze administratie',
    message: 'Administratie {division} van Exact Online hoort niet bij die welke Tandem mag gebruiken. {granted}',
    action:
      'Voor een beheerder: kies een administratie met toegang, of geef toegang in Exact Online: Mijn Exact Online > Beveiligingscentrum > app-machtigingen > deze administratie toestaan.',
  },
  exact_scope_missing: {
    title: 'Tandem mist een datascope in Exact Online',
    message: 'Exact Online laat Tandem {entity} in administratie {division} niet gebruiken: {text}',
    action:
      'Voor een beheerder: vraag de exploitant van de service om deze scope toe te voegen aan de app-registratie in het Exact App Center en klik daarna in Tandem Setup op Opnieuw verbinden.',
  },
  exact_rights_missing: {
    title: 'De gebruiker van Exact Online mist een recht',
    message: 'Exact Online laat de verbonden gebruiker {entity} in administratie {division} niet lezen: {text}',
    action:
      'Voor een beheerder: geef de verbonden gebruiker dit recht in Exact Online (gebruiker > rollen), of klik in Tandem Setup op Opnieuw verbinden en log in als een gebruiker die het heeft.',
  },
  exact_forbidden: {
    title: 'Exact Online staat deze wijziging niet toe',
    message: 'Exact Online staat niet toe om {entity} in administratie {division} te schrijven: {text}',
    action:
      'Controleer de instellingen van het record in Exact Online; een beheerder controleert daar de rechten van de verbonden gebruiker. Klik daarna op Opnieuw proberen.',
  },
  exact_minute_limit: {
    title: 'De calls van deze minuut zijn op',
    message: 'Exact Online staat voor administratie {division} een beperkt aantal calls per minuut toe; die zijn op.',
    action: 'Niets: Tandem gaat de volgende minuut verder.',
  },
  exact_day_limit: {
    title: 'De calls van vandaag zijn op',
    message:
      'Exact Online staat voor administratie {division} een beperkt aantal calls per dag toe; die zijn op tot middernacht UTC.',
    action:
      'Niets: Tandem gaat na middernacht UTC verder. Gebeurt het vaak, laat stromen dan minder vaak draaien of vraag Exact om een hogere limiet.',
  },
  exact_error_budget: {
    title: 'Te veel geweigerde calls in een uur',
    message:
      'Exact Online weigerde binnen een uur meerdere calls naar {entity} in administratie {division}; Tandem pauzeert voordat Exact de verbinding blokkeert.',
    action:
      'Voor een beheerder: los de open problemen op het tabblad Problemen van Tandem Setup op. Tandem gaat binnen het uur vanzelf verder.',
  },
  exact_bad_request: {
    title: 'Exact Online begrijpt het verzoek niet',
    message: 'Exact Online accepteert dit verzoek niet ({entity}, administratie {division}): {text}',
    action:
      'Voor een beheerder: controleer of de veldregels in de instellingen van Tandem velden noemen die deze administratie niet heeft. Blijft het zo, stuur deze tekst dan naar support.',
  },
  exact_validation: {
    title: 'Exact Online weigert het record',
    message: 'Exact Online accepteert dit record niet ({entity}, administratie {division}): {text}',
    action:
      'Verbeter wat Exact Online noemt in het record in Salesforce, of laat een beheerder het in de instellingen van Tandem verbeteren, en klik op Opnieuw proberen of Send to Exact Online.',
  },
  exact_required_field: {
    title: 'Exact Online wil een veld dat leeg is',
    message: 'Exact Online accepteert dit record niet ({entity}, administratie {division}) omdat {field} leeg is: {text}',
    action:
      'Vul {field} in het record in Salesforce, of laat een beheerder het in de instellingen van Tandem een waarde geven, en klik op Opnieuw proberen of Send to Exact Online.',
  },
  exact_already_exists: {
    title: 'Het bestaat al in Exact Online',
    message: 'Exact Online heeft dit record van {entity} in administratie {division} al: {text}',
    action:
      'Zoek het op in Exact Online, wijzig daar of in Salesforce de waarde die uniek moet zijn en klik op Opnieuw proberen of Send to Exact Online.',
  },
  exact_reference_invalid: {
    title: 'Exact Online kent een waarde niet',
    message: 'Dit record ({entity}, administratie {division}) verwijst naar iets dat Exact Online niet heeft: {text}',
    action:
      'Controleer btw-code, betalingsconditie, artikel en relatie in Exact Online; een beheerder controleert de tabellen op het tabblad Instellingen van Tandem Setup. Klik daarna op Opnieuw proberen of Send to Exact Online.',
  },
  exact_not_found: {
    title: 'Niet gevonden in Exact Online',
    message: 'Exact Online heeft dit record van {entity} niet in administratie {division}. Misschien is het verwijderd.',
    action: 'Zoek het op in Exact Online. Klik op Opnieuw proberen als het er weer is, of op Negeren.',
  },
  exact_webhook_callback: {
    title: 'Exact Online kan deze service niet bereiken',
    message: 'Exact Online kon het webhook-adres niet bevestigen: {text}',
    action:
      'Vraag de exploitant te controleren of PUBLIC_URL met https vanaf internet bereikbaar is en op het domein van de redirect-URI ligt.',
  },
  exact_unavailable: {
    title: 'Exact Online antwoordt niet',
    message: 'Exact Online is op dit moment niet bereikbaar ({text}).',
    action: 'Niets: Tandem probeert het vanzelf opnieuw. Zie https://status.exact.com als het aanhoudt.',
  },
  exact_unreadable_answer: {
    title: 'Exact Online gaf een onleesbaar antwoord',
    message: 'Het antwoord van Exact Online voor {entity} is niet te lezen: {text}.',
    action: 'Niets: Tandem probeert het vanzelf opnieuw. Blijft het zo, stuur deze tekst dan naar support.',
  },
  exact_outcome_unknown: {
    title: 'Het is niet bekend of Exact Online het heeft opgeslagen',
    message: 'Het antwoord van Exact Online ging verloren terwijl {entity} in administratie {division} werd geschreven ({text}).',
    action: 'Niets: Tandem kijkt eerst of het in Exact Online staat en probeert het dan pas opnieuw.',
  },
};
