import { ruleFailure } from '../failure.ts';
import type { Change, SetRules } from '../records/rules.ts';
import type { Row } from '../schema/index.ts';
import { through } from './lookups.ts';

/** Extra fields are entered on the screen of their item, which is saved with them. */
const saveItem = (field: Row, { division, writer, actor }: Change): void => {
  const item = division.find('Items', field['ItemID']);
  if (item) writer.replace('Items', item, item, actor);
};

/** read/logistics/ItemExtraField: a number, what the company calls the field of that number, and its text for one item. */
export const ITEM_EXTRA_FIELD_RULES: SetRules = {
  derive: { Modified: through('ItemID', 'Items', 'Modified') },
  mandatory: { ItemID: 'ItemID', Number: 'Number', Description: 'Description' },
  beforeCreate: (draft, { division }) => {
    const { ItemID, Number: number } = draft;
    draft['ID'] = `${String(ItemID)}-${String(number)}`;
    if (division.table('ItemExtraFields').get(draft['ID'])) throw ruleFailure('Already exists');
  },
  afterWrite: (row, _before, change) => saveItem(row, change),
  afterRemove: (row, change) => saveItem(row, change),
};
