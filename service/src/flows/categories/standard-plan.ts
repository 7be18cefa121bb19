import { plainText, truncateText, type MappedValue } from '../../mapping/index.ts';
import type { FieldChange, Operation, Reference } from '../operation.ts';
import { changesTo } from '../record-changes.ts';
import { categoryRowKey } from './category-role.ts';
import { CATEGORY_OBJECT } from './settings.ts';
import { STANDARD_OBJECT } from './standard-objects.ts';
import type { CategoryFacts, CategoryRow, ExactCategory, StandardFacts } from './types.ts';

/** A category that shall be there. */
interface Wanted {
  readonly category: ExactCategory;
  readonly row: CategoryRow | undefined;
  /** The operation on its row, whose record the standard one belongs to. */
  readonly base: Operation;
  readonly name: string;
  /** Keys of what the same plan makes. */
  readonly made: ReadonlySet<string>;
}

/**
 * What becomes of the standard category of an active one: its name and the one above it follow. The row knows it by its id: one that a person
 * deleted is not made again, and one that no row knows is a person's. Pure.
 */
export function standardOperations(wanted: Wanted, facts: CategoryFacts): Operation[] {
  const { standard } = facts;
  if (standard === undefined) return [];
  const { row, base, name } = wanted;
  const id = plainText(row?.Product_Category_Id__c);
  const standing = standard.standing.get(id);
  if (id !== '' && standing === undefined) return [];
  const text = truncateText(name, standard.fields.get('Name')?.length ?? name.length);
  // Only what was out of sight because of Exact comes back: what a person hides stays hidden.
  const isBack = row?.Is_Active__c === false && standing !== undefined;
  const own = { Name: text, ...(isBack ? { IsNavigational: true } : {}) };
  const parent = parentChange(wanted, facts, plainText(standing?.['ParentCategoryId']));
  const common = standardBase(base);
  const changes = [...changesTo(standing, open(own, standard)), ...parent.fields];
  if (standing !== undefined)
    return changes.length > 0 ? [{ ...common, ...parent.after, action: 'update', targetId: id, fields: changes }] : [];
  return [
    {
      ...common,
      ...parent.after,
      action: 'create',
      notedOn: row?.Id ?? { ref: base.key },
      fields: [{ field: 'CatalogId', from: null, to: standard.catalogId, policy: 'always' }, ...changes],
    },
  ];
}

/** A category that is gone is not shown in menus any more: the object knows no other way of not being in use. Pure. */
export function hiddenOperations(row: CategoryRow, base: Operation, { standard }: CategoryFacts): Operation[] {
  const id = plainText(row.Product_Category_Id__c);
  const standing = standard?.standing.get(id);
  if (standard === undefined || standing === undefined) return [];
  const fields = changesTo(standing, open({ IsNavigational: false }, standard));
  return fields.length > 0 ? [{ ...standardBase(base), action: 'update', targetId: id, fields }] : [];
}

/** The standard category of a row that is there, where the plan makes it. */
export function standardReference(rowKey: string): Reference {
  const by = { object: CATEGORY_OBJECT, field: 'Key__c', value: rowKey, id: 'Product_Category_Id__c' };
  return { ref: standardKey(rowKey), by };
}

/** Key of the operation on the standard category of a row. */
function standardKey(rowKey: string): string {
  return `salesforce/${STANDARD_OBJECT}/${rowKey}`;
}

function standardBase({ key, recordId, label }: Operation): Omit<Operation, 'action' | 'fields'> {
  const rowKey = key.slice(key.lastIndexOf('/') + 1);
  return { key: standardKey(rowKey), recordId, label, system: 'salesforce', object: STANDARD_OBJECT, isMain: true };
}

function parentChange(
  { category: { parent }, made }: Wanted,
  { division, rows, standard }: CategoryFacts,
  standing: string,
): { readonly fields: readonly FieldChange[]; readonly after: { readonly after?: string } } {
  const from = standing === '' ? null : standing;
  const parentKey = parent === undefined ? undefined : categoryRowKey(division, parent);
  const ref = standardKey(parentKey ?? '');
  if (standard?.fields.has('ParentCategoryId') !== true) return { fields: [], after: {} };
  if (parentKey !== undefined && made.has(ref))
    return { fields: [{ field: 'ParentCategoryId', from, to: { ref }, policy: 'always' }], after: { after: ref } };
  const known = plainText(parentKey === undefined ? '' : rows.get(parentKey)?.Product_Category_Id__c);
  const to = standard.standing.has(known) ? known : null;
  return { fields: from === to ? [] : [{ field: 'ParentCategoryId', from, to, policy: 'always' }], after: {} };
}

function open(values: Readonly<Record<string, MappedValue>>, { fields }: StandardFacts): Readonly<Record<string, MappedValue>> {
  return Object.fromEntries(Object.entries(values).filter(([field]) => fields.has(field)));
}
