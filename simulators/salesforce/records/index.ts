export { toSalesforceDatetime, toStoredValue } from './field-value.ts';
export { indexKey } from './record-index.ts';
export { normaliseId, toId18 } from './record-id.ts';
export type { Change, StoredRecord } from './record-store.ts';
export { RecordWriter, type UpsertResult } from './record-writer.ts';
export type { RequestBody } from './request-fields.ts';
