import { describe, expect, it } from '@jest/globals';
import { shownChanges } from './shown-changes.ts';

const FIELDS = [{ field: 'Title', from: null, to: 'Lamp', policy: 'always' }] as const;
const BLOB = { field: 'VersionData', name: 'lamp.png', source: 'somewhere' };

describe('what a person reads of an operation', () => {
  it('is its fields', () => {
    expect(shownChanges({ fields: FIELDS })).toEqual(FIELDS);
  });

  it('is also the file that goes along, by name and, where it is known, by size', () => {
    expect(shownChanges({ fields: FIELDS, blob: BLOB }).map(({ field, to }) => [field, to])).toEqual([
      ['Title', 'Lamp'],
      ['VersionData', 'lamp.png'],
    ]);
    expect(shownChanges({ fields: [], blob: { ...BLOB, size: 2_049 } })).toEqual([
      { field: 'VersionData', from: null, to: 'lamp.png (3 kB)', policy: 'always' },
    ]);
  });
});
