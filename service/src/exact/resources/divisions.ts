import { resource } from './reading.ts';

/** A division (company). A blocking status other than 0 means it cannot be used. */
export interface ExactDivisionInfo {
  readonly code: number;
  readonly name: string | null;
  readonly country: string | null;
  readonly currency: string | null;
  readonly legislation: string | null;
  readonly isMain: boolean;
  readonly blockingStatus: number | null;
  readonly movedAt: string | null;
  readonly hrLinkedAt: string | null;
}

/** Divisions the user may use and the app was granted. */
export const DIVISIONS = resource<ExactDivisionInfo>({
  path: 'system/Divisions',
  key: 'Code',
  select: [
    'Code',
    'Description',
    'Country',
    'Currency',
    'Legislation',
    'IsMainDivision',
    'BlockingStatus',
    'DivisionMoveDate',
    'DivisionHRLinkUnlinkDate',
  ],
  read: (row) => ({
    code: row.integer('Code') ?? 0,
    name: row.text('Description'),
    country: row.text('Country'),
    currency: row.text('Currency'),
    legislation: row.text('Legislation'),
    isMain: row.flag('IsMainDivision'),
    blockingStatus: row.integer('BlockingStatus'),
    movedAt: row.instant('DivisionMoveDate'),
    hrLinkedAt: row.instant('DivisionHRLinkUnlinkDate'),
  }),
});
