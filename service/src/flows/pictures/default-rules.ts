import type { FieldRuleDocument } from '../../mapping/index.ts';

/** How the file of a picture is called, unless the settings say otherwise: as the item is when the file is made, and then as people like. */
export const PICTURE_RULES: readonly FieldRuleDocument[] = [
  { to: 'Title', from: 'coalesce(item.Description, item.Code)', policy: 'create', tooLong: 'truncate' },
];
