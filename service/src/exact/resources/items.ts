import { amount, date, flag, instant, key, rowVersion, text, type ExactField, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  ID: key(),
  Code: key(),
  Description: text(),
  ExtraDescription: text(),
  Notes: text(),
  Barcode: text(),
  Unit: text(),
  UnitDescription: text(),
  SalesVatCode: text(),
  ItemGroup: text(),
  ItemGroupCode: text(),
  ItemGroupDescription: text(),
  IsSalesItem: flag(),
  IsStockItem: flag(),
  IsFractionAllowedItem: flag(),
  IsWebshopItem: flag(),
  NetWeight: amount(),
  NetWeightUnit: text(),
  GrossWeight: amount(),
  SearchCode: text(),
  StartDate: date(),
  EndDate: date(),
  Modified: instant(),
} as const;

/** Fields to which a company gives a meaning of its own: classes hold codes, the others what their name says. */
const OWN_FIELDS: Readonly<Record<string, ExactField<unknown>>> = {
  ...numbered('Class', 10, text()),
  ...numbered('FreeTextField', 10, text()),
  ...numbered('FreeNumberField', 8, amount()),
  ...numbered('FreeBoolField', 5, flag()),
  ...numbered('FreeDateField', 5, date()),
};

/** An item (product) of a division. */
export type ExactItem = RowOf<typeof FIELDS>;

/** What the fields of the company's own are to a formula. They are not asked for unless `itemsWith` names them. */
export const OWN_ITEM_FIELDS = Object.fromEntries(Object.entries(OWN_FIELDS).map(([name, { kind }]) => [name, kind]));

/** The ways of reading items, with these fields of the company's own. */
export function itemsWith(ownFields: readonly string[]) {
  const own = Object.fromEntries(ownFields.flatMap((name) => (OWN_FIELDS[name] === undefined ? [] : [[name, OWN_FIELDS[name]]])));
  const fields: typeof FIELDS = { ...FIELDS, ...own };
  return {
    /** Items by key or code, 60 a page. */
    items: resource({ path: 'logistics/Items', key: 'ID', fields }),
    /** Items by any field, such as their group, 1,000 a page. */
    bulk: resource({ path: 'bulk/Logistics/Items', key: 'ID', fields }),
    /**
     * The change stream of items, 1,000 a page; filter with `newerThan`. It has no sales price. `Timestamp` is a row version (Int64
     * as text), larger is newer.
     */
    sync: resource({ path: 'sync/Logistics/Items', key: 'ID', fields: { Timestamp: rowVersion(), ...fields } }),
  };
}

const PLAIN = itemsWith([]);

/** Items by key or code, 60 a page, without any field of the company's own. */
export const ITEMS = PLAIN.items;

/** The change stream of items, without any field of the company's own. */
export const SYNC_ITEMS = PLAIN.sync;

function numbered(name: string, count: number, field: ExactField<unknown>): Record<string, ExactField<unknown>> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`${name}_${String(index + 1).padStart(2, '0')}`, field]),
  );
}
