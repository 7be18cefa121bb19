import { TandemError } from '../../errors/index.ts';
import { isLeftOut } from '../../mapping/index.ts';
import { salesforceNumber, type SalesforceWrite, type SalesforceWriteResult } from '../../salesforce/index.ts';
import type { FlowContext, Operation } from '../flow.ts';
import { findReferenced, isReference, referencesIn } from './references.ts';
import type { SalesforceObject } from './salesforce-object.ts';

const NUMERIC_TYPES: ReadonlySet<string> = new Set(['currency', 'double', 'percent', 'int']);

/** A write with the operations it carries out: Salesforce refuses a collection that names a record twice. */
interface GroupedWrite {
  readonly write: SalesforceWrite;
  readonly operations: readonly Operation[];
}

/** Carries out the operations on Salesforce's side, object by object in the order of their table, each kind at once. */
export class SalesforceWrites {
  readonly #context: FlowContext;
  readonly #objects: ReadonlyMap<string, SalesforceObject>;
  readonly #operations: readonly Operation[];
  readonly #results = new Map<string, SalesforceWriteResult>();
  /** Ids of what was made or is there, by the key of its operation. */
  readonly #ids = new Map<string, string>();

  constructor(context: FlowContext, objects: readonly SalesforceObject[], operations: readonly Operation[]) {
    this.#context = context;
    this.#objects = new Map(objects.map((each) => [each.object, each]));
    this.#operations = operations;
    for (const { key, targetId } of operations) if (targetId !== undefined) this.#ids.set(key, targetId);
  }

  /** What became of an operation; undefined where it was not written. */
  resultOf(key: string): SalesforceWriteResult | undefined {
    return this.#results.get(key);
  }

  /** Id of the record of an operation, made or there before. */
  idOf(key: string): string | undefined {
    return this.#ids.get(key);
  }

  /** Writes everything. Throws what stops or holds back the lane; an operation on an object that the table does not have is refused before. */
  async write(): Promise<void> {
    const due = this.#operations.filter(({ action }) => action === 'create' || action === 'update');
    const unknown = due.find(({ object }) => !this.#objects.has(object));
    if (unknown !== undefined)
      throw new TandemError('internal_error', {}, { cause: `nothing says how ${unknown.object} is written: ${unknown.key}` });
    for (const object of this.#objects.values())
      await this.#writeObject(
        object,
        due.filter((operation) => operation.object === object.object),
      );
  }

  async #writeObject(object: SalesforceObject, due: readonly Operation[]): Promise<void> {
    if (due.length === 0) return;
    const unmade = referencesIn(due.filter(({ action }) => action === 'create')).filter(({ ref }) => !this.#ids.has(ref));
    for (const [key, id] of await findReferenced(this.#context, unmade)) this.#ids.set(key, id);
    const isNumeric = await this.#numericFields(object.object);
    const groups = [...Map.groupBy(due, (operation) => operation.targetId ?? operation.key).values()];
    const writes = groups.flatMap((group) => this.#toWrite(object, group, isNumeric) ?? []);
    await this.#context.assertLease();
    const results = await this.#send(
      object,
      writes.map(({ write }) => write),
    );
    for (const [index, { operations }] of writes.entries()) {
      const result = results[index];
      if (result === undefined) continue;
      if (!result.ok && (result.error.handling === 'stop' || result.error.handling === 'wait')) throw result.error;
      for (const operation of operations) {
        this.#results.set(operation.key, result);
        if (result.ok) this.#ids.set(operation.key, result.id);
      }
    }
  }

  async #send(object: SalesforceObject, writes: readonly SalesforceWrite[]): Promise<readonly SalesforceWriteResult[]> {
    const results = await this.#context.salesforce.write(writes, { signal: this.#context.signal });
    return object.findAgain === undefined ? results : await object.findAgain(this.#context, writes, results);
  }

  #toWrite(
    { object, externalId, parent, stamp }: SalesforceObject,
    operations: readonly Operation[],
    isNumeric: (field: string) => boolean,
  ): GroupedWrite | undefined {
    const fields: Record<string, unknown> = {};
    for (const change of operations.flatMap((operation) => operation.fields)) {
      if (isLeftOut(change)) continue;
      const { field, to } = change;
      const value = isReference(to) ? this.#ids.get(to.ref) : to;
      // What it refers to was not made: that record tells why, this one has nothing to add.
      if (value === undefined) return undefined;
      fields[field] = typeof value === 'string' && isNumeric(field) ? salesforceNumber(value) : value;
    }
    if (stamp !== undefined) fields[stamp] = this.#context.now().toISOString();
    const common = {
      object,
      fields,
      ...(externalId === undefined ? {} : { externalIdField: externalId }),
      ...(parent === undefined ? {} : { parentField: parent }),
    };
    const targetId = operations[0]?.targetId;
    const write: SalesforceWrite =
      targetId === undefined ? { action: 'create', ...common } : { action: 'update', id: targetId, ...common };
    return { write, operations };
  }

  async #numericFields(object: string): Promise<(field: string) => boolean> {
    const { fields } = await this.#context.salesforce.describe(object);
    return (field) => NUMERIC_TYPES.has(fields.get(field)?.type ?? '');
  }
}
