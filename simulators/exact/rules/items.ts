import { ruleFailure } from '../failure.ts';
import type { SetRules } from '../records/rules.ts';
import { localDate } from '../records/zone.ts';
import type { Division } from '../store/division.ts';
import { BILLS_OF_MATERIAL, MATERIALS } from './assembly-bills-of-material.ts';
import { totalStock } from './item-warehouses.ts';
import { constant, firstOf, through, throughCode } from './lookups.ts';
import { standardPrice } from './prices.ts';

const mainUnit = (division: Division): string | null => {
  const unit = firstOf(division, 'Units', (row) => row['Main'] === 1);
  return unit ? String(unit['Code']) : null;
};

const pictureUrl =
  (size: number) =>
  (row: Record<string, unknown>, division: Division): string | null => {
    const trouble = division.pictureTroubles.get(String(row['ID']));
    if (trouble?.kind === 'address') return trouble.to;
    return row['PictureName']
      ? `${division.baseUrl}/docs/SysImage.aspx?Table=Items&ID=${String(row['ID'])}&ThumbSize=${size}&NoCache=1&OptimizeForWeb=1&_Division_=${division.code}`
      : null;
  };

const codeAndDescription = (field: string): SetRules['derive'] => ({
  [`${field}Code`]: through(field, 'GLAccounts', 'Code'),
  [`${field}Description`]: through(field, 'GLAccounts', 'Description'),
});

/** logistics/Items: a code of its own, a barcode of digits, defaults for group, unit and dates. */
export const ITEM_RULES: SetRules = {
  derive: {
    ItemGroupCode: through('ItemGroup', 'ItemGroups', 'Code'),
    ItemGroupDescription: through('ItemGroup', 'ItemGroups', 'Description'),
    SalesVatCodeDescription: throughCode('SalesVatCode', 'VATCodes', 'Description'),
    UnitDescription: throughCode('Unit', 'Units', 'Description'),
    UnitType: throughCode('Unit', 'Units', 'Type'),
    Stock: totalStock,
    AssembledLeadDays: through('ID', BILLS_OF_MATERIAL, 'AssembledLeadDays'),
    BatchQuantity: through('ID', BILLS_OF_MATERIAL, 'BatchQuantity'),
    StandardSalesPrice: (row, division) => standardPrice(division, row),
    PictureUrl: pictureUrl(500),
    PictureThumbnailUrl: pictureUrl(100),
    ...codeAndDescription('GLCosts'),
    ...codeAndDescription('GLRevenue'),
    ...codeAndDescription('GLStock'),
  },
  defaults: { IsSalesItem: constant(true), SecurityLevel: constant(10), CopyRemarks: constant(0) },
  beforeCreate: (draft, { division, now }) => {
    draft['ItemGroup'] ??= firstOf(division, 'ItemGroups', (row) => row['IsDefault'] === 1)?.['ID'] ?? null;
    draft['Unit'] ??= mainUnit(division);
    draft['StartDate'] ??= localDate(now);
    checkItem(draft);
    keepPicture(draft, String(draft['ID']), division);
  },
  beforeUpdate: (row, changed, { division }) => {
    checkItem({ ...row, ...changed });
    keepPicture(changed, String(row['ID']), division);
  },
  beforeRemove: (row, { division }) => {
    if (division.table('SalesOrderLines').find('Item', row['ID'] ?? null).length > 0)
      throw ruleFailure('Cannot be deleted: Item is used in sales orders');
    if (division.table('SalesInvoiceLines').find('Item', row['ID'] ?? null).length > 0)
      throw ruleFailure('Cannot be deleted: Item is used in sales invoices');
    if (division.table(MATERIALS).find('PartItem', row['ID'] ?? null).length > 0)
      throw ruleFailure('Cannot be deleted: Item is used in bills of material');
  },
  afterRemove: (row, { division, writer, actor }) => {
    for (const set of ['SalesItemPrices', 'SalesPriceListVolumeDiscounts', 'ItemWarehouses'])
      for (const child of division.table(set).find('Item', row['ID'] ?? null)) writer.remove(set, String(child['ID']), actor);
    for (const field of division.table('ItemExtraFields').find('ItemID', row['ID'] ?? null))
      writer.remove('ItemExtraFields', String(field['ID']), actor);
    if (division.find(BILLS_OF_MATERIAL, row['ID'])) writer.remove(BILLS_OF_MATERIAL, String(row['ID']), actor);
  },
};

const checkItem = (row: Record<string, unknown>): void => {
  const barcode = row['Barcode'];
  if (typeof barcode === 'string' && barcode !== '' && !/^\d+$/.test(barcode))
    throw ruleFailure('Invalid: Barcode - Only digits are allowed');
  const [start, end] = [row['StartDate'], row['EndDate']];
  if (typeof start === 'number' && typeof end === 'number' && end < start)
    throw ruleFailure('Invalid: EndDate - Before StartDate');
};

/** The picture itself is write-only: kept beside the rows and served by its url. */
const keepPicture = (draft: Record<string, unknown>, id: string, division: Division): void => {
  const picture = draft['Picture'];
  if (typeof picture === 'string') division.pictures.set(id, Buffer.from(picture, 'base64'));
  delete draft['Picture'];
};
