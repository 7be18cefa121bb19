import { phrase, TandemError, type Phrase } from '../../errors/index.ts';
import { applyRules, plainText, plannedChanges } from '../../mapping/index.ts';
import { isWanted } from '../condition.ts';
import type { PlanMoment } from '../flow.ts';
import { oneMainEach } from '../one-main.ts';
import type { FieldChange, Operation } from '../operation.ts';
import { changesTo } from '../record-changes.ts';
import { categoryRef, categoryRowKey } from './category-role.ts';
import { planMember } from './membership-plan.ts';
import { CATEGORY_OBJECT, CATEGORY_SETTINGS, type CategoriesConfiguration } from './settings.ts';
import { hiddenOperations, standardOperations } from './standard-plan.ts';
import type { CategoriesInput, CategoryFacts, CategoryRow, ExactCategory } from './types.ts';
import { categoryScope } from './variables.ts';

/** From categories of Exact Online to rows in Salesforce, those above before those below. Pure. */
export function planCategories(
  { facts, categories, gone, members }: CategoriesInput,
  { configuration }: PlanMoment,
): readonly Operation[] {
  const settings = CATEGORY_SETTINGS.of(configuration);
  const made = new Set<string>();
  const planned = categories.flatMap((category) => {
    const operations = planCategory(category, settings, facts, made);
    for (const { action, key } of operations) if (action === 'create') made.add(key);
    return operations;
  });
  return oneMainEach([...planned, ...gone.flatMap((row) => inactive(row, facts)), ...members.flatMap(planMember)]);
}

/** Whether the settings want a row of a category, or why that cannot be told. Pure. */
export function isWantedCategory(category: ExactCategory, { when }: CategoriesConfiguration): boolean | TandemError {
  return isWanted({ when, scope: categoryScope(category), record: recordOf(category) });
}

function planCategory(
  category: ExactCategory,
  settings: CategoriesConfiguration,
  facts: CategoryFacts,
  made: ReadonlySet<string>,
): Operation[] {
  const key = categoryRowKey(facts.division, category);
  const row = facts.rows.get(key);
  const base = { ...rowOperation(key, category.id, row), label: category.description ?? category.code };
  const [record, scope] = [recordOf(category), categoryScope(category)];
  const wanted = isWantedCategory(category, settings);
  if (wanted instanceof TandemError) return [{ ...base, action: 'block', reason: wanted }];
  if (!wanted) return row === undefined ? [{ ...base, action: 'unchanged' }] : inactive(row, facts);
  const mapped = applyRules(settings.rules, scope, (field) => facts.rowFields.get(field), { record, system: 'Salesforce' });
  const [problem] = mapped.problems;
  if (problem !== undefined) return [{ ...base, action: 'block', reason: problem }];
  const own = { Key__c: key, Division__c: String(facts.division), Exact_Id__c: category.id, Is_Active__c: true };
  const parent = parentChange(category, row, facts, made);
  const fields = [
    ...changesTo(row, row === undefined ? own : { Exact_Id__c: category.id, Is_Active__c: true }),
    ...parent,
    ...plannedChanges(mapped.fields, row, { keepsEmpty: false }),
  ];
  // A row that is made in the same plan has no id yet: what is below it is written when it is there.
  const [{ to: above } = { to: undefined }] = parent;
  const after = typeof above === 'object' && above !== null && 'ref' in above ? { after: String(above.ref) } : {};
  const action = row === undefined ? 'create' : fields.length > 0 ? 'update' : 'unchanged';
  const operation: Operation = { ...base, ...after, action, fields };
  const name = plainText(mapped.fields.find(({ rule }) => rule.field === 'Name')?.value) || base.label;
  return [operation, ...standardOperations({ category, row, base: operation, name, made }, facts)];
}

function recordOf({ code, description }: ExactCategory): Phrase {
  return phrase('record_category', { category: description ?? code });
}

/** The row above, where another one stands. That of a category which is not taken over is none. */
function parentChange(
  { parent }: ExactCategory,
  row: CategoryRow | undefined,
  { division, rows }: CategoryFacts,
  made: ReadonlySet<string>,
): FieldChange[] {
  const from = row?.Parent__c ?? null;
  const parentKey = parent === undefined ? undefined : categoryRowKey(division, parent);
  const ref = operationKey(parentKey ?? '');
  if (parentKey !== undefined && made.has(ref))
    return [
      {
        field: 'Parent__c',
        from,
        to: { ref, by: { object: CATEGORY_OBJECT, field: 'Key__c', value: parentKey } },
        policy: 'always',
      },
    ];
  const to = (parentKey === undefined ? undefined : rows.get(parentKey)?.Id) ?? null;
  return from === to ? [] : [{ field: 'Parent__c', from, to, policy: 'always' }];
}

/** A row whose category is gone, or not wanted: it stays, since nothing is deleted, and so do the products that have it. */
function inactive(row: CategoryRow, facts: CategoryFacts): Operation[] {
  const fields = changesTo(row, { Is_Active__c: false });
  const operation: Operation = {
    ...rowOperation(row.Key__c, (row.Exact_Id__c ?? row.Id).toLowerCase(), row),
    action: fields.length > 0 ? 'update' : 'unchanged',
    fields,
  };
  return [operation, ...hiddenOperations(row, operation, facts)];
}

function rowOperation(key: string, recordId: string, row: CategoryRow | undefined): Omit<Operation, 'action'> {
  return {
    key: operationKey(key),
    recordId,
    label: row?.Name ?? recordId,
    system: 'salesforce',
    object: CATEGORY_OBJECT,
    source: categoryRef(recordId),
    targetId: row?.Id,
    fields: [],
    isMain: true,
  };
}

function operationKey(rowKey: string): string {
  return `salesforce/${CATEGORY_OBJECT}/${rowKey}`;
}
