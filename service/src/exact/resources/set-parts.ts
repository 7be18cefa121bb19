import { amount, instant, integer, key, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  ID: key(),
  AssembledItem: key(),
  AssembledItemCode: text(),
  PartItem: key(),
  PartItemCode: text(),
  PartItemDescription: text(),
  Quantity: amount(),
  LineNumber: integer(),
  Modified: instant(),
} as const;

/** A part of an item that is made of others. `Quantity` is that of one set, not of a batch. */
export type ExactSetPart = RowOf<typeof FIELDS>;

/** Bills of material, a row a part, 60 a page. There is no change stream of them, and nothing tells of rows that are gone. */
export const SET_PARTS = resource({ path: 'inventory/AssemblyBillOfMaterialMaterials', key: 'ID', fields: FIELDS });
