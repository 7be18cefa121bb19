import type { SeedRow } from '../exact-rows.ts';

/** What the company keeps of an item in its free fields: where it comes from, how it is roasted, and its name in French. */
interface OwnFacts {
  readonly origin?: string;
  readonly roast?: string;
  readonly french?: string;
  readonly isOrganic?: boolean;
}

const FACTS: Readonly<Record<string, OwnFacts>> = {
  'Espresso Napoletano': { roast: 'Donker', french: 'Espresso napolitain' },
  'Café Crème': { roast: 'Medium', french: 'Café crème' },
  'Dunkle Röstung': { roast: 'Donker', french: 'Torréfaction foncée' },
  'Colombia Huilá': { origin: 'Colombia', roast: 'Medium', french: 'Colombie Huila' },
  'Ethiopië Yirgacheffe': { origin: 'Ethiopië', roast: 'Licht', french: 'Éthiopie Yirgacheffe', isOrganic: true },
  'Brasil São Paulo': { origin: 'Brazilië', roast: 'Medium', french: 'Brésil São Paulo' },
  'Java Preanger': { origin: 'Indonesië', roast: 'Medium' },
  'Kenia AA': { origin: 'Kenia', roast: 'Licht', isOrganic: true },
  'Cà phê Việt': { origin: 'Vietnam', roast: 'Donker' },
  'Gyokuro 玉露': { origin: 'Japan', french: 'Gyokuro, thé vert' },
  'Genmaicha 玄米茶': { origin: 'Japan', french: 'Genmaicha, thé au riz grillé' },
  Darjeeling: { origin: 'India' },
  'Oolong 烏龍茶': { origin: 'Taiwan', french: 'Thé oolong', isOrganic: true },
  Assam: { origin: 'India' },
};

/** The free fields of an item by the name of what is in the pack. */
export function ownFieldsOf(base: string): SeedRow {
  const { origin = null, roast = null, french = null, isOrganic = false } = FACTS[base] ?? {};
  return { FreeTextField_01: origin, FreeTextField_02: roast, FreeTextField_03: french, FreeBoolField_01: isOrganic };
}

/** How the demo company shows them on its products. */
export const DEMO_PRODUCT_SETTINGS = {
  features: {
    list: [
      { label: 'Land van herkomst', from: 'FreeTextField_01' },
      { label: 'Branding', from: 'FreeTextField_02' },
      { label: 'Biologisch', from: 'FreeBoolField_01' },
    ],
  },
  fields: [{ to: 'Second_Description__c', from: 'item.FreeTextField_03' }],
} as const;
