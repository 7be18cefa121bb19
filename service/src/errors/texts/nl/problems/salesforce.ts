import type { SALESFORCE_ERRORS } from '../../../catalogue/salesforce.ts';
import type { Translation } from '../../translation.ts';

/** The Dutch of `SALESFORCE_ERRORS`. */
export const DUTCH_SALESFORCE: Translation<typeof SALESFORCE_ERRORS> = {
  salesforce_reconnect: {
    title: 'Salesforce moet opnieuw worden verbonden',
    message: 'Salesforce accepteert de opgeslagen login niet meer: {reason}.',
    action:
      'Voor een beheerder: klik in Tandem Setup bij Salesforce op Opnieuw verbinden. Er gaat niets verloren: Tandem gaat verder waar het stopte.',
  },
  salesforce_app_registration: {
    title: 'Deze organisatie accepteert de Tandem-app niet',
    message: 'Salesforce geeft Tandem geen login ({text}).',
    action:
      'Voor een beheerder: zet in Salesforce Setup > External Client App Manager > Tandem de flow aan, kies de Run As-gebruiker en wijs de machtigingenset Tandem Integration toe.',
  },
  salesforce_run_as_missing: {
    title: 'Er is geen gebruiker gekozen als wie de Tandem-app werkt',
    message: 'Salesforce laat Tandem niet als gebruiker van de app werken ({text}).',
    action:
      'Voor een beheerder: zet in Salesforce Setup > External Client App Manager > Tandem > Policies de client credentials flow aan en kies een Run As-gebruiker met de machtigingenset Tandem Integration. Probeer daarna opnieuw.',
  },
  salesforce_certificate_refused: {
    title: 'Salesforce weigert de login met certificaat',
    message: 'Salesforce laat Tandem niet met zijn certificaat inloggen als {username} ({text}).',
    action:
      'Voor een beheerder: controleer de gebruikersnaam. Laat in Salesforce Setup > External Client App Manager > Tandem > Policies beheerders de gebruikers vooraf goedkeuren en voeg een machtigingenset toe die {username} heeft. Probeer daarna opnieuw.',
  },
  salesforce_code_refused: {
    title: 'Het inloggen bij Salesforce is niet voltooid',
    message:
      'Salesforce accepteerde de inlogcode niet ({text}). Een code is eenmaal te gebruiken en maar een paar minuten geldig.',
    action: 'Voor een beheerder: klik in Tandem Setup bij Salesforce op Verbinden en log opnieuw in.',
  },
  salesforce_access_refused: {
    title: 'Salesforce weigert de login',
    message: 'Salesforce weigerde ook een nieuwe login ({text}).',
    action:
      'Voor een beheerder: controleer in Salesforce of de integratiegebruiker actief is en de API mag gebruiken, en klik daarna in Tandem Setup bij Salesforce op Opnieuw verbinden.',
  },
  salesforce_api_disabled: {
    title: 'De API staat uit voor Tandem',
    message: 'Salesforce staat geen API-calls toe: {text}',
    action:
      'Voor een beheerder: klik in Tandem Setup op "Rechten verlenen", dat geeft de integratiegebruiker het recht API Enabled, of gebruik een editie van Salesforce met API-toegang.',
  },
  salesforce_request_limit: {
    title: 'De API-calls van deze organisatie zijn op',
    message: 'Salesforce accepteert op dit moment geen API-calls meer: {text}',
    action:
      'Niets: Tandem gaat verder als Salesforce weer calls accepteert. Een beheerder ziet in Setup > Company Information wie ze gebruikt.',
  },
  salesforce_reserve: {
    title: 'De laatste API-calls van deze organisatie zijn voor mensen',
    message:
      'Salesforce heeft {used} geteld van de {limit} API-calls die deze organisatie per 24 uur heeft. Tandem laat het laatste tiende deel over aan mensen en andere programma’s.',
    action:
      'Niets: de stromen gaan verder als er calls vrijkomen, en Send to Exact Online werkt intussen. Een beheerder ziet in Setup > Company Information wie de calls gebruikt.',
  },
  salesforce_quota: {
    title: 'Een limiet van deze organisatie is bereikt',
    message: 'Salesforce weigert omdat een limiet van de organisatie is bereikt: {text}',
    action: 'Voor een beheerder: maak opslag vrij of verhoog de limiet in Salesforce. Tandem gaat dan vanzelf verder.',
  },
  salesforce_package_missing: {
    title: 'Het Tandem-pakket is niet geïnstalleerd',
    message: 'Het object ExactLink__c bestaat niet in deze organisatie of is verborgen voor de integratiegebruiker.',
    action:
      'Voor een beheerder: installeer het Tandem-pakket en wijs de machtigingenset Tandem Integration toe aan de integratiegebruiker.',
  },
  salesforce_notification_type_missing: {
    title: 'Tandem kan geen meldingen sturen',
    message: 'Het meldingstype Tandem_Issue van het pakket bestaat niet in deze organisatie.',
    action: 'Voor een beheerder: installeer de nieuwste versie van het Tandem-pakket.',
  },
  salesforce_object_missing: {
    title: 'Er ontbreekt een object in Salesforce',
    message: 'Het object {object} bestaat niet in deze organisatie of is verborgen voor de integratiegebruiker.',
    action:
      'Voor een beheerder: zet de functie aan in Salesforce, of klik in Tandem Setup op "Rechten verlenen", dat geeft de integratiegebruiker toegang tot {object}.',
  },
  salesforce_field_missing: {
    title: 'Er ontbreekt een veld in Salesforce',
    message: 'Salesforce kent {field} niet of verbergt het voor de integratiegebruiker: {text}',
    action:
      'Voor een beheerder: maak het veld aan, geef de integratiegebruiker er toegang toe, of haal het uit de regels in de instellingen van Tandem. Klik daarna op Opnieuw proberen.',
  },
  salesforce_field_readonly: {
    title: 'Een veld is in Salesforce niet te schrijven',
    message: 'Salesforce laat Tandem {field} van {object} niet schrijven: {text}',
    action:
      'Voor een beheerder: geef de integratiegebruiker bewerkrechten op {field}, of haal het uit de regels in de instellingen van Tandem. Klik daarna op Opnieuw proberen.',
  },
  salesforce_field_required: {
    title: 'Salesforce wil een veld dat leeg is',
    message: 'Salesforce weigert {object} omdat {field} leeg is: {text}',
    action:
      'Vul {field} aan de bron, of laat een beheerder het in de instellingen van Tandem een waarde geven. Klik daarna op Opnieuw proberen.',
  },
  salesforce_field_too_long: {
    title: 'Een tekst is te lang voor Salesforce',
    message: 'De waarde voor {field} van {object} is te lang: {text}',
    action:
      'Kort de tekst in Exact Online in, of laat een beheerder de regel voor {field} in de instellingen van Tandem zo wijzigen dat de tekst wordt ingekort of weggelaten. Klik daarna op Opnieuw proberen.',
  },
  salesforce_picklist: {
    title: 'Een waarde staat niet in de keuzelijst',
    message: 'De keuzelijst {field} van {object} heeft deze waarde niet: {text}',
    action:
      'Voor een beheerder: voeg de waarde toe aan de keuzelijst in Salesforce, of wijzig de regel voor {field} in de instellingen van Tandem. Klik daarna op Opnieuw proberen.',
  },
  salesforce_value_refused: {
    title: 'Salesforce weigert een waarde',
    message: 'Salesforce weigert de waarde voor {field} van {object}: {text}',
    action:
      'Verbeter de waarde aan de bron, of laat een beheerder de regel voor {field} in de instellingen van Tandem verbeteren. Klik daarna op Opnieuw proberen.',
  },
  salesforce_validation_rule: {
    title: 'Een validatieregel weigert het record',
    message: 'Een validatieregel op {object} zegt: {text}',
    action:
      'Verbeter het record, of laat een beheerder de integratiegebruiker uitzonderen van de validatieregel. Klik daarna op Opnieuw proberen.',
  },
  salesforce_duplicate: {
    title: 'Een duplicaatregel weigert het record',
    message: 'Een duplicaatregel op {object} vond een record dat erop lijkt: {text}',
    action:
      'Voeg de twee records samen, of laat een beheerder de integratiegebruiker uitzonderen van de duplicaatregel. Klik daarna op Opnieuw proberen.',
  },
  salesforce_duplicate_value: {
    title: 'Een ander record heeft deze waarde al',
    message: 'Een ander record van {object} heeft deze waarde al: {text}',
    action: 'Bekijk het andere record in Salesforce. Voeg de twee samen of maak daar het veld leeg en klik op Opnieuw proberen.',
  },
  salesforce_standard_price: {
    title: 'Er ontbreekt een standaardprijs',
    message: 'Salesforce wil eerst een prijs in het standaardprijsboek: {text}',
    action: 'Geef het product in Salesforce een standaardprijs in deze valuta en klik op Opnieuw proberen.',
  },
  salesforce_activation: {
    title: 'De order is niet te activeren',
    message: 'Salesforce activeert de order niet: {text}',
    action: 'Maak de order in Salesforce compleet en klik op Opnieuw proberen.',
  },
  salesforce_automation: {
    title: 'Een automatisering in Salesforce is mislukt',
    message: 'Een flow of trigger op {object} hield de wijziging tegen: {text}',
    action:
      'Laat deze tekst aan een beheerder van Salesforce zien: de flow of trigger moet worden verbeterd. Klik daarna op Opnieuw proberen.',
  },
  salesforce_rights: {
    title: 'De integratiegebruiker mist een recht',
    message: 'Salesforce laat de integratiegebruiker dit record van {object} niet wijzigen: {text}',
    action:
      'Voor een beheerder: klik in Tandem Setup op "Beide systemen controleren", dat noemt het ontbrekende recht, en controleer het delen van records. Klik daarna op Opnieuw proberen.',
  },
  salesforce_record_missing: {
    title: 'Het record is weg in Salesforce',
    message: 'Een record van {object} is verwijderd of bestaat niet: {text}',
    action: 'Haal het terug uit de prullenbak en klik op Opnieuw proberen, of klik op Negeren.',
  },
  salesforce_record_locked: {
    title: 'Het record is vergrendeld',
    message: 'Het record van {object} is vergrendeld, meestal door een goedkeuringsproces: {text}',
    action: 'Rond de goedkeuring in Salesforce af. Tandem probeert het vanzelf opnieuw.',
  },
  salesforce_row_locked: {
    title: 'Iemand anders wijzigt het record',
    message: 'Salesforce kon het record van {object} niet vergrendelen: {text}',
    action: 'Niets: Tandem probeert het vanzelf opnieuw.',
  },
  salesforce_rolled_back: {
    title: 'Niet gedaan vanwege een ander record',
    message: 'Salesforce heeft dit record van {object} niet gewijzigd omdat een ander uit dezelfde groep mislukte.',
    action: 'Los het probleem van het andere record op; Tandem probeert dit vanzelf opnieuw.',
  },
  salesforce_query_expired: {
    title: 'Een lange query is verlopen',
    message: 'Salesforce heeft de rest van een query laten vallen: {text}',
    action: 'Niets: Tandem begint de query opnieuw.',
  },
  salesforce_request_refused: {
    title: 'Salesforce begrijpt het verzoek niet',
    message: 'Salesforce weigert een verzoek van Tandem ({salesforceCode}): {text}',
    action:
      'Voor een beheerder: controleer de veldregels in de instellingen van Tandem. Blijft het zo, stuur deze tekst dan naar support.',
  },
  salesforce_unavailable: {
    title: 'Salesforce antwoordt niet',
    message: 'Salesforce is op dit moment niet bereikbaar ({text}).',
    action: 'Niets: Tandem probeert het vanzelf opnieuw. Zie https://status.salesforce.com als het aanhoudt.',
  },
  salesforce_unreadable_answer: {
    title: 'Salesforce gaf een onleesbaar antwoord',
    message: 'Het antwoord van Salesforce is niet te lezen: {text}.',
    action: 'Niets: Tandem probeert het vanzelf opnieuw. Blijft het zo, stuur deze tekst dan naar support.',
  },
  salesforce_outcome_unknown: {
    title: 'Het is niet bekend of Salesforce het heeft opgeslagen',
    message: 'Het antwoord van Salesforce ging verloren terwijl {object} werd geschreven ({text}).',
    action: 'Niets: Tandem kijkt eerst of het in Salesforce staat en probeert het dan pas opnieuw.',
  },
  salesforce_bulk_unfinished: {
    title: 'Salesforce is nog niet klaar met een grote lading',
    message:
      'Tandem weet nog niet wat er is geworden van {count} records van {object} die Salesforce als een taak laadt ({text}).',
    action:
      'Niets: Tandem kijkt opnieuw wat er staat en gaat vanzelf verder. Een beheerder ziet de taak in Setup > Bulk Data Load Jobs.',
  },
  salesforce_bulk_failed: {
    title: 'Salesforce heeft een grote lading opgegeven',
    message: 'Salesforce schreef dit record van {object} niet, omdat de taak waar het bij hoorde voortijdig eindigde: {text}',
    action: 'Niets: Tandem probeert het record vanzelf opnieuw. Een beheerder ziet de taak in Setup > Bulk Data Load Jobs.',
  },
};
