import type { ShownSetting } from '../texts.ts';

/** The settings of the attachments flow that pages show. */
export const SHOWN_ATTACHMENT_SETTINGS: readonly ShownSetting[] = [
  {
    pointer: '/when',
    texts: {
      en: {
        title: 'Files that are sent',
        help: "A condition, such as file.FileExtension == 'pdf' && file.Title.startsWith('Quote'). Without one, no file goes.",
      },
      nl: {
        title: 'Bestanden die worden verzonden',
        help: "Een voorwaarde, zoals file.FileExtension == 'pdf' && file.Title.startsWith('Offerte'). Zonder voorwaarde gaat geen enkel bestand.",
      },
    },
  },
  {
    pointer: '/documentType',
    texts: {
      en: {
        title: 'Type of the documents in Exact Online',
        help: 'Its number there. With another one than the company has, an issue lists those it has.',
      },
      nl: {
        title: 'Type van de documenten in Exact Online',
        help: 'Het nummer ervan daar. Heeft de administratie dat type niet, dan noemt een melding de typen die er zijn.',
      },
    },
  },
  {
    pointer: '/sendFrom',
    texts: {
      en: {
        title: 'Send files from',
        help: 'To the minute. Older files of older orders go only by hand. An earlier moment asks you first how many orders that may be.',
        whenEmptied: 'Give a day and a time. Without a start point no file would go by itself.',
      },
      nl: {
        title: 'Bestanden verzenden vanaf',
        help: 'Op de minuut. Oudere bestanden van oudere orders gaan alleen met de hand. Bij een eerder tijdstip vraagt Tandem eerst hoeveel orders dat kunnen zijn.',
        whenEmptied: 'Geef een dag en een tijd. Zonder startpunt gaat geen bestand vanzelf.',
      },
    },
  },
  {
    pointer: '/watchDays',
    texts: {
      en: {
        title: 'Days for which an order is looked at for new files',
        help: 'Counted from its last change. A look asks Salesforce only.',
      },
      nl: {
        title: 'Dagen waarin bij een order naar nieuwe bestanden wordt gekeken',
        help: 'Geteld vanaf de laatste wijziging. Kijken vraagt alleen Salesforce iets.',
      },
    },
  },
  {
    pointer: '/furtherDivisions',
    isOfDivisions: true,
    texts: {
      en: {
        title: 'Further companies',
        help: 'Files of orders that went there go to their orders there.',
      },
      nl: {
        title: 'Overige administraties',
        help: 'Bestanden van orders die daarheen gingen, gaan naar hun orders daar.',
      },
    },
  },
];
