import type { StoredRow } from '../../../simulators/data/index.ts';
import type { Changes, ClerkDesk } from './clerk-desk.ts';

const ITEMS = 'logistics/Items';
const GROUPS = 'logistics/ItemGroups';
const ASSORTMENTS = 'logistics/ItemAssortment';
const PROPERTIES = 'logistics/ItemAssortmentProperty';
const MATERIALS = 'inventory/AssemblyBillOfMaterialMaterials';
const POSITIONS = 'inventory/ItemWarehouses';
const PACKS = [50, 100, 250, 500, 1000];

/** What a person changes of items, their groups, sets, pictures and stock. */
export function goodsChanges(desk: ClerkDesk): Changes {
  const item = (fields: (row: StoredRow) => object, fits?: (row: StoredRow) => boolean): (() => Promise<boolean>) => {
    return () => desk.patchOne(ITEMS, fields, fits === undefined ? {} : { fits });
  };
  return {
    'item renamed': item(() => ({ Description: `Hernoemd ❄ ${desk.count}` })),
    'item code changed': item(() => ({ Code: `NEW-${desk.count}` })),
    'item becomes a cup': item(() => ({ Code: `BEK-00${1 + desk.below(9)}-${desk.random.pick(PACKS) ?? 1}` })),
    'item ended': item(() => ({ StartDate: '2019-01-01', EndDate: '2020-12-31' })),
    'item begins later': item(() => ({ StartDate: desk.day(2), EndDate: null })),
    'item sold again': item(
      () => ({ StartDate: '2020-01-01', EndDate: null, IsSalesItem: true }),
      (row) => 'EndDate' in row || row['IsSalesItem'] !== true,
    ),
    'item not sold': item(() => ({ IsSalesItem: desk.random.next() < 0.5 })),
    'item deleted': () => desk.removeOne(ITEMS),
    'item made': () => makeItem(desk),
    'item moved to another group': () => moveItem(desk),
    'item classed': () => classItem(desk),
    'item group renamed': () => renameGroup(desk),
    'item group made': () => desk.seed(GROUPS, { Code: `G${desk.count}`, Description: `Nieuwe groep ${desk.count}` }),
    'item group deleted': () => removeGroup(desk),
    'assortment renamed': () => desk.patchOne(ASSORTMENTS, () => ({ Description: `Assortiment ${desk.count}` })),
    'property renamed': () => desk.patchOne(PROPERTIES, () => ({ Description: `Eigenschap ${desk.count}` })),
    'property moved': () => moveProperty(desk),
    'property deleted': () => desk.rarely(() => desk.removeOne(PROPERTIES)),
    'part added to a set': () => addPart(desk, true),
    'set made': () => addPart(desk, false),
    'part of a set changed': () => desk.patchOne(MATERIALS, () => ({ Quantity: (1 + desk.below(40)) / 8 })),
    'part of a set exchanged': () => exchangePart(desk),
    'part taken out of a set': () => desk.removeOne(MATERIALS),
    'picture given': item(() => ({ PictureName: `foto-${desk.count}.gif`, Picture: pictureOf(desk) })),
    'picture replaced': item(() => ({ PictureName: `nieuw-${desk.count}.gif`, Picture: pictureOf(desk) }), hasPicture),
    'picture replaced under its name': () => replaceSilently(desk),
    'picture renamed': item(() => ({ PictureName: `hernoemd-${desk.count}.gif` }), hasPicture),
    'picture taken off': item(() => ({ PictureName: null }), hasPicture),
    'picture broken': item(
      () => ({ PictureName: `kapot-${desk.count}.gif`, Picture: Buffer.from(`<html>${desk.count}</html>`).toString('base64') }),
      hasPicture,
    ),
    'stock counted': () => desk.patchOne(POSITIONS, () => ({ CurrentStock: desk.below(500) })),
    'stock counted again': () => desk.patchOne(POSITIONS, () => ({ CurrentStock: desk.below(500) / 4 })),
    'position deleted': () => desk.removeOne(POSITIONS),
  };
}

async function makeItem(desk: ClerkDesk): Promise<boolean> {
  const Code = `MADE-${desk.count}`;
  const row = { Code, Description: `Nieuw ${desk.count}`, Unit: 'pc', IsSalesItem: true, IsStockItem: true };
  if (!(await desk.seed(ITEMS, { ...row, StartDate: '2020-01-01' }))) return false;
  const made = await desk.pick(ITEMS, (each) => String(each['Code']).trim() === Code);
  const warehouse = await desk.pick('inventory/Warehouses', (each) => each['Main'] === 1);
  const ofItem = { Item: String(made?.['ID']) };
  const price = { ...ofItem, Price: desk.price(), Currency: 'EUR', Quantity: 1, StartDate: '2020-01-01' };
  await desk.seed('logistics/SalesItemPrices', price);
  return desk.seed(POSITIONS, { ...ofItem, Warehouse: String(warehouse?.['ID']), CurrentStock: desk.below(90) });
}

async function moveItem(desk: ClerkDesk): Promise<boolean> {
  const group = await desk.pick(GROUPS);
  return desk.patchOne(ITEMS, () => ({ ItemGroup: String(group?.['ID']) }));
}

async function classItem(desk: ClerkDesk): Promise<boolean> {
  const property = await desk.pick(PROPERTIES);
  return property !== undefined && desk.patchOne(ITEMS, () => ({ Class_01: String(property['Code']) }));
}

async function renameGroup(desk: ClerkDesk): Promise<boolean> {
  const group = await desk.pick(GROUPS);
  const items = (await desk.rows(ITEMS)).filter((row) => row['ItemGroup'] === group?.['ID']);
  desk.noteUntold(
    'products',
    items.map((row) => String(row['ID'])),
  );
  return desk.patchOne(GROUPS, () => ({ Description: `Groep ${desk.count}` }), { fits: (row) => row['ID'] === group?.['ID'] });
}

/** One without items: Exact keeps any other. */
async function removeGroup(desk: ClerkDesk): Promise<boolean> {
  const used = new Set((await desk.rows(ITEMS)).map((row) => row['ItemGroup']));
  return desk.removeOne(GROUPS, { fits: (row) => row['IsDefault'] !== 1 && !used.has(row['ID']) });
}

async function moveProperty(desk: ClerkDesk): Promise<boolean> {
  const assortment = await desk.pick(ASSORTMENTS);
  return desk.patchOne(PROPERTIES, () => ({ ItemAssortmentCode: assortment?.['Code'] }));
}

/** A part of a set that there is, or of an item that was none. */
async function addPart(desk: ClerkDesk, isSet: boolean): Promise<boolean> {
  const sets = new Set((await desk.rows(MATERIALS)).map((row) => row['AssembledItem']));
  const set = await desk.pick(ITEMS, (row) => sets.has(row['ID']) === isSet);
  const part = await desk.pick(ITEMS);
  if (set === undefined || part === undefined) return false;
  return desk.seed(MATERIALS, { AssembledItem: set['ID'], PartItem: part['ID'], Quantity: 1 + desk.below(5) });
}

async function exchangePart(desk: ClerkDesk): Promise<boolean> {
  const part = await desk.pick(ITEMS);
  return desk.patchOne(MATERIALS, () => ({ PartItem: String(part?.['ID']) }));
}

async function replaceSilently(desk: ClerkDesk): Promise<boolean> {
  const row = await desk.pick(ITEMS, hasPicture);
  if (row === undefined) return false;
  desk.noteUntold('pictures', [String(row['ID'])]);
  return desk.patchOne(ITEMS, () => ({ Picture: pictureOf(desk) }), { fits: (each) => each['ID'] === row['ID'] });
}

function hasPicture(row: StoredRow): boolean {
  return typeof row['PictureName'] === 'string';
}

/** A GIF of two by two pixels in a colour of its own, as base64. */
function pictureOf(desk: ClerkDesk): string {
  const colour = [desk.below(256), desk.below(256), desk.below(256)];
  const pixels = [2, 2, 0x84, 0x51, 0, 0x3b];
  const frame = [0x2c, 0, 0, 0, 0, 2, 0, 2, 0, 0];
  return Buffer.from([...Buffer.from('GIF89a'), 2, 0, 2, 0, 0x80, 0, 0, ...colour, 0, 0, 0, ...frame, ...pixels]).toString(
    'base64',
  );
}
