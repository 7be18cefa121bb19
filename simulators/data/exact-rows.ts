import { guidFrom } from './random.ts';

/** A row as an ERP user would enter it. */
export interface SeedRow {
  readonly [field: string]: string | number | boolean | null | readonly SeedRow[];
}
/** Rows by resource path, parents before the rows that name them. */
export type SeedEntities = Readonly<Record<string, readonly SeedRow[]>>;

/** Codes that a new company of the simulator has from its template; the generated rows are written with them. */
export const TEMPLATE_CODES = {
  vatLow: '1',
  vatHigh: '2',
  vatLowIncluded: '3',
  vatHighIncluded: '4',
  piece: 'pc',
  box: 'box',
  kilogram: 'kg',
  hour: 'hour',
} as const;

/** What an item group is called in a generated division. */
export interface ItemGroupSeed {
  readonly code: string;
  readonly description: string;
}

/** Id of an item group in a division, so that items can name it before it is stored. */
export function itemGroupId(division: number, code: string): string {
  return guidFrom(`${division} item group ${code}`);
}

/** The rows of item groups. */
export function itemGroupRows(division: number, groups: readonly ItemGroupSeed[]): readonly SeedRow[] {
  return groups.map(({ code, description }) => ({ ID: itemGroupId(division, code), Code: code, Description: description }));
}
