import type { ENGINE_ERRORS } from '../../../catalogue/engine.ts';
import type { Translation } from '../../translation.ts';

/** The Dutch of `ENGINE_ERRORS`. */
export const DUTCH_ENGINE: Translation<typeof ENGINE_ERRORS> = {
  unknown_flow: {
    title: 'Deze stroom bestaat niet',
    message: 'Tandem heeft geen stroom met de naam "{flow}".',
    action: 'Gebruik een van deze: {known}.',
  },
  records_of_several_divisions: {
    title: 'De records gaan naar meerdere administraties',
    message: 'Volgens de regels van de flow gaan deze records naar meerdere administraties: {divisions}.',
    action: 'Start de flow voor de records van één administratie tegelijk.',
  },
  flow_not_configured: {
    title: 'De stroom heeft nog geen administratie',
    message: 'De stroom "{flow}" weet niet in welke administratie van Exact Online hij werkt.',
    action:
      'Voor een beheerder: kies de administratie op het tabblad Instellingen van Tandem Setup en klik op Instellingen opslaan.',
  },
  flow_off: {
    title: 'De stroom staat uit',
    message: 'De stroom "{flow}" staat uit, dus er wordt niets verstuurd.',
    action: 'Voor een beheerder: zet de stroom aan in Tandem Setup en probeer opnieuw.',
  },
  flow_without_history: {
    title: 'Van deze stroom is geen historie te laden',
    message: 'De stroom "{flow}" heeft geen historie om te laden: hij haalt alles op, of wat er nu is.',
    action: 'Kies facturen of leveringen.',
  },
  history_too_short: {
    title: 'Deze jaren komen vanzelf',
    message: 'Van de stroom "{flow}" komt alles van minder dan {years} jaar vanzelf.',
    action: 'Kies {years} jaar of meer.',
  },
  run_not_waiting: {
    title: 'Deze run is niet meer te wijzigen',
    message:
      'De run is {state}; alleen een proefrun die klaar is kan worden uitgevoerd, alleen een run die nog niet voorbij is kan worden gepauzeerd of geannuleerd, en alleen een gepauzeerde gaat verder.',
    action: 'Klik op Nu uitvoeren of Proefrun bekijken om een nieuwe te starten.',
  },
  plan_outdated: {
    title: 'De instellingen zijn na deze proefrun gewijzigd',
    message:
      'De proefrun is gemaakt met versie {planned} van de instellingen; nu geldt versie {current}. Er is niets geschreven.',
    action: 'Klik nogmaals op Proefrun bekijken en voer die uit.',
  },
  changed_since_plan: {
    title: 'Het record is na de proefrun gewijzigd',
    message: 'Het record {record} is na de proefrun gewijzigd en daarom gelaten zoals het is.',
    action: 'Klik nogmaals op Proefrun bekijken, of laat het aan de volgende run over.',
  },
};
