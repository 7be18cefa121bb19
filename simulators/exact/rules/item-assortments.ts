import { ruleFailure } from '../failure.ts';
import type { SetRules } from '../records/rules.ts';
import type { Row } from '../schema/index.ts';
import type { Division } from '../store/division.ts';
import { comparable } from '../store/equality-index.ts';

const propertiesOf = (code: Row[string] | undefined, division: Division): Row[] =>
  division.table('ItemAssortmentProperties').find('ItemAssortmentCode', code ?? null);

/** logistics/ItemAssortment: kept by ERP users only. Nothing public links an item to one. */
export const ITEM_ASSORTMENT_RULES: SetRules = {
  mandatory: { Code: 'Code', Description: 'Description' },
  afterRemove: (row, { division, writer, actor }) => {
    for (const property of propertiesOf(row['Code'], division))
      writer.remove('ItemAssortmentProperties', String(property['ID']), actor);
  },
};

const checkUnique = (property: Row, division: Division): void => {
  const twin = propertiesOf(property['ItemAssortmentCode'], division).find(
    (row) => row['ID'] !== property['ID'] && comparable(row['Code']) === comparable(property['Code']),
  );
  if (twin) throw ruleFailure('Already exists');
};

/** logistics/ItemAssortmentProperty: a code of its own within the assortment, which it names by number. */
export const ITEM_ASSORTMENT_PROPERTY_RULES: SetRules = {
  mandatory: { ItemAssortmentCode: 'ItemAssortmentCode', Code: 'Code', Description: 'Description' },
  beforeCreate: (draft, { division }) => {
    const code = draft['ItemAssortmentCode'] ?? null;
    if (division.table('ItemAssortments').find('Code', code).length === 0)
      throw ruleFailure(`Invalid reference: ItemAssortmentCode - ${String(code)}`);
    checkUnique(draft, division);
  },
  beforeUpdate: (row, changed, { division }) => checkUnique({ ...row, ...changed }, division),
};
