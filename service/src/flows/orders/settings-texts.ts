import type { ShownSetting } from '../texts.ts';

/** The settings of the orders flow that pages show. */
export const SHOWN_ORDER_SETTINGS: readonly ShownSetting[] = [
  {
    pointer: '/statuses',
    picklist: { object: 'Order', field: 'Status' },
    texts: {
      en: { title: 'Send orders with status', help: 'Nothing chosen: every activated order is sent.' },
      nl: { title: 'Orders verzenden met status', help: 'Niets gekozen: elke geactiveerde order wordt verzonden.' },
    },
  },
  {
    pointer: '/sendFrom',
    texts: {
      en: {
        title: 'Send orders activated from',
        help: 'To the minute. Older orders go only by hand. An earlier moment asks you first how many that sends.',
        whenEmptied: 'Give a day and a time. Without a start point no order would go by itself.',
      },
      nl: {
        title: 'Orders verzenden die geactiveerd zijn vanaf',
        help: 'Op de minuut. Oudere orders gaan alleen met de hand. Bij een eerder tijdstip vraagt Tandem eerst hoeveel orders dat zijn.',
        whenEmptied: 'Geef een dag en een tijd. Zonder startpunt gaat geen order vanzelf.',
      },
    },
  },
  {
    pointer: '/reference/field',
    texts: {
      en: {
        title: 'Order number in Exact Online',
        help: 'An order is found again by it. The other of the two fields takes the PO number of the customer.',
        choices: { YourRef: { title: 'In Your reference' }, Description: { title: 'In Description' } },
      },
      nl: {
        title: 'Ordernummer in Exact Online',
        help: 'Daaraan wordt een order teruggevonden. Het andere veld van de twee krijgt het inkoopnummer van de klant.',
        choices: { YourRef: { title: 'In Uw referentie' }, Description: { title: 'In Omschrijving' } },
      },
    },
  },
  {
    pointer: '/debtor/use',
    texts: {
      en: {
        title: 'Debtor of an order',
        choices: {
          account: { title: "The order's account" },
          defaultForPrivate: { title: 'One debtor for private buyers, else the account' },
          default: { title: 'One debtor for all orders' },
        },
      },
      nl: {
        title: 'Debiteur van een order',
        choices: {
          account: { title: 'Het account van de order' },
          defaultForPrivate: { title: 'Eén debiteur voor particulieren, anders het account' },
          default: { title: 'Eén debiteur voor alle orders' },
        },
      },
    },
  },
  {
    pointer: '/debtor/defaultAccountCode',
    shownWhen: { pointer: '/debtor/use', values: ['default', 'defaultForPrivate'] },
    texts: {
      en: { title: 'Code of that debtor in Exact Online' },
      nl: { title: 'Code van die debiteur in Exact Online' },
    },
  },
  {
    pointer: '/credit/block',
    texts: {
      en: {
        title: 'Hold orders of customers who owe too much',
        help: 'Nothing is sent until the customer is fine again, or a second person approves it with a reason.',
        choices: {
          none: { title: 'Never' },
          availableCredit: { title: 'Beyond the available credit' },
          daysOverdue: { title: 'Too long overdue' },
          both: { title: 'Either of them' },
        },
      },
      nl: {
        title: 'Orders tegenhouden van klanten die te veel open hebben staan',
        help: 'Er gaat niets weg tot het weer goed is, of tot een tweede persoon het met een reden goedkeurt.',
        choices: {
          none: { title: 'Nooit' },
          availableCredit: { title: 'Boven het beschikbare krediet' },
          daysOverdue: { title: 'Te lang over de vervaldatum' },
          both: { title: 'Een van beide' },
        },
      },
    },
  },
  {
    pointer: '/credit/daysOverdue',
    shownWhen: { pointer: '/credit/block', values: ['daysOverdue', 'both'] },
    texts: {
      en: { title: 'Days that something may be overdue' },
      nl: { title: 'Dagen dat iets over de vervaldatum mag zijn' },
    },
  },
  {
    pointer: '/sets/send',
    texts: {
      en: {
        title: 'Sets on an order',
        help: 'Which products are sets is kept by the flow Sets. What was sent stays as it is.',
        choices: {
          whole: { title: 'As one line' },
          parts: {
            title: 'As a line a part',
            help: 'The amount of the set is shared over its parts by their standard sales prices, to the cent.',
          },
        },
      },
      nl: {
        title: 'Samenstellingen op een order',
        help: 'Welke producten samenstellingen zijn, houdt de stroom Samenstellingen bij. Wat verzonden is, blijft zoals het is.',
        choices: {
          whole: { title: 'Als één regel' },
          parts: {
            title: 'Als een regel per onderdeel',
            help: 'Het bedrag van de samenstelling wordt naar standaardverkoopprijs over de onderdelen verdeeld, op de cent.',
          },
        },
      },
    },
  },
];
