export { toStoredValue } from './field-value.ts';
export { mergeRecords } from './merge.ts';
export { indexKey } from './record-index.ts';
export { normaliseId } from './record-id.ts';
export type { Change, StoredRecord } from './record-store.ts';
export { RecordWriter } from './record-writer.ts';
