import { textFields, type FormulaVariable } from '../../mapping/index.ts';

/** `item`: an item of Exact Online, under Exact's own field names. */
export const ITEM: FormulaVariable = {
  name: 'item',
  fields: {
    ...textFields('ID', 'Code', 'Description', 'ExtraDescription', 'Notes', 'Barcode', 'Unit', 'UnitDescription', 'SalesVatCode'),
    ...textFields('ItemGroupCode', 'ItemGroupDescription', 'NetWeightUnit', 'SearchCode', 'StartDate', 'EndDate'),
    IsSalesItem: 'flag',
    IsStockItem: 'flag',
    IsFractionAllowedItem: 'flag',
    IsWebshopItem: 'flag',
    NetWeight: 'amount',
    GrossWeight: 'amount',
  },
};
