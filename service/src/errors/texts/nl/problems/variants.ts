import type { VARIANT_ERRORS } from '../../../catalogue/variants.ts';
import type { Translation } from '../../translation.ts';

/** The Dutch of `VARIANT_ERRORS`. */
export const DUTCH_VARIANTS: Translation<typeof VARIANT_ERRORS> = {
  variant_family_taken: {
    title: 'De familie heeft de code van een product',
    message:
      'Artikel {item} hoort volgens de instellingen bij de variantfamilie {family}, maar een product in Salesforce heeft {family} als eigen code. Het artikel bleef zoals het is.',
    action:
      'Geef artikel {family} een andere code in Exact Online, of laat een beheerder artikelen in de instellingen van Tandem anders groeperen, en klik op Opnieuw proberen.',
  },
  variant_family_mixed: {
    title: 'De varianten van een familie verschillen in verschillende dingen',
    message:
      'Artikel {item} onderscheidt zich door {parts}, de andere varianten van familie {family} door {others}. Het artikel bleef zoals het is.',
    action:
      'Corrigeer de code van artikel {item} in Exact Online, of laat een beheerder het patroon in de instellingen van Tandem wijzigen. De volgende run neemt het over.',
  },
  variant_parent_missing: {
    title: 'Het product van de familie kon niet worden gemaakt',
    message:
      'Artikel {item} hoort bij een variantfamilie waarvan het product in Salesforce niet kon worden gemaakt. Het artikel is er daarom niet onder gezet.',
    action:
      'Bekijk de andere artikelen van deze familie: een ervan zegt waarom Salesforce het product weigerde. Los dat op en klik bij dit artikel op Opnieuw proberen.',
  },
  variant_without_product: {
    title: 'Het artikel is geen product in Salesforce',
    message: 'Artikel {item} is geen product in Salesforce en kan daar dus geen variant zijn.',
    action: 'Haal het artikel eerst over met de stroom Producten; de familie volgt vanzelf.',
  },
  variant_without_family: {
    title: 'Het artikel hoort bij geen familie',
    message: 'De instellingen van de varianten zetten artikel {item} in geen enkele familie.',
    action: 'Niets, of laat een beheerder in de instellingen van Tandem wijzigen hoe artikelen worden gegroepeerd.',
  },
};
