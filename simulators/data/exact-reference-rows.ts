import { guidFrom } from './random.ts';

/** A row as an ERP user would enter it. */
export type SeedRow = Readonly<Record<string, string | number | boolean | null>>;
/** Rows by resource path, parents before the rows that name them. */
export type SeedEntities = Readonly<Record<string, readonly SeedRow[]>>;

/** What an item group is called in the generated divisions. */
export interface ItemGroupSeed {
  readonly code: string;
  readonly description: string;
  readonly isDefault?: boolean;
}

/** VAT codes as the Dutch template numbers them; both sales codes exclude VAT, `2I` and `1I` include it. */
const VAT_CODES: readonly { code: string; description: string; type: 'E' | 'I' | 'B'; percentage: number }[] = [
  { code: '0', description: 'Geen BTW', type: 'B', percentage: 0 },
  { code: '1', description: 'BTW laag tarief, exclusief', type: 'E', percentage: 0.09 },
  { code: '2', description: 'BTW hoog tarief, exclusief', type: 'E', percentage: 0.21 },
  { code: '1I', description: 'BTW laag tarief, inclusief', type: 'I', percentage: 0.09 },
  { code: '2I', description: 'BTW hoog tarief, inclusief', type: 'I', percentage: 0.21 },
];

/** Id of an item group in a division, so that items can name it before it is stored. */
export function itemGroupId(division: number, code: string): string {
  return guidFrom(`${division} item group ${code}`);
}

/** The lists a division needs before it can hold items, customers and orders. */
export function referenceRows(division: number, itemGroups: readonly ItemGroupSeed[]): SeedEntities {
  const id = (list: string, code: string): string => guidFrom(`${division} ${list} ${code}`);
  const revenue = id('ledger', '8000');
  return {
    'financial/GLAccounts': [{ ID: revenue, Code: '8000', Description: 'Omzet handelsgoederen', Type: 110 }],
    'vat/VATCodes': VAT_CODES.map(({ code, description, type, percentage }) => ({
      ID: id('vat', code),
      Code: code,
      Description: description,
      Type: type,
      VATTransactionType: 'B',
      Percentage: percentage,
      IsBlocked: false,
    })),
    'cashflow/PaymentConditions': [
      { ID: id('condition', '00'), Code: '00', Description: 'Contant', PaymentMethod: 'K', PaymentDays: 0 },
      { ID: id('condition', '14'), Code: '14', Description: 'Binnen 14 dagen', PaymentMethod: 'B', PaymentDays: 14 },
      { ID: id('condition', '30'), Code: '30', Description: 'Binnen 30 dagen', PaymentMethod: 'B', PaymentDays: 30 },
      { ID: id('condition', 'IN'), Code: 'IN', Description: 'Automatische incasso', PaymentMethod: 'I', PaymentDays: 7 },
    ],
    'sales/ShippingMethods': [
      {
        ID: id('shipping', 'POST'),
        Code: 'POST',
        Description: 'Pakketpost',
        Active: true,
        TrackingURL: 'https://track.example/post/{trackingnumber}',
      },
      { ID: id('shipping', 'PALLET'), Code: 'PALLET', Description: 'Palletvervoer', Active: true },
      { ID: id('shipping', 'PICKUP'), Code: 'PICKUP', Description: 'Afhalen', Active: true },
    ],
    'financial/Journals': [
      { ID: id('journal', '10'), Code: '10', Description: 'Kas', Type: 10 },
      { ID: id('journal', '20'), Code: '20', Description: 'Bank', Type: 12 },
      { ID: id('journal', '70'), Code: '70', Description: 'Verkoopboek', Type: 20 },
    ],
    'logistics/Units': [
      { ID: id('unit', 'stuk'), Code: 'stuk', Description: 'Stuk', Active: true, Main: true, Type: 'O' },
      { ID: id('unit', 'doos'), Code: 'doos', Description: 'Doos', Active: true, Main: false, Type: 'O' },
      { ID: id('unit', 'kg'), Code: 'kg', Description: 'Kilogram', Active: true, Main: false, Type: 'W' },
      { ID: id('unit', 'uur'), Code: 'uur', Description: 'Uur', Active: true, Main: false, Type: 'T' },
    ],
    'logistics/ItemGroups': itemGroups.map((group) => ({
      ID: itemGroupId(division, group.code),
      Code: group.code,
      Description: group.description,
      IsDefault: group.isDefault ?? false,
    })),
    'inventory/Warehouses': [{ ID: id('warehouse', '1'), Code: '1', Description: 'Hoofdmagazijn', Main: true }],
  };
}
