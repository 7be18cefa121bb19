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
  {
    pointer: '/standard',
    texts: {
      en: {
        title: 'Fill the standard Product Category too',
        help: 'Beside the Exact Category, each becomes a Product Category of one catalog, with its products in it. The org has these with Industries, Retail or B2B Commerce; the check of both systems says whether Tandem may fill them.',
      },
      nl: {
        title: 'Ook de standaardproductcategorie vullen',
        help: 'Elke categorie wordt naast de Exact-categorie ook een productcategorie (Product Category) van één catalogus, met zijn producten erin. De organisatie heeft die met Industries, Retail of B2B Commerce; de controle van beide systemen zegt of Tandem ze mag vullen.',
      },
    },
  },
  {
    pointer: '/catalog',
    texts: {
      en: {
        title: 'Catalog of the Product Categories',
        help: 'Name or id of the catalog. It may stay empty where the org has only one.',
      },
      nl: {
        title: 'Catalogus van de productcategorieën',
        help: 'Naam of id van de catalogus. Dit mag leeg blijven als de organisatie er maar één heeft.',
      },
    },
  },
];
