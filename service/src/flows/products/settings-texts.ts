import type { ShownSetting } from '../texts.ts';

/** The settings of the products flow that pages show. */
export const SHOWN_PRODUCT_SETTINGS: readonly ShownSetting[] = [
  {
    pointer: '/prices/vat',
    texts: {
      en: {
        title: 'Prices in Salesforce',
        choices: {
          asInExact: { title: 'As in Exact Online' },
          excluding: { title: 'Excluding VAT' },
          including: { title: 'Including VAT' },
        },
      },
      nl: {
        title: 'Prijzen in Salesforce',
        choices: {
          asInExact: { title: 'Zoals in Exact Online' },
          excluding: { title: 'Exclusief btw' },
          including: { title: 'Inclusief btw' },
        },
      },
    },
  },
  {
    pointer: '/prices/tooPrecise',
    texts: {
      en: {
        title: 'Prices with more decimals than Salesforce keeps',
        choices: {
          round: {
            title: 'Round them',
            help: 'Half a cent and more is rounded up, and the activity log tells both prices. A price that would become nothing is not taken over.',
          },
          block: {
            title: 'Do not take them over',
            help: 'The product comes without that price and says why, until the price in Exact Online has fewer decimals.',
          },
          perHundred: {
            title: 'Take them over as the price of 100 pieces',
            help: 'Sellers enter the quantity of such a product in hundreds, 2.5 for 250 pieces; Exact Online gets pieces and the price of one. A product that has such a price keeps it, also when its price later has fewer decimals.',
          },
        },
      },
      nl: {
        title: 'Prijzen met meer decimalen dan Salesforce bewaart',
        choices: {
          round: {
            title: 'Afronden',
            help: 'Een halve cent en meer wordt naar boven afgerond; de activiteiten vermelden beide prijzen. Een prijs die nul zou worden, wordt niet overgenomen.',
          },
          block: {
            title: 'Niet overnemen',
            help: 'Het product komt zonder die prijs en vermeldt waarom, tot de prijs in Exact Online minder decimalen heeft.',
          },
          perHundred: {
            title: 'Overnemen als prijs van 100 stuks',
            help: 'Verkopers voeren het aantal van zo’n product in honderdtallen in, 2,5 voor 250 stuks; Exact Online krijgt stuks en de prijs per stuk. Een product met zo’n prijs houdt die, ook als de prijs later minder decimalen heeft.',
          },
        },
      },
    },
  },
  {
    pointer: '/family',
    texts: {
      en: {
        title: 'Product family',
        choices: {
          fromItemGroup: { title: 'Item group of Exact Online' },
          none: { title: 'Leave as it is in Salesforce' },
        },
      },
      nl: {
        title: 'Productfamilie',
        choices: {
          fromItemGroup: { title: 'Artikelgroep van Exact Online' },
          none: { title: 'Laten zoals in Salesforce' },
        },
      },
    },
  },
];
