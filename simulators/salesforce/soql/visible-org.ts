import type { RecordStore } from '../records/record-store.ts';
import type { OrgSchema } from '../schema/index.ts';

/** What a query reads: the records, and of the schema what the user who asks may see. */
export interface VisibleOrg {
  readonly schema: OrgSchema;
  readonly store: RecordStore;
}
