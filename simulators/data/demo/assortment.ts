import { TEMPLATE_CODES } from '../exact-rows.ts';

/** A family of items of the demo company: every base in every pack becomes one item. */
export interface ItemFamily {
  readonly codePrefix: string;
  readonly group: string;
  readonly groupDescription: string;
  readonly vatCode: string;
  readonly isStockItem: boolean;
  readonly bases: readonly string[];
  readonly packs: readonly Pack[];
}

/** `factor` multiplies the base price of an item. */
export interface Pack {
  readonly code: string;
  readonly label: string;
  readonly unit: string;
  readonly factor: number;
}

const PIECE: Pack = { code: '1', label: '', unit: TEMPLATE_CODES.piece, factor: 1 };

/** What "Van Dalen Koffie & Thee" sells: about 150 items, simple and virtual, two VAT rates, names from many languages. */
export const ASSORTMENT: readonly ItemFamily[] = [
  {
    codePrefix: 'KOF',
    group: 'KOFFIE',
    groupDescription: 'Koffie',
    vatCode: TEMPLATE_CODES.vatLow,
    isStockItem: true,
    bases: [
      'Espresso Napoletano',
      'Café Crème',
      'Dunkle Röstung',
      'Colombia Huilá',
      'Ethiopië Yirgacheffe',
      'Brasil São Paulo',
      'Décaféiné',
    ].concat(['Java Preanger', 'Kenia AA', 'Huismelange', 'Türk Kahvesi', 'Cà phê Việt']),
    packs: [
      { code: '250', label: '250 g', unit: TEMPLATE_CODES.piece, factor: 1 },
      { code: '500', label: '500 g', unit: TEMPLATE_CODES.piece, factor: 1.9 },
      { code: '1K', label: 'bonen per kilo', unit: TEMPLATE_CODES.kilogram, factor: 3.6 },
    ],
  },
  {
    codePrefix: 'THE',
    group: 'THEE',
    groupDescription: 'Thee',
    vatCode: TEMPLATE_CODES.vatLow,
    isStockItem: true,
    bases: [
      'Earl Grey',
      'Gyokuro 玉露',
      'Menthe poivrée',
      'Kräutermischung',
      'Rooibos',
      'Genmaicha 玄米茶',
      'Darjeeling',
      'Oolong 烏龍茶',
    ].concat(['Kamille', 'Verveine', 'Assam', 'Lapsang Souchong', 'Maghrebi أتاي', 'Jasmijn']),
    packs: [
      { code: '100', label: '100 g los', unit: TEMPLATE_CODES.piece, factor: 1 },
      { code: 'D20', label: 'doos 20 zakjes', unit: TEMPLATE_CODES.box, factor: 0.8 },
      { code: 'B5', label: 'blik 500 g', unit: TEMPLATE_CODES.piece, factor: 4.4 },
    ],
  },
  {
    codePrefix: 'SIR',
    group: 'SIROOP',
    groupDescription: 'Siropen en suiker',
    vatCode: TEMPLATE_CODES.vatLow,
    isStockItem: true,
    bases: ['Vanille', 'Caramel beurre salé', 'Hazelnoot', 'Crème brûlée', 'Açaí', 'Piña colada', 'Ahorn', 'Kokos'],
    packs: [
      { code: '25', label: '250 ml', unit: TEMPLATE_CODES.piece, factor: 1 },
      { code: '70', label: '700 ml', unit: TEMPLATE_CODES.piece, factor: 2.3 },
    ],
  },
  {
    codePrefix: 'BEK',
    group: 'BEKERS',
    groupDescription: 'Bekers en disposables',
    vatCode: TEMPLATE_CODES.vatHigh,
    isStockItem: true,
    bases: [
      'Kartonnen beker 18 cl',
      'Kartonnen beker 25 cl',
      'Deksel Ø 80 mm',
      'Roerstaafje hout',
      'Servet "Grand Café"',
      'Filterzak nr. 4',
    ],
    packs: [
      { code: '50', label: '50 stuks', unit: TEMPLATE_CODES.piece, factor: 1 },
      { code: '500', label: '500 stuks', unit: TEMPLATE_CODES.box, factor: 8.5 },
      { code: '1000', label: '1.000 stuks', unit: TEMPLATE_CODES.box, factor: 15.5 },
    ],
  },
  {
    codePrefix: 'APP',
    group: 'APPARATUUR',
    groupDescription: 'Apparatuur',
    vatCode: TEMPLATE_CODES.vatHigh,
    isStockItem: true,
    bases: [
      'Espressomachine «Torino» 2-groeps',
      'Koffiemolen 64 mm',
      'Melkopschuimer',
      'Waterfilter',
      'Theestoof',
      'Filterkoffiezetter 1,8 l',
    ].concat(['Thermoskan 2 l', 'Barweegschaal 0,1 g', 'Ketel zwanenhals', 'Tamper 58 mm']),
    packs: [{ ...PIECE, factor: 18 }],
  },
  {
    codePrefix: 'SER',
    group: 'SERVIES',
    groupDescription: 'Servies',
    vatCode: TEMPLATE_CODES.vatHighIncluded,
    isStockItem: true,
    bases: ['Cappuccinokop porselein', 'Espressokop «Azulejo»', 'Theeglas', 'Schotel Ø 15 cm', 'Suikerpot', 'Melkkannetje'],
    packs: [PIECE, { code: '6', label: 'set van 6', unit: TEMPLATE_CODES.box, factor: 5.5 }],
  },
  {
    codePrefix: 'CAD',
    group: 'CADEAU',
    groupDescription: 'Cadeaupakketten',
    vatCode: TEMPLATE_CODES.vatLowIncluded,
    isStockItem: true,
    bases: ['Proefpakket koffie', 'Proefpakket thee', 'Kerstpakket ❄'],
    packs: [{ ...PIECE, factor: 3 }],
  },
  {
    codePrefix: 'DNS',
    group: 'DIENSTEN',
    groupDescription: 'Diensten en downloads',
    vatCode: TEMPLATE_CODES.vatHigh,
    isStockItem: false,
    bases: [
      'Onderhoud espressomachine',
      'Installatie op locatie',
      'Baristatraining',
      'Waterhardheidsmeting',
      'Verzendkosten pallet',
    ],
    packs: [{ code: '1', label: '', unit: TEMPLATE_CODES.hour, factor: 9 }],
  },
];
