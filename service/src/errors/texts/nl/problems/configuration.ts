import type { CONFIGURATION_ERRORS } from '../../../catalogue/configuration.ts';
import type { Translation } from '../../translation.ts';

/** The Dutch of `CONFIGURATION_ERRORS`. */
export const DUTCH_CONFIGURATION: Translation<typeof CONFIGURATION_ERRORS> = {
  configuration_invalid: {
    title: 'De instellingen kloppen niet',
    message: 'De instellingen zijn zo niet te gebruiken. Aantal problemen: {count}; het eerste: {first}',
    action: 'Verbeter de gemarkeerde instellingen en sla opnieuw op. Er is niets gewijzigd.',
  },
  configuration_outdated: {
    title: 'Iemand anders heeft de instellingen opgeslagen',
    message: 'De instellingen zijn door iemand anders opgeslagen nadat ze hier werden geopend.',
    action: 'Bekijk wat er intussen is gewijzigd en sla daarna opnieuw op. Daarvan wordt niets overschreven.',
  },
  start_point_moves_back: {
    title: 'Er zouden oudere orders worden verstuurd',
    message:
      'Met deze instellingen zou Tandem {count} orders versturen die nu blijven liggen: de oudste van {oldest}, de nieuwste van {newest}, samen {amount}.',
    action:
      'Bevestig dit aantal om op te slaan, of kies een later startpunt, minder statussen of de vorige voorwaarde. Er is niets opgeslagen.',
  },
  formula_failed: {
    title: 'Een formule is niet uit te rekenen',
    message: 'De formule voor {field} is voor {record} niet uit te rekenen: {problem}',
    action:
      'Voor een beheerder: verbeter de formule voor {field} in de instellingen van Tandem, of de waarde die zij gebruikt, en klik op Opnieuw proberen.',
  },
  formula_stopped: {
    title: 'Een formule doet te veel',
    message: 'De formule voor {field} is bij {record} afgebroken: {problem}.',
    action:
      'Voor een beheerder: maak de formule voor {field} eenvoudiger in de instellingen van Tandem, of kort de waarde in die zij gebruikt, en klik op Opnieuw proberen.',
  },
  draft_too_costly: {
    title: 'Deze instellingen uitproberen kost te veel',
    message:
      'Deze instellingen doorrekenen duurde langer dan {seconds} seconden of kostte te veel geheugen en is afgebroken. Er is niets gewijzigd.',
    action:
      'Maak de formules eenvoudiger, vooral lijsten in lijsten, en probeer opnieuw. Zijn ze al eenvoudig, probeer het dan over een minuut opnieuw.',
  },
  drafts_busy: {
    title: 'Er worden nog instellingen doorgerekend',
    message: 'Andere voorbeelden of wijzigingen van de instellingen van dit bedrijf worden nog doorgerekend.',
    action: 'Wacht een paar seconden en probeer opnieuw.',
  },
  value_not_mapped: {
    title: 'Een waarde heeft geen tegenhanger in Exact Online',
    message:
      'De tabel "{table}" heeft geen rij voor de waarde "{value}" van {record}. Tandem weet daarom niet wat in Exact Online bij {field} moet staan.',
    action:
      'Voor een beheerder: voeg op het tabblad Instellingen van Tandem Setup een rij voor "{value}" toe aan de tabel "{table}" en klik op Opnieuw proberen of Send to Exact Online.',
  },
  value_not_in_exact: {
    title: 'De tabel noemt iets dat Exact Online niet heeft',
    message:
      'De tabel "{table}" geeft "{exact}" voor {value}, maar deze administratie in Exact Online heeft geen {what} "{exact}".',
    action:
      'Voor een beheerder: kies op het tabblad Instellingen van Tandem Setup in de tabel "{table}" een {what} uit Exact Online en klik op Opnieuw proberen of Send to Exact Online.',
  },
  country_unknown: {
    title: 'Het land is niet bekend',
    message: 'Het land "{country}" van {record} is geen landnaam en geen landcode die Tandem kent.',
    action:
      'Schrijf het land voluit of als code van twee letters, of laat een beheerder op het tabblad Instellingen van Tandem Setup een rij voor "{country}" toevoegen aan de tabel "Landen". Klik daarna op Opnieuw proberen of Send to Exact Online.',
  },
  vat_number_wrong: {
    title: 'Het btw-nummer is er geen',
    message: 'Het btw-nummer {number} van {record} is geen btw-nummer van {country}: een cijfer of de vorm klopt niet.',
    action:
      'Verbeter het btw-nummer in Salesforce, of maak het leeg, en klik op Opnieuw proberen of Send to Exact Online. Is het toch goed, dan kan een beheerder het met een regel in de instellingen van Tandem ongecontroleerd laten overnemen.',
  },
  text_too_long: {
    title: 'Een tekst is te lang',
    message: 'De tekst voor {field} van {record} heeft {length} tekens; {system} neemt er hoogstens {limit} aan.',
    action:
      'Kort de tekst in, of laat een beheerder de regel voor {field} in de instellingen van Tandem zo wijzigen dat de tekst wordt ingekort of weggelaten. Klik daarna op Opnieuw proberen of Send to Exact Online.',
  },
  target_field_missing: {
    title: 'Een veld uit de instellingen bestaat niet',
    message:
      'De regel voor {field} noemt een veld dat {object} in deze organisatie niet heeft, of dat de integratiegebruiker niet mag bewerken.',
    action:
      'Voor een beheerder: verbeter de regel in de instellingen van Tandem, of geef de integratiegebruiker toegang tot het veld, en klik op Opnieuw proberen.',
  },
  picklist_value_refused: {
    title: 'De keuzelijst heeft deze waarde niet',
    message:
      'De keuzelijst {field} heeft de waarde "{value}" niet die {record} zou krijgen. Er is zonder deze waarde gesynchroniseerd.',
    action: 'Voor een beheerder: voeg "{value}" in Salesforce Setup toe aan de keuzelijst {field} en klik op Opnieuw proberen.',
  },
};
