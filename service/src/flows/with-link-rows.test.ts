import { describe, expect, it } from '@jest/globals';
import type { NamedRoles } from '../links/index.ts';
import type { Operation } from './operation.ts';
import { linkRowOperation, withLinkRows } from './with-link-rows.ts';

const ROLES: NamedRoles = {
  part: {
    object: 'Part__c',
    entity: 'Parts',
    lookup: 'Part__c',
    ofDefaultDivision: ['Exact_Id__c', 'Exact_Code__c'],
    isFirstOnRecord: true,
  },
  document: { object: 'Document__c', entity: 'Documents', lookup: 'Document__c', ofDefaultDivision: [], isFirstOnRecord: true },
  note: { object: 'Note__c', entity: 'Notes', ofDefaultDivision: [], isFirstOnRecord: false },
};
const GUID = '0f8fad5b-d9cb-469f-a165-70867728950e';
const RECORD = 'a01000000000001AAA';

function operation(object: string, values: Readonly<Record<string, unknown>>, more: Partial<Operation> = {}): Operation {
  return {
    key: `salesforce/${object}`,
    recordId: RECORD,
    label: 'a record',
    system: 'salesforce',
    action: 'update',
    object,
    targetId: RECORD,
    fields: Object.entries(values).map(([field, to]) => ({ field, from: null, to, policy: 'always' })),
    isMain: false,
    ...more,
  };
}

/** What operations write, in their order. */
function written(operations: readonly Operation[]): [string, Readonly<Record<string, unknown>>][] {
  return operations.map(({ object, fields }) => [object, Object.fromEntries(fields.map(({ field, to }) => [field, to]))]);
}

const row = (role: string, entity: string, lookup: string, record: unknown) => ({
  Key__c: `8-${entity}-${GUID}`,
  Division__c: '8',
  Entity__c: entity,
  Role__c: role,
  Exact_Id__c: GUID,
  [lookup]: record,
});

describe('a plan of a further division', () => {
  it('links by a row in place of the fields that speak of the default division, and before what else is told', () => {
    const planned = [operation('Part__c', { Exact_Id__c: GUID, Exact_Code__c: '7', Status__c: 'Synced' })];

    expect(written(withLinkRows(planned, 8, ROLES))).toEqual([
      ['ExactLink__c', row('part', 'Parts', 'Part__c', RECORD)],
      ['Part__c', { Status__c: 'Synced' }],
    ]);
    const nothingElse = [operation('Part__c', { Exact_Id__c: GUID })];
    expect(written(withLinkRows(nothingElse, 8, ROLES)).map(([object]) => object)).toEqual(['ExactLink__c']);
  });

  it('links by a row beside the fields of a record that is of one division alone', () => {
    const planned = [operation('Document__c', { Exact_Id__c: GUID, Status__c: 'Sent' })];

    expect(written(withLinkRows(planned, 8, ROLES))).toEqual([
      ['ExactLink__c', row('document', 'Documents', 'Document__c', RECORD)],
      ['Document__c', { Exact_Id__c: GUID, Status__c: 'Sent' }],
    ]);
  });

  it('takes the record off the row where the id is taken off the record', () => {
    const gone = { field: 'Exact_Id__c', from: GUID, to: null, policy: 'always' } as const;
    const [taken] = withLinkRows([operation('Document__c', {}, { fields: [gone] })], 8, ROLES);

    expect(written(taken === undefined ? [] : [taken])).toEqual([
      ['ExactLink__c', row('document', 'Documents', 'Document__c', null)],
    ]);
  });

  it('names by its operation what is not made yet, on either side', () => {
    const made = { ref: 'exact/Part' };
    const [ofMade] = withLinkRows([operation('Part__c', { Exact_Id__c: made })], 8, ROLES);
    expect(written(ofMade === undefined ? [] : [ofMade])[0]?.[1]).toMatchObject({
      Key__c: { ref: 'exact/Part', prefix: '8-Parts-' },
      Exact_Id__c: made,
      Part__c: RECORD,
    });
  });

  it('lets a record that is made bear the id until its row is there', () => {
    const create = operation(
      'Part__c',
      { Name: 'new', Exact_Id__c: GUID },
      { action: 'create', targetId: undefined, isMain: true },
    );
    const [, rowOfNew, release] = withLinkRows([create], 8, ROLES);

    expect(withLinkRows([create], 8, ROLES)).toHaveLength(3);
    expect(withLinkRows([create], 8, ROLES)[0]).toEqual(create);
    expect(rowOfNew).toMatchObject({ object: 'ExactLink__c', isMain: false });
    expect(release).toMatchObject({ object: 'Part__c', action: 'update', targetMadeBy: create.key, after: rowOfNew?.key });
    expect(release?.fields).toEqual([{ field: 'Exact_Id__c', from: GUID, to: null, policy: 'always' }]);
  });

  it('finds by its row what it would find by the field', () => {
    const by = { object: 'Part__c', field: 'Exact_Id__c', value: GUID };
    const [child] = withLinkRows([operation('Child__c', { Part__c: { ref: 'part', by } })], 8, ROLES);

    expect(child?.fields[0]?.to).toEqual({
      ref: 'part',
      by: { object: 'ExactLink__c', field: 'Key__c', value: `8-Parts-${GUID}`, id: 'Part__c' },
    });
  });

  it('leaves what links nothing as it is, and what a move of a link has planned by itself', () => {
    const others = [
      operation('Part__c', { Status__c: 'Problem' }),
      operation('Note__c', { Exact_Id__c: GUID }),
      operation('Part__c', { Exact_Id__c: null }, { after: 'the row' }),
      operation('Part__c', { Exact_Id__c: GUID }, { action: 'block' }),
    ];
    expect(withLinkRows(others, 8, ROLES)).toEqual(others);
  });
});

it('two rows of one link have one key, and those of two operations two', () => {
  const link = { division: 8, role: 'part', exactId: GUID, record: RECORD };
  const keys = ['a', 'b'].map((key) => linkRowOperation({ key, recordId: RECORD, label: '' }, link, ROLES['part'] as never).key);
  expect(new Set(keys).size).toBe(2);
});
