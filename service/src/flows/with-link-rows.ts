import {
  LINK_KEY_FIELD,
  LINK_OBJECT,
  linkKey,
  linkRowFields,
  LinkRoles,
  salesforceRef,
  type LinkRole,
  type NamedRoles,
} from '../links/index.ts';
import { isLeftOut } from '../mapping/index.ts';
import type { SalesforceObject } from './execute/index.ts';
import type { FieldChange, Operation, Reference } from './operation.ts';

/** Field of a record that bears the id of its record of Exact. */
const ID_FIELD = 'Exact_Id__c';

/** How rows of links are written: by their key, whether they are there or not. */
export const LINK_ROWS: SalesforceObject = {
  object: LINK_OBJECT,
  externalId: LINK_KEY_FIELD,
  isUpserted: true,
  numericFields: [],
};

/** A link as an operation writes it: what is not made yet is named by the operation that makes it. */
export interface PlannedLink {
  readonly division: number;
  /** Name of the role. */
  readonly role: string;
  readonly exactId: string | Reference;
  /** The record in Salesforce; null takes the row off it. */
  readonly record: string | Reference | null;
  /** Ids of further records that the row leads to, by lookup: a contact's account. */
  readonly besides?: Readonly<Record<string, string>> | undefined;
}

/**
 * The operation on the row of a link: made where its key is new, brought up to date where it is there. One that leads nowhere is
 * left standing: so does Salesforce itself with a row whose record is deleted. Pure.
 */
export function linkRowOperation(
  { key, recordId, label }: Pick<Operation, 'key' | 'recordId' | 'label'>,
  link: PlannedLink,
  role: LinkRole,
): Operation {
  const { division, exactId, record, besides } = link;
  const { lookup = '', entity } = role;
  const named = typeof exactId === 'string' ? exactId : '';
  const fields: Record<string, unknown> = linkRowFields({ division, role: link.role, exactId: named, records: {} }, role);
  if (isReference(exactId)) {
    fields[ID_FIELD] = exactId;
    fields[LINK_KEY_FIELD] = { ...exactId, prefix: linkKey({ division, entity, exactId: '' }) } satisfies Reference;
  }
  return {
    key: `salesforce/${LINK_OBJECT}/${division}/${link.role}/${key}`,
    recordId,
    label,
    system: 'salesforce',
    action: 'create',
    object: LINK_OBJECT,
    ...(typeof record === 'string' ? { source: salesforceRef(record) } : {}),
    fields: Object.entries({ ...fields, ...besides, [lookup]: record }).map(([field, to]) => ({
      field,
      from: null,
      to,
      policy: 'always',
    })),
    isMain: false,
  };
}

/**
 * A plan of a division that is not the default one: whatever links a record does so by a row. Beside the fields of the record where
 * they speak of any division, else in place of them. Only a record that is made bears the id until its row is there: cut off in
 * between, it is found by it. Pure.
 */
export function withLinkRows(operations: readonly Operation[], division: number, roles: NamedRoles): Operation[] {
  const known = new LinkRoles([roles]);
  return operations.flatMap((operation) => {
    const isOfRecord = operation.system === 'salesforce' && operation.after === undefined;
    const name = isOfRecord ? (operation.linkedAs ?? known.mainOf(operation.object)) : undefined;
    const role = name === undefined ? undefined : known.find(name);
    if (name === undefined || role?.lookup === undefined) return [withoutFieldReferences(operation, division, known)];
    return linked(operation, { division, name, role });
  });
}

interface LinkedIn {
  readonly division: number;
  readonly name: string;
  readonly role: LinkRole;
}

function linked(operation: Operation, { division, name, role }: LinkedIn): Operation[] {
  const change = operation.fields.find((candidate) => candidate.field === ID_FIELD && !isLeftOut(candidate));
  if (change === undefined || !['create', 'update'].includes(operation.action)) return [operation];
  const isTakenOff = change.to === null;
  const exactId = isTakenOff ? change.from : change.to;
  const record = isTakenOff ? null : (operation.targetId ?? { ref: operation.key });
  const row =
    typeof exactId === 'string' || isReference(exactId)
      ? [linkRowOperation(operation, { division, role: name, exactId, record, besides: operation.linkedBesides }, role)]
      : [];
  const isInPlace = ({ field }: FieldChange): boolean => role.ofDefaultDivision.includes(field);
  if (!operation.fields.some(isInPlace)) return [...row, operation];
  if (operation.action === 'create') return [operation, ...row, ...row.map((made) => released(operation, made, isInPlace))];
  const fields = operation.fields.filter((candidate) => !isInPlace(candidate));
  return [...row, ...(fields.length > 0 || operation.isMain ? [{ ...operation, fields }] : [])];
}

function isReference(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && 'ref' in value;
}

/** Takes what the row says off the record that was made with it. */
function released(
  { key, recordId, label, object, fields }: Operation,
  row: Operation,
  isInPlace: (change: FieldChange) => boolean,
): Operation {
  return {
    ...{ key: `${key}/link`, recordId, label, object, system: 'salesforce', action: 'update', targetMadeBy: key, after: row.key },
    fields: fields.filter(isInPlace).map(({ field, to }) => ({ field, from: to, to: null, policy: 'always' })),
    isMain: false,
  };
}

/** What is found by the id on its record is found by the row of that id. */
function withoutFieldReferences(operation: Operation, division: number, roles: LinkRoles): Operation {
  const fields = operation.fields.map((change): FieldChange => {
    const by = isReference(change.to) ? change.to.by : undefined;
    const role = by?.field === ID_FIELD ? roles.find(roles.mainOf(by.object) ?? '') : undefined;
    if (by === undefined || role?.lookup === undefined || !isReference(change.to)) return change;
    const value = linkKey({ division, entity: role.entity, exactId: by.value });
    return { ...change, to: { ref: change.to.ref, by: { object: LINK_OBJECT, field: LINK_KEY_FIELD, value, id: role.lookup } } };
  });
  return { ...operation, fields };
}
