import { resource } from './reading.ts';

/** A point in a sync stream. */
export interface ExactSyncTimestamp {
  readonly timestamp: string;
}

/** The row version that belongs to a moment, for starting a stream from a date. */
export const SYNC_TIMESTAMP = resource<ExactSyncTimestamp>({
  path: 'read/sync/Sync/SyncTimestamp',
  key: 'Modified',
  select: ['TimeStampAsBigInt'],
  read: (row) => ({
    timestamp: row.big('TimeStampAsBigInt'),
  }),
});
