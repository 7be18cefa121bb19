import { DIVISION, type Stage } from '../../testing/stage.ts';

/** Parts of a set with how many of each, by lower-case ids. */
export async function enterParts(stage: Stage, setId: string, parts: Readonly<Record<string, number>>): Promise<string[]> {
  const made = await stage.createRows(
    'inventory/AssemblyBillOfMaterialMaterials',
    Object.entries(parts).map(([PartItem, Quantity]) => ({ AssembledItem: setId, PartItem, Quantity })),
  );
  return made.map((id) => id.toLowerCase());
}

/** Where the simulator has the parts of sets. */
export const PARTS = `${DIVISION}/inventory/AssemblyBillOfMaterialMaterials`;
