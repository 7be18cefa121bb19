import { Decimal } from 'decimal.js';
import { ruleFailure } from '../failure.ts';
import type { Change, Derive, SetRules } from '../records/rules.ts';
import type { Row, Value } from '../schema/index.ts';
import type { Division } from '../store/division.ts';
import { documentLines } from './document-lines.ts';
import { nextLineNumber } from './line-prices.ts';
import { constant, through } from './lookups.ts';

export const BILLS_OF_MATERIAL = 'AssemblyBillOfMaterialHeaders';
export const MATERIALS = 'AssemblyBillOfMaterialMaterials';

const materialsOf = (item: Value | undefined, division: Division): Row[] =>
  division.table(MATERIALS).find('AssembledItem', item ?? null);

const checkQuantity = (row: Row, field: string): void => {
  if (Number(row[field] ?? 1) <= 0) throw ruleFailure(`Invalid: ${field} - Must be more than zero`);
};

/** inventory/AssemblyBillOfMaterialHeader: a set. Its id is that of the item that is assembled, and it is made with its parts. */
export const BILL_OF_MATERIAL_RULES: SetRules = {
  derive: {
    Code: through('ID', 'Items', 'Code'),
    Description: through('ID', 'Items', 'Description'),
    CostPrice: through('ID', 'Items', 'CostPriceStandard'),
    Notes: through('ID', 'Items', 'Notes'),
  },
  defaults: { BatchQuantity: constant(1), AssembledLeadDays: constant(0) },
  create: (body, { writer, actor }) => {
    const parts = documentLines(body, MATERIALS);
    const header = writer.prepare(BILLS_OF_MATERIAL, body, { actor });
    const ID = String(header['ID']);
    const drafts = parts.map((part, index) =>
      writer.prepare(MATERIALS, { AssembledItem: ID, ...part }, { actor, lineNumber: index + 1 }),
    );
    if (drafts.some((draft) => draft['AssembledItem'] !== ID))
      throw ruleFailure('Invalid: AssembledItem - Not the item of the header');
    const stored = writer.insert(BILLS_OF_MATERIAL, header, actor);
    for (const draft of drafts) writer.insert(MATERIALS, draft, actor);
    return stored;
  },
  beforeCreate: (draft, { division }) => {
    if (!division.find('Items', draft['ID'])) throw ruleFailure(`Invalid reference: ID - ${String(draft['ID'])}`);
    checkQuantity(draft, 'BatchQuantity');
    draft['BatchQuantity'] ??= 1;
  },
  beforeUpdate: (_row, changed) => checkQuantity(changed, 'BatchQuantity'),
  afterRemove: (row, { division, writer, actor }) => {
    for (const part of materialsOf(row['ID'], division)) writer.remove(MATERIALS, String(part['ID']), actor);
  },
};

/** Whether an item is made of another, at whatever depth. */
const isMadeOf = (item: Value | undefined, part: Value | undefined, division: Division): boolean =>
  item === part || materialsOf(item, division).some((row) => isMadeOf(row['PartItem'], part, division));

const checkPart = (row: Row, { division }: Change): void => {
  checkQuantity(row, 'Quantity');
  if (isMadeOf(row['PartItem'], row['AssembledItem'], division)) throw ruleFailure('Invalid: PartItem - Made of the main item');
};

const ofHeader = (field: string): Derive => {
  const read = through('AssembledItem', BILLS_OF_MATERIAL, field);
  const fallback = BILL_OF_MATERIAL_RULES.defaults?.[field] ?? constant(0);
  return (row, division) => read(row, division) ?? fallback(row, division);
};

/** inventory/AssemblyBillOfMaterialMaterials: what a set is made of. A first part makes the set; nothing is made of itself. */
export const MATERIAL_RULES: SetRules = {
  derive: {
    AssembledItemCode: through('AssembledItem', 'Items', 'Code'),
    AssembledItemDescription: through('AssembledItem', 'Items', 'Description'),
    AssembledLeadDays: ofHeader('AssembledLeadDays'),
    BatchQuantity: ofHeader('BatchQuantity'),
    UseExplosion: ofHeader('UseExplosion'),
    PartItemCode: through('PartItem', 'Items', 'Code'),
    PartItemDescription: through('PartItem', 'Items', 'Description'),
    QuantityBatch: (row, division) =>
      new Decimal(Number(row['Quantity'] ?? 1)).times(Number(ofHeader('BatchQuantity')(row, division))).toNumber(),
  },
  mandatory: { AssembledItem: 'AssembledItem', PartItem: 'PartItem' },
  beforeCreate: (draft, change) => {
    draft['Quantity'] ??= 1;
    checkPart(draft, change);
    draft['LineNumber'] = change.lineNumber ?? nextLineNumber(MATERIALS, 'AssembledItem', draft, change);
  },
  beforeUpdate: (row, changed, change) => checkPart({ ...row, ...changed }, change),
  afterWrite: (row, _before, { division, writer, actor }) => {
    if (!division.find(BILLS_OF_MATERIAL, row['AssembledItem']))
      writer.insert(BILLS_OF_MATERIAL, { ID: row['AssembledItem'] ?? null, BatchQuantity: 1 }, actor);
  },
};
