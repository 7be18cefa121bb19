import type { ShownSetting } from '../texts.ts';

/** The settings of the stock flow that pages show. */
export const SHOWN_STOCK_SETTINGS: readonly ShownSetting[] = [
  {
    pointer: '/available',
    texts: {
      en: {
        title: 'Available stock is',
        choices: {
          physical: {
            title: 'What is in the warehouse',
            help: 'Open orders are not taken off: what is shown may be promised already.',
          },
          lessOrders: { title: 'What is in the warehouse, less open orders' },
          withIncoming: {
            title: 'What is in the warehouse, with what is to come',
            help: 'Open orders are not taken off.',
          },
          projected: {
            title: 'What will be there once everything came in and went out',
            help: 'As Exact Online projects it, whenever that may be.',
          },
        },
      },
      nl: {
        title: 'Beschikbare voorraad is',
        choices: {
          physical: {
            title: 'Wat in het magazijn ligt',
            help: 'Openstaande orders gaan er niet af: wat getoond wordt, kan al toegezegd zijn.',
          },
          lessOrders: { title: 'Wat in het magazijn ligt, min openstaande orders' },
          withIncoming: {
            title: 'Wat in het magazijn ligt, met wat onderweg is',
            help: 'Openstaande orders gaan er niet af.',
          },
          projected: {
            title: 'Wat er ligt als alles binnen en de deur uit is',
            help: 'Zoals Exact Online het verwacht, wanneer dat ook is.',
          },
        },
      },
    },
  },
  {
    pointer: '/warehouses/count',
    texts: {
      en: {
        title: 'Warehouses that count',
        help: 'Each warehouse has its own row under the product. This decides which of them its total counts.',
        choices: {
          all: { title: 'All' },
          only: { title: 'Only those that the settings document names' },
          allBut: { title: 'All but those that the settings document names' },
        },
      },
      nl: {
        title: 'Magazijnen die meetellen',
        help: 'Elk magazijn heeft een eigen regel onder het product. Dit bepaalt welke het totaal meetelt.',
        choices: {
          all: { title: 'Alle' },
          only: { title: 'Alleen die in het instellingendocument staan' },
          allBut: { title: 'Alle behalve die in het instellingendocument staan' },
        },
      },
    },
  },
];
