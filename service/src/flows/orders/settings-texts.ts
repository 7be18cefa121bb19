import { SHOWN_MISSING_PRODUCTS } from './missing-products/index.ts';
import type { ShownSetting } from '../texts.ts';
import { SHOWN_TARGET_SETTINGS } from './targets/index.ts';
import { AMENDMENT_SETTING_TEXTS } from './amendments/index.ts';

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
  ...SHOWN_TARGET_SETTINGS,
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
    pointer: '/vat/chosenBy',
    texts: {
      en: {
        title: 'VAT code of an order line',
        help: 'A VAT Code on the order product always counts.',
        choices: {
          exact: { title: 'As Exact Online takes it', help: 'The code of the customer, else the code of the item.' },
          facts: {
            title: 'By facts, with the reason',
            help: 'Country, buyer, VAT number and item decide. Where they do not tell, the order stops and a person is asked.',
          },
        },
      },
      nl: {
        title: 'Btw-code van een orderregel',
        help: 'Een btw-code op het orderproduct geldt altijd.',
        choices: {
          exact: { title: 'Zoals Exact Online die neemt', help: 'De code van de klant, anders de code van het artikel.' },
          facts: {
            title: 'Op feiten, met de reden',
            help: 'Land, koper, btw-nummer en artikel beslissen. Waar die het niet zeggen, stopt de order en wordt het aan iemand gevraagd.',
          },
        },
      },
    },
  },
  {
    pointer: '/vat/privateGoods',
    shownWhen: { pointer: '/vat/chosenBy', values: ['facts'] },
    texts: {
      en: {
        title: 'Goods for private buyers in the EU',
        help: 'Up to 10,000 euros a year the VAT of your own country may be used. Ask your accountant.',
        choices: {
          ask: { title: 'Stop and ask' },
          own: { title: 'VAT of the own country' },
          destination: { title: 'VAT of the country of the buyer (One Stop Shop)' },
        },
      },
      nl: {
        title: 'Goederen voor particulieren in de EU',
        help: 'Tot 10.000 euro per jaar mag de btw van het eigen land. Vraag het uw accountant.',
        choices: {
          ask: { title: 'Stoppen en vragen' },
          own: { title: 'Btw van het eigen land' },
          destination: { title: 'Btw van het land van de koper (éénloketsysteem)' },
        },
      },
    },
  },
  {
    pointer: '/vat/withoutStock',
    shownWhen: { pointer: '/vat/chosenBy', values: ['facts'] },
    texts: {
      en: {
        title: 'Items without stock',
        help: 'Only matters where goods and services have different VAT.',
        choices: { ask: { title: 'Stop and ask' }, service: { title: 'Are services' } },
      },
      nl: {
        title: 'Artikelen zonder voorraad',
        help: 'Maakt alleen uit waar goederen en diensten verschillende btw hebben.',
        choices: { ask: { title: 'Stoppen en vragen' }, service: { title: 'Zijn diensten' } },
      },
    },
  },
  {
    pointer: '/structuredInvoices',
    texts: {
      en: {
        title: 'Structured invoices in Belgium',
        help: 'Businesses in Belgium get their invoices by Peppol.',
        choices: {
          ignore: { title: 'Do not look' },
          check: {
            title: 'Look beforehand',
            help: 'An order with a negative price stops. Check both systems lists the debtors that are not ready.',
          },
        },
      },
      nl: {
        title: 'Gestructureerde facturen in België',
        help: 'Bedrijven in België krijgen hun facturen via Peppol.',
        choices: {
          ignore: { title: 'Niet kijken' },
          check: {
            title: 'Vooraf kijken',
            help: 'Een order met een negatieve prijs stopt. De controle van beide systemen noemt de debiteuren die niet klaar zijn.',
          },
        },
      },
    },
  },
  {
    pointer: '/closedPeriods',
    texts: {
      en: {
        title: 'Orders dated in a closed period',
        help: 'A period is closed once every sales journal in Exact Online is.',
        choices: {
          ignore: { title: 'Send them as they are' },
          stop: { title: 'Stop and tell' },
          nextOpen: { title: 'Date them on the first open day', help: 'The preview says from which day an order was moved.' },
        },
      },
      nl: {
        title: 'Orders in een gesloten periode',
        help: 'Een periode is gesloten als elk verkoopdagboek in Exact Online dat is.',
        choices: {
          ignore: { title: 'Verzenden zoals ze zijn' },
          stop: { title: 'Stoppen en melden' },
          nextOpen: { title: 'Op de eerste open dag zetten', help: 'Het voorbeeld zegt van welke dag een order is verzet.' },
        },
      },
    },
  },
  {
    pointer: '/costCentre',
    texts: {
      en: {
        title: 'Cost centre of an order line',
        choices: {
          optional: { title: 'May be left empty' },
          needed: { title: 'Every line needs one', help: 'An order with a line without cost centre stops.' },
        },
      },
      nl: {
        title: 'Kostenplaats van een orderregel',
        choices: {
          optional: { title: 'Mag leeg blijven' },
          needed: { title: 'Elke regel heeft er een nodig', help: 'Een order met een regel zonder kostenplaats stopt.' },
        },
      },
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
  ...AMENDMENT_SETTING_TEXTS,
  ...SHOWN_MISSING_PRODUCTS,
];
