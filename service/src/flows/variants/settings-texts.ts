import type { ShownSetting } from '../texts.ts';

/** The settings of the variants flow that pages show. */
export const SHOWN_VARIANT_SETTINGS: readonly ShownSetting[] = [
  {
    pointer: '/by',
    texts: {
      en: {
        title: 'Items are variants of one another when they have',
        choices: {
          code: {
            title: 'A code that begins the same, by the pattern below',
            help: 'Look at the preview before you switch this on: it shows which items would come together.',
          },
          class: { title: 'The same item class', help: 'The pattern below only tells in what they differ.' },
          freeField: { title: 'The same free text field', help: 'The pattern below only tells in what they differ.' },
        },
      },
      nl: {
        title: 'Artikelen zijn varianten van elkaar met',
        choices: {
          code: {
            title: 'Een code die hetzelfde begint, volgens het patroon hieronder',
            help: 'Bekijk het voorbeeld voordat u dit aanzet: het toont welke artikelen bij elkaar zouden komen.',
          },
          class: { title: 'Dezelfde artikelklasse', help: 'Het patroon hieronder zegt dan alleen waarin ze verschillen.' },
          freeField: { title: 'Hetzelfde vrije tekstveld', help: 'Het patroon hieronder zegt dan alleen waarin ze verschillen.' },
        },
      },
    },
  },
  {
    pointer: '/pattern',
    texts: {
      en: {
        title: 'Pattern of an item code',
        help: 'For MUG-RED-L: {model}-{colour}-{size}. The first part names the family, the others tell the variants apart; {size:2} takes two characters. Write | between several patterns.',
      },
      nl: {
        title: 'Patroon van een artikelcode',
        help: 'Voor MOK-ROOD-L: {model}-{kleur}-{maat}. Het eerste deel noemt de familie, de andere onderscheiden de varianten; {maat:2} neemt twee tekens. Zet | tussen meerdere patronen.',
      },
    },
  },
  {
    pointer: '/number',
    shownWhen: { pointer: '/by', values: ['class', 'freeField'] },
    texts: {
      en: { title: 'Number of the item class or free text field', help: 'From 1 to 10, as Exact Online numbers them.' },
      nl: { title: 'Nummer van de artikelklasse of het vrije tekstveld', help: 'Van 1 tot 10, zoals Exact Online ze nummert.' },
    },
  },
];
