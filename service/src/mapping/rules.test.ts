import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { phrase } from '../errors/index.ts';
import {
  applyRules,
  ConfigurationFormat,
  defineMapping,
  flowDocument,
  isLeftOut,
  isSameValue,
  plannedChanges,
  textFields,
  type FlowDocument,
  type FormulaVariable,
  type TargetLimits,
} from './index.ts';

const ITEM: FormulaVariable = {
  name: 'item',
  fields: { ...textFields('Code', 'ItemGroupCode', 'StartDate'), IsStockItem: 'flag', NetWeight: 'amount' },
};

/** A flow that nobody has: mapping compiles what it is handed. */
const THINGS = defineMapping<FlowDocument>({
  flow: 'things',
  schema: flowDocument({}),
  conditionOver: [ITEM],
  defaultRules: () => [{ to: 'Own__c', from: 'item.Code', policy: 'always', tooLong: 'issue' }],
  targetOf: (field) => ({
    system: 'salesforce',
    object: 'Thing',
    field,
    result: 'any',
    variables: [ITEM],
    usualPolicy: 'always',
  }),
});
const format = new ConfigurationFormat([THINGS]);

const names = { record: 'item A-1', system: 'Salesforce' };
const limits: Readonly<Record<string, TargetLimits>> = {
  Name: { kind: 'text', length: 5 },
  Weight__c: { kind: 'amount' },
  Day__c: { kind: 'date' },
  Flag__c: { kind: 'flag' },
  Family: { kind: 'picklist', values: ['Toys'] },
};

function rulesOf(fields: readonly object[]) {
  const given = new Set(fields.map((field) => (field as { to: string }).to));
  const { rules } = THINGS.of(format.parse({ version: 1, flows: { things: { fields } } }));
  return rules.filter((rule) => given.has(rule.field));
}

function map(fields: readonly object[], item: Readonly<Record<string, unknown>>) {
  return applyRules(rulesOf(fields), { item }, (field) => limits[field], names);
}

describe('field rules', () => {
  it('give values ready for their target', () => {
    const mapped = map(
      [
        { to: 'Name', from: 'item.Code' },
        { to: 'Weight__c', from: 'item.NetWeight' },
        { to: 'Day__c', from: 'item.StartDate' },
        { to: 'Flag__c', from: 'item.IsStockItem' },
      ],
      { Code: 'A-1', NetWeight: '1.250', StartDate: '2026-01-31', IsStockItem: true },
    );
    expect(mapped.problems).toEqual([]);
    expect(mapped.fields.map(({ value }) => value)).toEqual(['A-1', '1.25', '2026-01-31', true]);
  });

  it('report a text that is too long, or cut it where the rule says so', () => {
    const item = { Code: 'ABCDEFG' };
    const reported = map([{ to: 'Name', from: 'item.Code', tooLong: 'issue' }], item);
    expect(reported.fields).toEqual([]);
    expect(reported.problems[0]).toMatchObject({ code: 'text_too_long', field: 'Name', params: { length: 7, limit: 5 } });
    expect(map([{ to: 'Name', from: 'item.Code', tooLong: 'truncate' }], item).fields[0]).toMatchObject({
      value: 'ABCDE',
      note: phrase('note_shortened', { from: 7, to: 5, system: 'Salesforce', limit: 5 }),
    });
  });

  it('leave a text out that would be useless when it is cut, and tell it', () => {
    const { fields } = map([{ to: 'Name', from: 'item.Code', tooLong: 'leaveOut' }], { Code: 'ABCDEFG' });
    const note = phrase('note_left_out', { length: 7, system: 'Salesforce', limit: 5 });
    expect(fields[0]).toMatchObject({ value: null, note });
    const told = plannedChanges(fields, { Name: 'ABCD' }, { keepsEmpty: true });
    expect(told).toMatchObject([{ field: 'Name', from: 'ABCD', to: 'ABCD', note }]);
    expect(told.every(isLeftOut)).toBe(true);
  });

  it('never make a text that does not fit without a note, and never note one that fits', () => {
    const tooLong = fc.constantFrom('truncate', 'leaveOut');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }), tooLong, (text, way) => {
        const [field] = map([{ to: 'Name', from: 'item.Code', tooLong: way }], { Code: text }).fields;
        expect(String(field?.value ?? '').length).toBeLessThanOrEqual(5);
        expect(field?.note !== undefined).toBe(text.length > 5);
      }),
    );
  });

  it('report one failing rule and apply the others', () => {
    const mapped = map(
      [
        { to: 'Family', from: 'item.ItemGroupCode' },
        { to: 'Name', from: 'item.Code' },
      ],
      { Code: 'A', ItemGroupCode: 'Tools' },
    );
    expect(mapped.problems.map(({ code }) => code)).toEqual(['picklist_value_refused']);
    expect(mapped.fields.map(({ rule }) => rule.field)).toEqual(['Name']);
  });

  it('report a written rule whose field the org lacks, and leave out a rule of our own', () => {
    expect(map([{ to: 'Missing__c', from: 'item.Code' }], { Code: 'A' }).problems[0]?.code).toBe('target_field_missing');
    const { rules } = THINGS.of(format.parse({ version: 1 }));
    expect(applyRules(rules, { item: {} }, () => undefined, names)).toEqual({ fields: [], problems: [] });
  });
});

describe('policies', () => {
  const rule = (policy: string) => rulesOf([{ to: 'Name', from: 'item.Code', policy }])[0];
  const changes = (policy: string, current: Record<string, unknown> | undefined, value: string | null, keepsEmpty = false) => {
    const compiled = rule(policy);
    return compiled === undefined ? [] : plannedChanges([{ rule: compiled, value }], current, { keepsEmpty }).map(({ to }) => to);
  };

  it('always follows the source', () => {
    expect(changes('always', { Name: 'old' }, 'new')).toEqual(['new']);
    expect(changes('always', { Name: 'old' }, null)).toEqual([null]);
    expect(changes('always', { Name: 'old' }, null, true)).toEqual([]);
  });

  it('create leaves an existing record alone', () => {
    expect(changes('create', { Name: '' }, 'new')).toEqual([]);
    expect(changes('create', undefined, 'new')).toEqual(['new']);
  });

  it('ifEmpty fills only what is empty', () => {
    expect(changes('ifEmpty', { Name: 'enriched' }, 'new')).toEqual([]);
    expect(changes('ifEmpty', { Name: null }, 'new')).toEqual(['new']);
    expect(changes('ifEmpty', undefined, 'new')).toEqual(['new']);
  });

  it('plan nothing for a value that stands there already', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(changes('always', { Name: text }, text)).toEqual([]);
      }),
    );
  });
});

describe('equal values', () => {
  it('are compared by meaning', () => {
    expect(isSameValue(1.5, '1.50')).toBe(true);
    expect(isSameValue('a\r\nb', 'a\nb')).toBe(true);
    expect(isSameValue(null, '')).toBe(true);
    expect(isSameValue(false, null)).toBe(false);
    expect(isSameValue(null, false)).toBe(true);
    expect(isSameValue('2', '3')).toBe(false);
  });
});
