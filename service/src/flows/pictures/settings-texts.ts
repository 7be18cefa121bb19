import type { ShownSetting } from '../texts.ts';

/** The settings of the pictures flow that pages show. */
export const SHOWN_PICTURE_SETTINGS: readonly ShownSetting[] = [
  {
    pointer: '/displayUrl',
    texts: {
      en: {
        title: 'Fill Display URL of the product',
        help: 'With the address of the picture in Salesforce, where the field is empty or has such an address. What a person entered stays.',
      },
      nl: {
        title: 'Weergave-URL van het product vullen',
        help: 'Met het adres van de afbeelding in Salesforce, waar het veld leeg is of zo een adres heeft. Wat iemand zelf heeft ingevuld, blijft staan.',
      },
    },
  },
  {
    pointer: '/auditPerDay',
    texts: {
      en: {
        title: 'Pictures compared a day although their name is the same',
        help: 'A picture can change under the same name. Each costs one call of Exact Online; 0 compares none.',
      },
      nl: {
        title: 'Afbeeldingen per dag die ook bij gelijke naam worden vergeleken',
        help: 'Een afbeelding kan onder dezelfde naam veranderen. Elke vergelijking kost een aanroep van Exact Online; bij 0 gebeurt het niet.',
      },
    },
  },
];
