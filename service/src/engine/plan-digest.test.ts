import { describe, expect, it } from '@jest/globals';
import { withoutPauses, type Operation } from '../flows/index.ts';
import { onlyApproved, operationDigest } from './plan-digest.ts';

function operation(overrides: Partial<Operation> = {}): Operation {
  return {
    key: 'salesforce/Product2/a',
    recordId: 'a',
    label: 'SKU-1',
    system: 'salesforce',
    action: 'update',
    object: 'Product2',
    targetId: '01t000000000001AAA',
    fields: [{ field: 'Name', from: 'Old', to: 'New', policy: 'always' }],
    restsOn: '17',
    isMain: true,
    ...overrides,
  };
}

describe('an approved plan', () => {
  it('keeps operations that a fresh plan repeats exactly', () => {
    const approved = new Map([[operation().key, operationDigest(operation())]]);

    const { kept, changedRecords } = withoutPauses(onlyApproved([operation()], approved));

    expect(kept).toEqual([operation()]);
    expect(changedRecords).toEqual([]);
  });

  it.each([
    ['the target value', { fields: [{ field: 'Name', from: 'Old', to: 'Newer', policy: 'always' as const }] }],
    ['the value that is overwritten', { fields: [{ field: 'Name', from: 'Edited', to: 'New', policy: 'always' as const }] }],
    ['the state it rests on', { restsOn: '18' }],
    ['the record it writes to', { targetId: '01t000000000002AAA' }],
    ['the file it brings', { blob: { field: 'VersionData', name: 'lamp.png', source: 'somewhere', hash: 'abc' } }],
  ])('drops a record by name when %s changed since', (_what, change) => {
    const approved = new Map([[operation().key, operationDigest(operation())]]);

    const { kept, changedRecords } = withoutPauses(onlyApproved([operation(change)], approved));

    expect(kept).toEqual([]);
    expect(changedRecords.map((dropped) => dropped.label)).toEqual(['SKU-1']);
  });

  it('drops all operations of a record when one of them was not approved', () => {
    const second = operation({ key: 'salesforce/PricebookEntry/a', object: 'PricebookEntry', isMain: false });
    const approved = new Map([[operation().key, operationDigest(operation())]]);

    expect(withoutPauses(onlyApproved([operation(), second], approved)).kept).toEqual([]);
  });

  it("lets Tandem's own notes pass: what became of a record is not known when it is planned", () => {
    const note = operation({ key: 'salesforce/Product2/a/price', isMain: false, isNote: true });

    expect(withoutPauses(onlyApproved([note], new Map())).kept).toEqual([note]);
  });

  it('is compared with a pause after each operation, however many a batch has', () => {
    const operations = Array.from({ length: 15_000 }, (_, index) => operation({ key: String(index), recordId: String(index) }));
    const steps = onlyApproved(operations, new Map());
    let pauses = 0;
    for (let step = steps.next(); step.done !== true; step = steps.next()) pauses += 1;
    expect(pauses).toBe(operations.length);
  });

  it('names each record once that has two changes, by the first of them', () => {
    const approved = new Map([operation(), operation({ key: 'price' })].map((each) => [each.key, operationDigest(each)]));
    const renamed = operation({ fields: [{ field: 'Name', from: 'Old', to: 'Newer', policy: 'always' }] });
    const repriced = operation({ key: 'price', restsOn: '18', label: 'SKU-1 price' });

    const { kept, changedRecords } = withoutPauses(onlyApproved([renamed, repriced], approved));

    expect(kept).toEqual([]);
    expect(changedRecords).toEqual([renamed]);
  });

  it('lets records pass that need no write', () => {
    const unchanged = operation({ action: 'unchanged', fields: [] });

    expect(withoutPauses(onlyApproved([unchanged], new Map())).kept).toEqual([unchanged]);
  });
});
