import { resource } from './reading.ts';

/** Numbers that `EntityType` of a deletion may have, as far as Tandem reads them. */
export const DELETED_ENTITY_TYPES = {
  accounts: 2,
  addresses: 3,
  contacts: 5,
  itemPrices: 8,
  items: 9,
  salesOrderHeaders: 32,
  salesOrderLines: 33,
} as const;

/** Something was deleted in Exact. The log keeps two months. */
export interface ExactDeletion {
  readonly timestamp: string;
  readonly entityType: number;
  /** Id of the record that is gone. */
  readonly entityKey: string;
  readonly deletedAt: string | null;
}

/** Deletions, 1,000 a page; filter with `newerThan`. Only Timestamp may be filtered: choose the entity type on our side. */
export const DELETED = resource<ExactDeletion>({
  path: 'sync/Deleted',
  key: 'ID',
  select: ['Timestamp', 'EntityType', 'EntityKey', 'DeletedDate'],
  read: (row) => ({
    timestamp: row.big('Timestamp'),
    entityType: row.integer('EntityType') ?? 0,
    entityKey: row.key('EntityKey'),
    deletedAt: row.instant('DeletedDate'),
  }),
});
