import { resource } from './reading.ts';

/** A VAT code. Type B base only, E excluding, I including, N none; transaction type B both, P purchase, S sales. */
export interface ExactVatCode {
  readonly id: string;
  readonly code: string;
  readonly description: string | null;
  readonly type: string | null;
  readonly transactionType: string | null;
  readonly percentage: string | null;
  readonly ossCountry: string | null;
  readonly isBlocked: boolean;
}

/** VAT codes; no sync stream, so they are read and cached. */
export const VAT_CODES = resource<ExactVatCode>({
  path: 'vat/VATCodes',
  key: 'ID',
  select: ['ID', 'Code', 'Description', 'Type', 'VATTransactionType', 'Percentage', 'OssCountry', 'IsBlocked'],
  read: (row) => ({
    id: row.key('ID'),
    code: row.key('Code'),
    description: row.text('Description'),
    type: row.text('Type'),
    transactionType: row.text('VATTransactionType'),
    percentage: row.amount('Percentage'),
    ossCountry: row.text('OssCountry'),
    isBlocked: row.flag('IsBlocked'),
  }),
});
