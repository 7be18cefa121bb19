import type { ShownSetting } from '../texts.ts';

/** The settings of the prices flow that pages show. */
export const SHOWN_PRICE_SETTINGS: readonly ShownSetting[] = [
  {
    pointer: '/vat',
    texts: {
      en: {
        title: 'Prices of lists and customers',
        help: 'Choose the same as for the products, so that all prices of a product compare.',
        choices: {
          asInExact: { title: 'As in Exact Online' },
          excluding: { title: 'Excluding VAT' },
          including: { title: 'Including VAT' },
        },
      },
      nl: {
        title: 'Prijzen van lijsten en klanten',
        help: 'Kies hetzelfde als bij de producten, zodat alle prijzen van een product te vergelijken zijn.',
        choices: {
          asInExact: { title: 'Zoals in Exact Online' },
          excluding: { title: 'Exclusief btw' },
          including: { title: 'Inclusief btw' },
        },
      },
    },
  },
  {
    pointer: '/tooPrecise',
    texts: {
      en: {
        title: 'Prices with more decimals than a price book keeps',
        choices: {
          round: {
            title: 'Round them',
            help: 'Half a cent and more is rounded up, and the activity log tells both prices. A price that would become nothing is not taken over.',
          },
          block: {
            title: 'Do not take them over',
            help: 'The price says why, until it has fewer decimals in Exact Online.',
          },
          perHundred: {
            title: 'Take them over as the price of 100 pieces',
            help: 'Sellers enter the quantity of such a product in hundreds, 2.5 for 250 pieces; Exact Online gets pieces and the price of one. Choose the same as for the products, so that all price books count alike.',
          },
        },
      },
      nl: {
        title: 'Prijzen met meer decimalen dan een prijsboek bewaart',
        choices: {
          round: {
            title: 'Afronden',
            help: 'Een halve cent en meer wordt naar boven afgerond; de activiteiten vermelden beide prijzen. Een prijs die nul zou worden, wordt niet overgenomen.',
          },
          block: {
            title: 'Niet overnemen',
            help: 'De prijs vermeldt waarom, tot hij in Exact Online minder decimalen heeft.',
          },
          perHundred: {
            title: 'Overnemen als prijs van 100 stuks',
            help: 'Verkopers voeren het aantal van zo’n product in honderdtallen in, 2,5 voor 250 stuks; Exact Online krijgt stuks en de prijs per stuk. Kies hetzelfde als bij de producten, zodat alle prijsboeken gelijk tellen.',
          },
        },
      },
    },
  },
  {
    pointer: '/customerLists',
    texts: {
      en: {
        title: 'Show on accounts which price list the customer has',
        help: 'Price List in Exact on the account names the price book of that list. It is read once a day, for one call to Exact Online.',
      },
      nl: {
        title: 'Op accounts tonen welke prijslijst de klant heeft',
        help: 'Prijslijst in Exact op het account noemt het prijsboek van die lijst. Dat wordt eenmaal per dag gelezen, voor één aanroep van Exact Online.',
      },
    },
  },
];
