import { createAdapter, readJson, refreshWires } from './wire.ts';

interface FieldId {
  readonly objectApiName: string;
  readonly fieldApiName: string;
}

export const getRecord = createAdapter(({ recordId, fields }: { recordId: string; fields: readonly (string | FieldId)[] }) => {
  const names = fields.map((field) => (typeof field === 'string' ? field : `${field.objectApiName}.${field.fieldApiName}`));
  return readJson(`/page/ui-records/${recordId}?fields=${names.join(',')}`);
});

export function getFieldValue(record: { fields: Record<string, { value: unknown }> } | undefined, field: FieldId): unknown {
  return record?.fields[field.fieldApiName]?.value;
}

export async function notifyRecordUpdateAvailable(): Promise<void> {
  refreshWires();
}
