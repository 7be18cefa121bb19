import type { ShownSetting } from '../../texts.ts';

/** What pages show of these settings. */
export const SHOWN_MISSING_PRODUCTS: readonly ShownSetting[] = [
  {
    pointer: '/missingProducts/use',
    texts: {
      en: {
        title: 'Products without an item in Exact Online',
        help: 'An order that stops goes by itself once the item is there.',
        choices: {
          stop: { title: 'Stop the order' },
          create: { title: 'Make the item', help: 'With the code and the name of the product, and what the rules say.' },
          placeholder: {
            title: 'Send the line on a placeholder item',
            help: 'Code and name of the product stand in the description of the line.',
          },
        },
      },
      nl: {
        title: 'Producten zonder artikel in Exact Online',
        help: 'Een order die stopt, gaat vanzelf zodra het artikel er is.',
        choices: {
          stop: { title: 'De order stoppen' },
          create: { title: 'Het artikel maken', help: 'Met de code en de naam van het product, en wat de regels zeggen.' },
          placeholder: {
            title: 'De regel op een vervangend artikel sturen',
            help: 'Code en naam van het product staan in de omschrijving van de regel.',
          },
        },
      },
    },
  },
  {
    pointer: '/missingProducts/placeholderCode',
    shownWhen: { pointer: '/missingProducts/use', values: ['placeholder'] },
    texts: {
      en: { title: 'Code of the placeholder item in Exact Online' },
      nl: { title: 'Code van het vervangende artikel in Exact Online' },
    },
  },
];
