import { describe, expect, it } from '@jest/globals';
import { TandemError } from '../../errors/index.ts';
import type { SalesforceOrg, SalesforceWrite } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import type { Operation } from '../operation.ts';
import { writePlan, type ObjectTables } from './index.ts';

const TABLES: ObjectTables = {
  exact: [],
  salesforce: [
    { object: 'Record__c', externalId: 'Key__c', numericFields: [] },
    {
      object: 'Row__c',
      externalId: 'Key__c',
      isUpserted: true,
      parent: { field: 'Record__c', object: 'Record__c' },
      numericFields: [],
    },
  ],
};

/** Carries a plan out against an org that refuses what is written on some objects. Answers what was written, call by call. */
async function carriedOut(operations: readonly Operation[], refused: readonly string[] = []): Promise<SalesforceWrite[][]> {
  const calls: SalesforceWrite[][] = [];
  const write = async (writes: readonly SalesforceWrite[]) => {
    calls.push([...writes]);
    return writes.map(({ object, id }) =>
      refused.includes(object)
        ? { ok: false, error: new TandemError('record_not_readable') }
        : { ok: true, id: id ?? `id of a ${object}`, created: true },
    );
  };
  const salesforce = { write } as unknown as SalesforceOrg;
  const context = { salesforce, assertLease: async () => undefined, now: () => new Date(0) } as unknown as FlowContext;
  await writePlan(context, TABLES, operations);
  return calls;
}

function operation(
  key: string,
  object: string,
  fields: Readonly<Record<string, unknown>>,
  more: Partial<Operation> = {},
): Operation {
  return {
    ...{ key, recordId: 'r', label: 'r', system: 'salesforce', action: 'create', object, isMain: false },
    fields: Object.entries(fields).map(([field, to]) => ({ field, from: null, to, policy: 'always' })),
    ...more,
  };
}

const MADE = operation('record', 'Record__c', { Key__c: 'k' });
const ROW = operation('row', 'Row__c', { Key__c: { ref: 'record', prefix: '8-' } });
const CLEARED = operation('cleared', 'Record__c', { Key__c: null }, { action: 'update', targetMadeBy: 'record', after: 'row' });

describe('an operation that comes after another one', () => {
  it('is carried out at the end, on what the plan has made', async () => {
    const calls = await carriedOut([MADE, ROW, CLEARED]);

    expect(calls.at(-1)).toMatchObject([{ action: 'update', id: 'id of a Record__c', fields: { Key__c: null } }]);
    expect(
      calls
        .slice(0, -1)
        .flat()
        .map(({ action, object }) => `${action} ${object}`),
    ).not.toContain('update Record__c');
  });

  it('is left out where that one was refused', async () => {
    const written = (await carriedOut([{ ...ROW, fields: [] }, CLEARED, MADE], ['Row__c'])).flat();

    expect(written.map(({ action, object }) => `${action} ${object}`).toSorted()).toEqual(['create Record__c', 'upsert Row__c']);
  });
});

it('a row is written by its key, which may begin before the id of what the plan made', async () => {
  const [, row] = (await carriedOut([{ ...MADE, targetId: 'a01', action: 'update' }, ROW])).flat();
  expect(row).toMatchObject({ action: 'upsert', externalIdField: 'Key__c', fields: { Key__c: '8-a01' } });
});
