import type { JsonObject } from './records/read-body.ts';
import type { Writer } from './records/writer.ts';
import type { DivisionOptions } from './store/division.ts';

const day = '2020-01-01T00:00:00';

const vatCode = (Code: string, Description: string, Type: string, Percentage: number): JsonObject => ({
  Code,
  Description,
  Type,
  Percentage,
});

const DUTCH_VAT = [
  vatCode('0', 'No VAT', 'N', 0),
  vatCode('1', 'VAT low rate, excluding', 'E', 0.09),
  vatCode('2', 'VAT high rate, excluding', 'E', 0.21),
  vatCode('3', 'VAT low rate, including', 'I', 0.09),
  vatCode('4', 'VAT high rate, including', 'I', 0.21),
  { ...vatCode('5', 'VAT reverse-charged, base only', 'B', 0), Charged: true },
  vatCode('6', 'Export outside the EU', 'B', 0),
  { ...vatCode('7', 'VAT to claim, high rate', 'E', 0.21), VATTransactionType: 'P' },
  { ...vatCode('8', 'Goods within the EU', 'B', 0), EUSalesListing: 'L' },
  { ...vatCode('9', 'Services within the EU', 'B', 0), EUSalesListing: 'S' },
  { ...vatCode('D19', 'One Stop Shop Germany, 19 %', 'E', 0.19), OssCountry: 'DE' },
  { ...vatCode('D07', 'One Stop Shop Germany, 7 %', 'E', 0.07), OssCountry: 'DE' },
  { ...vatCode('B21', 'One Stop Shop Belgium, 21 %', 'E', 0.21), OssCountry: 'BE' },
];

/** The vendor publishes no list: a Belgian company has other codes and rates than a Dutch one, under names of its own. */
const BELGIAN_VAT = [
  vatCode('0', 'Geen btw', 'N', 0),
  vatCode('06', 'Btw 6 %, exclusief', 'E', 0.06),
  vatCode('12', 'Btw 12 %, exclusief', 'E', 0.12),
  vatCode('21', 'Btw 21 %, exclusief', 'E', 0.21),
  vatCode('06I', 'Btw 6 %, inclusief', 'I', 0.06),
  vatCode('21I', 'Btw 21 %, inclusief', 'I', 0.21),
  { ...vatCode('MC', 'Medecontractant', 'B', 0), Charged: true },
  vatCode('EX', 'Uitvoer buiten de EU', 'B', 0),
  { ...vatCode('A21', 'Aftrekbare btw 21 %', 'E', 0.21), VATTransactionType: 'P' },
  { ...vatCode('ICL', 'Intracommunautaire leveringen', 'B', 0), EUSalesListing: 'L' },
  { ...vatCode('ICD', 'Intracommunautaire diensten', 'B', 0), EUSalesListing: 'S' },
  { ...vatCode('N21', 'Eénloketsysteem Nederland 21 %', 'E', 0.21), OssCountry: 'NL' },
];

const referenceData = ({ currency, country }: DivisionOptions): Record<string, JsonObject[]> => ({
  Currencies: [...new Set([currency, 'EUR', 'GBP', 'USD'])].map((Code) => ({
    Code,
    Description: new Intl.DisplayNames(['en'], { type: 'currency' }).of(Code) ?? Code,
    AmountPrecision: 2,
    PricePrecision: 2,
  })),
  GLAccounts: [
    { Code: '1300', Description: 'Accounts receivable', Type: 20, BalanceType: 'B' },
    { Code: '8000', Description: 'Revenue', Type: 110, BalanceSide: 'C' },
    { Code: '8100', Description: 'Revenue services', Type: 110, BalanceSide: 'C' },
  ],
  VATCodes: country === 'BE' ? BELGIAN_VAT : DUTCH_VAT,
  PaymentConditions: [
    { Code: '08', Description: '8 days', PaymentDays: 8 },
    { Code: '14', Description: '14 days', PaymentDays: 14 },
    { Code: '30', Description: '30 days', PaymentDays: 30 },
    { Code: 'IN', Description: 'Direct debit', PaymentMethod: 'I', PaymentDays: 5 },
  ],
  ShippingMethods: [
    { Code: 'POST', Description: 'Post', TrackingURL: 'https://tracking.example.com/post/' },
    { Code: 'PICKUP', Description: 'Collected by the customer' },
  ],
  Units: [
    { Code: 'pc', Description: 'Piece', Active: true, Main: 1, Type: 'O' },
    { Code: 'box', Description: 'Box', Active: true, Main: 0, Type: 'O' },
    { Code: 'kg', Description: 'Kilogram', Active: true, Main: 0, Type: 'W' },
    { Code: 'hour', Description: 'Hour', Active: true, Main: 0, Type: 'T', TimeUnit: 'hr' },
  ],
  ItemGroups: [
    { Code: 'GENERAL', Description: 'General', IsDefault: 1 },
    { Code: 'SERVICES', Description: 'Services', IsDefault: 0 },
  ],
  // The vendor publishes no list: those that are made here, and one that only Exact itself makes.
  DocumentTypes: [
    { ID: 10, Description: 'Sales invoice', TypeCategory: 1, DocumentIsCreatable: true },
    { ID: 55, Description: 'Miscellaneous', TypeCategory: 5, DocumentIsCreatable: true },
    { ID: 130, Description: 'Bank statement', TypeCategory: 2, DocumentIsCreatable: false },
  ].map((type) => ({ ...type, DocumentIsDeletable: true, DocumentIsUpdatable: true, DocumentIsViewable: true })),
  Warehouses: [{ Code: '1', Description: 'Main warehouse', Main: 1 }],
  Journals: [
    { Code: '10', Description: 'Cash', Type: 10, Currency: currency },
    { Code: '20', Description: 'Bank', Type: 12, Currency: currency },
    { Code: '50', Description: 'Sales', Type: 20, Currency: currency, AllowVariableCurrency: true },
    { Code: '60', Description: 'Purchase', Type: 22, Currency: currency },
    { Code: '90', Description: 'General', Type: 90, Currency: currency },
  ],
  SalesPriceLists: [{ Code: 'BASIC', Description: 'Basic prices', Currency: currency, Created: day }],
});

/** What every new company has before its first customer: codes, units, groups, journals. */
export const seedReferenceData = (writer: Writer, options: DivisionOptions): void => {
  for (const [set, rows] of Object.entries(referenceData(options))) for (const row of rows) writer.create(set, row, 'erp');
};
