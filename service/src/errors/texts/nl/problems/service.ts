import type { SERVICE_ERRORS } from '../../../catalogue/service.ts';
import type { Translation } from '../../translation.ts';

/** The Dutch of `SERVICE_ERRORS`. */
export const DUTCH_SERVICE: Translation<typeof SERVICE_ERRORS> = {
  internal_error: {
    title: 'Onverwachte fout',
    message: 'Er ging iets mis in Tandem.',
    action: 'Probeer het opnieuw. Blijft het zo, geef dan tijdstip en record door aan support.',
  },
  not_found: {
    title: 'Niet gevonden',
    message: 'Zoiets is hier niet.',
    action: 'Controleer het adres of de id.',
  },
  unauthorized: {
    title: 'Niet ingelogd',
    message: 'De API-sleutel ontbreekt of is niet meer geldig.',
    action: 'Voor een beheerder: klik in Tandem Setup op Verbinden en vul de nieuwe koppelcode in.',
  },
  org_mismatch: {
    title: 'Deze sleutel hoort bij een andere organisatie',
    message:
      'Het verzoek komt van organisatie {sent}, maar de sleutel is aan een andere organisatie gegeven. Een vernieuwde sandbox kopieert de sleutel van zijn bron.',
    action: 'Voor een beheerder: verbind deze organisatie in Tandem Setup en vul de nieuwe koppelcode in.',
  },
  invalid_request: {
    title: 'Het verzoek is niet geldig',
    message: 'Het verzoek kan niet worden uitgevoerd: {problem}',
    action: 'Verbeter het verzoek; GET /openapi.json beschrijft het.',
  },
  too_many_requests: {
    title: 'Te veel verzoeken',
    message: 'Deze organisatie stuurt meer verzoeken dan Tandem aanneemt.',
    action: 'Wacht een minuut en probeer opnieuw.',
  },
  too_many_guesses: {
    title: 'Te veel verkeerde geheimen',
    message: 'Van dit adres kwamen veel verschillende sleutels, tokens of codes die niet kloppen.',
    action: 'Wacht een minuut. Was het iemand anders, dan noemt het logboek van de service het adres.',
  },
  key_just_rotated: {
    title: 'De sleutel is net vervangen',
    message: 'Een ander verzoek heeft deze API-sleutel in de laatste minuut vervangen door een nieuwe.',
    action:
      'Gebruik de sleutel die het andere verzoek kreeg. Is dat antwoord verloren gegaan, vraag dan over een minuut opnieuw.',
  },
  paused: {
    title: 'Tandem is gepauzeerd',
    message: 'Tandem is gepauzeerd{pause}. Tussen Exact Online en Salesforce beweegt niets tot het verdergaat.',
    action:
      'Klik in het tabblad Tandem op Hervatten, of vraag het aan een beheerder van Tandem. Wat intussen is gewijzigd wordt dan ingehaald.',
  },
  record_busy: {
    title: 'Aan het record wordt gewerkt',
    message: 'Een andere taak werkt op dit moment aan {record}.',
    action: 'Niets: kijk over een paar seconden opnieuw.',
  },
  lease_lost: {
    title: 'Een ander proces heeft het overgenomen',
    message: 'Dit proces was te langzaam en een ander heeft het werk overgenomen.',
    action: 'Niets: het andere proces gaat verder.',
  },
  version_required: {
    title: 'De versie ontbreekt',
    message: 'Een wijziging van de configuratie moet zeggen op welke versie zij is gemaakt.',
    action: 'Stuur If-Match mee met de versie die GET /v1/config gaf.',
  },
  database_unavailable: {
    title: 'De database antwoordt niet',
    message: 'Tandem kan zijn eigen database nu niet bereiken en kan dus niets lezen of opslaan.',
    action:
      'Probeer het over een minuut opnieuw. Wie Tandem draait vindt de reden in het logboek en in het hoofdstuk "The database" van het runbook.',
  },
  database_full: {
    title: 'De database is vol',
    message: 'De schijf van de database van Tandem is vol, dus er kan niets worden opgeslagen.',
    action: 'Vraag wie Tandem draait om ruimte vrij te maken op die schijf of hem te vergroten. Tandem gaat dan vanzelf verder.',
  },
  service_stopping: {
    title: 'Tandem wordt opnieuw gestart',
    message: 'Deze instantie van Tandem wordt gestopt; een andere, of de volgende start, gaat verder met wat zij was begonnen.',
    action: 'Niets: het gaat vanzelf verder.',
  },
  database_in_use: {
    title: 'De database is in gebruik',
    message: 'Een ander Tandem-proces werkt op de ingebouwde database in {directory}.',
    action: 'Stop het andere proces, of stel DATABASE_URL in op een PostgreSQL-server die meerdere instanties kunnen delen.',
  },
  embedded_in_production: {
    title: 'De ingebouwde database is niet voor productie',
    message: 'De ingebouwde database kan rijen verliezen als de stroom uitvalt.',
    action: 'Stel DATABASE_URL in op een PostgreSQL-server.',
  },
  migration_failed: {
    title: 'De database kon niet worden bijgewerkt',
    message: 'Een stap die de tabellen van Tandem wijzigt is mislukt; er is niets gewijzigd.',
    action: 'Bekijk de oorzaak in het logboek; controleer de rechten van de databasegebruiker.',
  },
  master_keys_wrong: {
    title: 'De hoofdsleutels horen niet bij de database',
    message: 'MASTER_KEYS kan niet openen wat in de database staat: {difference}.',
    action:
      'Stel MASTER_KEYS in zoals het was toen de database voor het laatst werd gebruikt. Er is niets gewijzigd. Zijn de sleutels weg, dan zegt "MASTER_KEYS lost" in het runbook wat er te behouden is.',
  },
  master_keys_lost: {
    title: 'De hoofdsleutels zijn weg',
    message:
      'De database in {directory} is er, maar {file} met de sleutels die haar verzegelen niet, en MASTER_KEYS is niet ingesteld.',
    action:
      'Zet {file} terug, of stel MASTER_KEYS in op wat erin stond. Nieuwe sleutels openen de database niet: verplaats de hele map {directory} om opnieuw te beginnen.',
  },
  database_damaged: {
    title: 'De ingebouwde database is niet te openen',
    message: 'De bestanden van de ingebouwde database in {directory} zijn beschadigd of niet compleet.',
    action:
      'Zet een kopie van die map terug die is gemaakt toen Tandem stilstond. Is er geen, verplaats de map dan en verbind opnieuw: producten en orders staan in Exact Online en Salesforce, en er komt niets dubbel.',
  },
  environment_invalid: {
    title: 'De instellingen van de service kloppen niet',
    message: '{problems}',
    action: 'Verbeter de omgevingsvariabelen; .env.example legt ze alle uit.',
  },
  unsupported_media_type: {
    title: 'Dit content type wordt hier niet aangenomen',
    message: 'De inhoud van het verzoek is niet als JSON aangeduid.',
    action: 'Stuur JSON met de header Content-Type: application/json.',
  },
  request_headers_too_large: {
    title: 'De headers van het verzoek zijn te groot',
    message: 'Adres en headers van het verzoek zijn groter dan de 16 KB die Tandem aanneemt.',
    action: 'Stuur minder of kortere headers, of een korter adres.',
  },
  request_too_slow: {
    title: 'Het verzoek kwam te langzaam',
    message: 'Het hele verzoek moet binnen 30 seconden aankomen.',
    action: 'Probeer het opnieuw; blijft het zo, kijk dan naar het netwerk tussen afzender en Tandem.',
  },
  request_too_large: {
    title: 'Het verzoek is te groot',
    message: 'De inhoud van het verzoek is groter dan Tandem aanneemt.',
    action: 'Stuur minder tegelijk; GET /openapi.json noemt de limieten.',
  },
};
