import { describe, expect, it } from '@jest/globals';
import type { SalesforceOrg, SalesforceWrite } from '../../salesforce/index.ts';
import type { FlowContext, Operation } from '../flow.ts';
import { SalesforceWrites, type SalesforceObject } from './index.ts';

const OBJECTS: readonly SalesforceObject[] = [
  { object: 'Parent__c', externalId: 'Key__c', stamp: 'Stamp__c' },
  { object: 'Child__c', parent: 'Parent__c' },
];

/** What was written, call by call, and a context that answers each write with an id. */
function stage(standing: Readonly<Record<string, string>> = {}) {
  const calls: SalesforceWrite[][] = [];
  const queries: string[] = [];
  const salesforce = {
    describe: async () => ({ fields: new Map([['Price__c', { type: 'currency' }]]) }),
    write: async (writes: readonly SalesforceWrite[]) => {
      calls.push([...writes]);
      return writes.map(({ fields }) => ({ ok: true, id: `id of ${String(fields['Key__c'] ?? fields['Name'])}`, created: true }));
    },
    queryMany: async (soql: readonly string[]) => {
      queries.push(...soql);
      return [Object.entries(standing).map(([Key__c, Id]) => ({ Id, Key__c }))];
    },
  } as unknown as SalesforceOrg;
  const context = { salesforce, assertLease: async () => undefined, now: () => new Date(0) } as unknown as FlowContext;
  const write = async (operations: readonly Operation[]): Promise<SalesforceWrites> => {
    const writes = new SalesforceWrites(context, OBJECTS, operations);
    await writes.write();
    return writes;
  };
  return { calls, queries, write };
}

function operation(object: string, key: string, values: Readonly<Record<string, unknown>>, targetId?: string): Operation {
  return {
    key,
    recordId: key,
    label: key,
    system: 'salesforce',
    action: targetId === undefined ? 'create' : 'update',
    object,
    targetId,
    fields: Object.entries(values).map(([field, to]) => ({ field, from: null, to, policy: 'always' })),
    isMain: true,
  };
}

describe('operations on Salesforce', () => {
  it('are written in the order of their table, whatever the order of the plan, and refer to what was made', async () => {
    const { calls, write } = stage();

    const writes = await write([
      operation('Child__c', 'child', { Name: 'child', Parent__c: { ref: 'parent' } }),
      operation('Parent__c', 'parent', { Key__c: 'k' }),
    ]);

    expect(calls.map((call) => call.map(({ object }) => object))).toEqual([['Parent__c'], ['Child__c']]);
    expect(calls[1]?.[0]).toMatchObject({ parentField: 'Parent__c', fields: { Parent__c: 'id of k' } });
    expect(writes.idOf('child')).toBe('id of child');
  });

  it('find the record of a reference that was made before, and leave out what refers to nothing', async () => {
    const { calls, queries, write } = stage({ there: 'a0P1' });
    const by = (value: string) => ({ ref: value, by: { object: 'Parent__c', field: 'Key__c', value } });

    const writes = await write([
      operation('Child__c', 'child', { Name: 'child', Parent__c: by('there') }),
      operation('Child__c', 'orphan', { Name: 'orphan', Parent__c: by('gone') }),
    ]);

    expect(queries).toEqual(["SELECT Id, Key__c FROM Parent__c WHERE Key__c IN ('there','gone')"]);
    expect(calls.flat().map(({ fields }) => fields)).toEqual([{ Name: 'child', Parent__c: 'a0P1' }]);
    expect(writes.resultOf('orphan')).toBeUndefined();
  });

  it('write a record once that two of them change, stamped, its amounts as numbers', async () => {
    const { calls, write } = stage();

    await write([
      operation('Parent__c', 'one', { Price__c: '10.10' }, 'a0P1'),
      operation('Parent__c', 'two', { Name: 'N' }, 'a0P1'),
    ]);

    expect(calls).toHaveLength(1);
    expect(JSON.stringify(calls[0]?.[0]?.fields)).toBe('{"Price__c":10.10,"Name":"N","Stamp__c":"1970-01-01T00:00:00.000Z"}');
  });

  it('are refused where nothing says how their object is written, before anything is sent', async () => {
    const { calls, write } = stage();

    const refused = write([operation('Parent__c', 'parent', { Key__c: 'k' }), operation('Stranger__c', 'x', { Name: 'x' })]);

    await expect(refused).rejects.toMatchObject({ code: 'internal_error', cause: expect.stringContaining('Stranger__c') });
    expect(calls).toEqual([]);
  });
});
