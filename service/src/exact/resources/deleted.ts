import { instant, key, rowVersion, wholeNumber } from './fields.ts';
import { resource } from './resource.ts';

/** Numbers that `EntityType` of a deletion may have, as far as Tandem reads them. */
export const DELETED_ENTITY_TYPES = {
  accounts: 2,
  addresses: 3,
  contacts: 5,
  itemPrices: 8,
  items: 9,
  paymentTerms: 10,
  /** Invoices and their lines alike. */
  salesInvoices: 13,
  stockPositions: 15,
  goodsDeliveries: 16,
  goodsDeliveryLines: 17,
  /** Lines of price lists. */
  discountTables: 31,
  salesOrderHeaders: 32,
  salesOrderLines: 33,
} as const;

const FIELDS = {
  Timestamp: rowVersion(),
  EntityType: wholeNumber(),
  /** Id of the record that is gone. */
  EntityKey: key(),
  DeletedDate: instant(),
} as const;

/** What was deleted in Exact, for two months, 1,000 a page; filter with `newerThan`. Only Timestamp may be filtered: choose the entity type on our side. */
export const DELETED = resource({ path: 'sync/Deleted', key: 'ID', fields: FIELDS });
