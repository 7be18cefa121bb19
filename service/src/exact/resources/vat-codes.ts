import { amount, flag, key, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  ID: key(),
  Code: key(),
  Description: text(),
  Type: text(),
  VATTransactionType: text(),
  Percentage: amount(),
  /** How it stands in the listing of sales in the European Union: L goods, S services, T triangular trade, N not at all. */
  EUSalesListing: text(),
  /** Country of the One Stop Shop whose VAT it is. */
  OssCountry: text(),
  IsBlocked: flag(),
} as const;

/** A VAT code. Type B base only, E excluding, I including, N none; transaction type B both, P purchase, S sales. */
export type ExactVatCode = RowOf<typeof FIELDS>;

/** VAT codes; no sync stream, so they are read and cached. */
export const VAT_CODES = resource({ path: 'vat/VATCodes', key: 'ID', fields: FIELDS });
