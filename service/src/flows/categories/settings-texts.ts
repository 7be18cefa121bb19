import type { ShownSetting } from '../texts.ts';

/** The settings of the categories flow that pages show. */
export const SHOWN_CATEGORY_SETTINGS: readonly ShownSetting[] = [
  {
    pointer: '/from',
    texts: {
      en: {
        title: 'Categories are',
        choices: {
          itemGroups: { title: 'Item groups', help: 'Each product has the category of its item group.' },
          assortments: {
            title: 'Assortments, with their properties below them',
            help: 'Exact Online does not tell which items are in an assortment: give the products a rule for their category.',
          },
        },
      },
      nl: {
        title: 'Categorieën zijn',
        choices: {
          itemGroups: { title: 'Artikelgroepen', help: 'Elk product heeft de categorie van zijn artikelgroep.' },
          assortments: {
            title: 'Assortimenten, met hun eigenschappen eronder',
            help: 'Exact Online vertelt niet welke artikelen in een assortiment zitten: geef de producten een regel voor hun categorie.',
          },
        },
      },
    },
  },
];
