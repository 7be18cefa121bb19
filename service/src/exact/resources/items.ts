import { resource, type RowReader } from './reading.ts';

/** An item (product) of a division. */
export interface ExactItem {
  readonly id: string;
  readonly code: string;
  readonly description: string | null;
  readonly extraDescription: string | null;
  readonly notes: string | null;
  readonly barcode: string | null;
  readonly unit: string | null;
  readonly unitDescription: string | null;
  readonly salesVatCode: string | null;
  readonly itemGroup: string | null;
  readonly itemGroupCode: string | null;
  readonly itemGroupDescription: string | null;
  readonly isSalesItem: boolean;
  readonly isStockItem: boolean;
  readonly isFractionAllowed: boolean;
  readonly isWebshopItem: boolean;
  readonly netWeight: string | null;
  readonly netWeightUnit: string | null;
  readonly grossWeight: string | null;
  readonly searchCode: string | null;
  readonly startDate: string | null;
  readonly endDate: string | null;
  readonly modifiedAt: string | null;
}

/** A row of the sync stream; `timestamp` is a row version (Int64 as text), larger is newer. */
export interface ExactSyncedItem extends ExactItem {
  readonly timestamp: string;
}

const SELECT = [
  'ID',
  'Code',
  'Description',
  'ExtraDescription',
  'Notes',
  'Barcode',
  'Unit',
  'UnitDescription',
  'SalesVatCode',
  'ItemGroup',
  'ItemGroupCode',
  'ItemGroupDescription',
  'IsSalesItem',
  'IsStockItem',
  'IsFractionAllowedItem',
  'IsWebshopItem',
  'NetWeight',
  'NetWeightUnit',
  'GrossWeight',
  'SearchCode',
  'StartDate',
  'EndDate',
  'Modified',
] as const;

const read = (row: RowReader): ExactItem => ({
  id: row.key('ID'),
  code: row.key('Code'),
  description: row.text('Description'),
  extraDescription: row.text('ExtraDescription'),
  notes: row.text('Notes'),
  barcode: row.text('Barcode'),
  unit: row.text('Unit'),
  unitDescription: row.text('UnitDescription'),
  salesVatCode: row.text('SalesVatCode'),
  itemGroup: row.text('ItemGroup'),
  itemGroupCode: row.text('ItemGroupCode'),
  itemGroupDescription: row.text('ItemGroupDescription'),
  isSalesItem: row.flag('IsSalesItem'),
  isStockItem: row.flag('IsStockItem'),
  isFractionAllowed: row.flag('IsFractionAllowedItem'),
  isWebshopItem: row.flag('IsWebshopItem'),
  netWeight: row.amount('NetWeight'),
  netWeightUnit: row.text('NetWeightUnit'),
  grossWeight: row.amount('GrossWeight'),
  searchCode: row.text('SearchCode'),
  startDate: row.date('StartDate'),
  endDate: row.date('EndDate'),
  modifiedAt: row.instant('Modified'),
});

/** Items by key or code, 60 a page. */
export const ITEMS = resource({ path: 'logistics/Items', key: 'ID', select: SELECT, read });

/** The change stream of items, 1,000 a page; filter with `newerThan`. It has no sales price. */
export const SYNC_ITEMS = resource<ExactSyncedItem>({
  path: 'sync/Logistics/Items',
  key: 'ID',
  select: ['Timestamp', ...SELECT],
  read: (row) => ({ timestamp: row.big('Timestamp'), ...read(row) }),
});
