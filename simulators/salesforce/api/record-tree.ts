import { ApiError, badRequest } from '../errors.ts';
import type { FieldDefinition, ObjectDefinition } from '../schema/index.ts';
import { findObject, inTransaction, jsonObject, schemaOf, writeRow, type ApiAnswer, type ApiCall } from './api-call.ts';

const MAX_RECORDS = 200;
const MAX_TYPES = 5;
const MAX_DEPTH = 5;

/** A record of a tree, with the lookup by which it hangs on its parent. */
interface Branch {
  readonly object: ObjectDefinition;
  readonly referenceId: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly lookup: FieldDefinition | null;
  readonly children: readonly Branch[];
}

/** What made a whole request fail: the record, and why. */
class TreeRefused extends Error {
  override readonly name = 'TreeRefused';
  readonly referenceId: string;
  override readonly cause: ApiError;

  constructor(referenceId: string, cause: ApiError) {
    super(cause.message);
    this.referenceId = referenceId;
    this.cause = cause;
  }
}

/** `POST /composite/tree/<object>`: records with their children, all or none */
export function createTree(call: ApiCall, [name = '']: readonly string[]): ApiAnswer {
  const object = findObject(call, name);
  try {
    const roots = readBranches(call, object, null, jsonObject(call.body)['records'], 1);
    checkSize(roots);
    const results: { referenceId: string; id: string }[] = [];
    inTransaction(call, () => {
      for (const root of roots) plant(call, root, null, results);
    });
    return { status: 201, body: { hasErrors: false, results } };
  } catch (error) {
    if (!(error instanceof TreeRefused)) throw error;
    const { code, message, fields } = error.cause;
    const refusal = { referenceId: error.referenceId, errors: [{ statusCode: code, message, fields }] };
    return { status: 400, body: { hasErrors: true, results: [refusal] } };
  }
}

function readBranches(
  call: ApiCall,
  object: ObjectDefinition,
  lookup: FieldDefinition | null,
  records: unknown,
  depth: number,
): Branch[] {
  if (!Array.isArray(records) || records.length === 0)
    throw new TreeRefused('', badRequest('INVALID_INPUT', 'Include at least one record in the request.'));
  return (records as unknown[]).map((record) => {
    const { attributes, ...rest } = jsonObject(record);
    const { type, referenceId = '' } = (attributes ?? {}) as { readonly type?: unknown; readonly referenceId?: unknown };
    const reference = typeof referenceId === 'string' ? referenceId : '';
    const refuse = (text: string): never => {
      throw new TreeRefused(reference, badRequest('INVALID_INPUT', text));
    };
    if (!/^[A-Za-z0-9]\w*$/.test(reference)) refuse('Include a referenceId of letters and digits for each record.');
    if (typeof type !== 'string' || schemaOf(call).object(type) !== object)
      refuse(`Include the type ${object.name} for this record.`);
    if (depth > MAX_DEPTH) refuse(`Trees of up to ${MAX_DEPTH} levels are allowed.`);
    const fields: Record<string, unknown> = {};
    const children: Branch[] = [];
    for (const [key, value] of Object.entries(rest)) {
      const child = isTree(value) ? schemaOf(call).childRelationship(object, key) : undefined;
      if (child === undefined) fields[key] = value;
      else children.push(...readBranches(call, child.object, child.field, (value as { records: unknown }).records, depth + 1));
    }
    return { object, referenceId: reference, fields, lookup, children };
  });
}

function isTree(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'records' in value;
}

function checkSize(roots: readonly Branch[]): void {
  const all = roots.flatMap(flat);
  const seen = new Set<string>();
  for (const { referenceId } of all) {
    if (seen.has(referenceId))
      throw new TreeRefused(
        referenceId,
        badRequest('INVALID_INPUT', `Duplicate ReferenceId provided in the request: ${referenceId}.`),
      );
    seen.add(referenceId);
  }
  const [first] = all;
  const refuse = (text: string): never => {
    throw new TreeRefused(first?.referenceId ?? '', badRequest('INVALID_INPUT', text));
  };
  if (all.length > MAX_RECORDS) refuse(`The request can hold up to ${MAX_RECORDS} records.`);
  if (new Set(all.map(({ object }) => object.name)).size > MAX_TYPES) refuse(`The request can hold up to ${MAX_TYPES} types.`);
}

function flat(branch: Branch): Branch[] {
  return [branch, ...branch.children.flatMap(flat)];
}

function plant(call: ApiCall, branch: Branch, parentId: string | null, results: { referenceId: string; id: string }[]): void {
  const { object, lookup, fields, referenceId } = branch;
  const body = lookup === null ? fields : { ...fields, [lookup.name]: parentId };
  let id: string;
  try {
    id = writeRow(call, () => call.services.writer.insert(object, body, call.actor));
  } catch (error) {
    throw error instanceof ApiError ? new TreeRefused(referenceId, error) : error;
  }
  results.push({ referenceId, id });
  for (const child of branch.children) plant(call, child, id, results);
}
