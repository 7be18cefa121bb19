import type { PICTURE_ERRORS } from '../../../catalogue/pictures.ts';
import type { Translation } from '../../translation.ts';

/** The Dutch of `PICTURE_ERRORS`. */
export const DUTCH_PICTURES: Translation<typeof PICTURE_ERRORS> = {
  picture_blank: {
    title: 'De afbeelding is een lege pixel',
    message:
      'Exact Online liet voor artikel {item} een afbeelding van een pixel zien in plaats van {name}, dus er is niets overgenomen.',
    action:
      'Open artikel {item} in Exact Online en bekijk de afbeelding. Staat hij er, klik dan op Opnieuw proberen; zo niet, voer hem opnieuw in.',
  },
  picture_changed: {
    title: 'De afbeelding veranderde tijdens het lezen',
    message: 'De afbeelding {name} is in Exact Online een andere geworden voordat hij was weggeschreven.',
    action: 'Niets: hij wordt vanzelf opnieuw gelezen.',
  },
  picture_elsewhere: {
    title: 'De afbeelding staat niet in Exact Online',
    message:
      'Het adres dat Exact Online geeft voor de afbeelding {name} van artikel {item} leidt ergens anders heen, en daar komt Tandem niet.',
    action:
      'Open artikel {item} in Exact Online en voer de afbeelding opnieuw in. Tandem kijkt ernaar zodra de naam verandert, of als u op Opnieuw proberen klikt.',
  },
  picture_empty: {
    title: 'De afbeelding is een leeg bestand',
    message: 'De afbeelding {name} van artikel {item} in Exact Online is een bestand zonder inhoud.',
    action:
      'Voer de afbeelding van artikel {item} opnieuw in in Exact Online. Tandem kijkt ernaar zodra de naam verandert, of als u op Opnieuw proberen klikt.',
  },
  picture_gone: {
    title: 'De afbeelding is weg',
    message: 'Exact Online noemt bij artikel {item} de afbeelding {name}, maar heeft het bestand niet meer.',
    action:
      'Voer de afbeelding van artikel {item} opnieuw in in Exact Online, of haal de naam van het artikel af. Tandem kijkt ernaar zodra de naam verandert, of als u op Opnieuw proberen klikt.',
  },
  picture_not_image: {
    title: 'De afbeelding is er geen',
    message:
      'Wat Exact Online als afbeelding {name} van artikel {item} heeft, is geen PNG-, JPEG-, GIF-, WebP- of BMP-bestand en is daarom niet overgenomen.',
    action:
      'Voer in Exact Online een afbeelding van een van deze soorten in voor artikel {item}. Tandem kijkt ernaar zodra de naam verandert, of als u op Opnieuw proberen klikt.',
  },
  picture_not_selected: {
    title: 'Het artikel voldoet niet aan de voorwaarde',
    message: 'Artikel {item} voldoet niet aan de voorwaarde in de instellingen van de afbeeldingenflow.',
    action: 'Niets, of laat een beheerder de voorwaarde in de instellingen van Tandem wijzigen.',
  },
  picture_too_large: {
    title: 'De afbeelding is te groot',
    message: 'De afbeelding {name} van artikel {item} is groter dan {megabytes} MB en is daarom niet overgenomen.',
    action:
      'Voer in Exact Online een kleinere afbeelding in voor artikel {item}. Tandem kijkt ernaar zodra de naam verandert, of als u op Opnieuw proberen klikt.',
  },
  picture_unanswered: {
    title: 'De afbeelding kwam niet',
    message:
      'Exact Online heeft de afbeelding {name} van artikel {item} niet gestuurd, hoewel er twee keer om is gevraagd en de rest wel antwoordde.',
    action: 'Open artikel {item} in Exact Online, bekijk de afbeelding en klik dan op Opnieuw proberen.',
  },
  picture_without_product: {
    title: 'Het artikel is geen product in Salesforce',
    message: 'Artikel {item} zou worden bekeken om de afbeelding, maar er is geen product in Salesforce dat erbij hoort.',
    action: 'Haal het artikel eerst over met de stroom Producten; de afbeelding volgt vanzelf.',
  },
};
