import type { ShownSetting } from '../texts.ts';

/** The settings of the returns flow that pages show. */
export const SHOWN_RETURN_SETTINGS: readonly ShownSetting[] = [
  {
    pointer: '/sendFrom',
    texts: {
      en: {
        title: 'Send returns from',
        help: 'To the minute. Older reduction orders go only by hand. An earlier moment asks you first how many that are.',
        whenEmptied: 'Give a day and a time. Without a start point no return would go by itself.',
      },
      nl: {
        title: 'Retouren verzenden vanaf',
        help: 'Op de minuut. Oudere retourorders gaan alleen met de hand. Bij een eerder tijdstip vraagt Tandem eerst hoeveel dat er zijn.',
        whenEmptied: 'Geef een dag en een tijd. Zonder startpunt gaat geen retour vanzelf.',
      },
    },
  },
  {
    pointer: '/when',
    texts: {
      en: {
        title: 'Returns that are sent',
        help: "A condition, such as order.Type == 'Return'. Without one, every activated reduction order is sent once somebody else has approved it.",
      },
      nl: {
        title: 'Retouren die worden verzonden',
        help: "Een voorwaarde, zoals order.Type == 'Retour'. Zonder voorwaarde gaat elke geactiveerde retourorder zodra iemand anders akkoord heeft gegeven.",
      },
    },
  },
  {
    pointer: '/furtherDivisions',
    isOfDivisions: true,
    texts: {
      en: { title: 'Further companies', help: 'Returns of orders that went there are credited there.' },
      nl: { title: 'Overige administraties', help: 'Retouren van orders die daarheen gingen, worden daar gecrediteerd.' },
    },
  },
];
