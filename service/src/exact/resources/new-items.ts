import { flag, key, takesText, text, writeOnly } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  ID: key(),
  Code: key(takesText(30)),
  Description: text(takesText(60)),
  ExtraDescription: text(takesText(255)),
  Unit: text(takesText(8)),
  SalesVatCode: text(takesText(3)),
  Barcode: text(takesText(50)),
  Notes: writeOnly(takesText()),
  IsSalesItem: flag({ kind: 'flag' }),
} as const;

/** Items as they are made: `Code` is theirs alone. */
export const NEW_ITEMS = resource({ path: 'logistics/Items', key: 'ID', fields: FIELDS });
