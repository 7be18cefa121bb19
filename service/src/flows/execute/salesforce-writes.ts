import type { TandemError } from '../../errors/index.ts';
import { isLeftOut } from '../../mapping/index.ts';
import { salesforceNumber, type SalesforceWrite, type SalesforceWriteResult } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import type { Operation } from '../operation.ts';
import { settleAlreadyThere } from './already-there.ts';
import { haltsSending } from './policy.ts';
import { answered, findReferenced, isReference, referencesIn, resolved } from './references.ts';
import type { SalesforceObject } from './salesforce-object.ts';
import type { Written } from './written.ts';

const NUMERIC_TYPES: ReadonlySet<string> = new Set(['currency', 'double', 'percent', 'int']);

type Fields = Readonly<Record<string, unknown>>;

/** An operation with the values it writes. */
interface Valued {
  readonly operation: Operation;
  readonly fields: Fields;
  /** Id of the record that takes note of it. */
  readonly notedOn: string | undefined;
}

/** A write with the operations it carries out: Salesforce refuses a collection that names a record twice. */
interface GroupedWrite {
  readonly write: SalesforceWrite;
  readonly operations: readonly Operation[];
}

/** Carries out operations on Salesforce's side in as few calls as their order allows: parents first, else all at once. */
export class SalesforceWrites {
  readonly #context: FlowContext;
  readonly #waves: readonly (readonly SalesforceObject[])[];
  readonly #written: Written;

  constructor(context: FlowContext, objects: readonly SalesforceObject[], written: Written) {
    this.#context = context;
    this.#waves = wavesOf(objects);
    this.#written = written;
  }

  /** Writes what holds up everything else of its record, all of it together. Answers why some were refused, by record. */
  async writeFirst(operations: readonly Operation[]): Promise<ReadonlyMap<string, TandemError>> {
    await this.#context.assertLease();
    const groups: GroupedWrite[] = [];
    // The record is not brought in step by it, so it takes no stamp.
    for (const { stamp: _stamp, ...unstamped } of this.#waves.flat())
      groups.push(
        ...(await this.#groupsOf(
          unstamped,
          operations.filter(({ object }) => object === unstamped.object),
        )),
      );
    const writes = groups.map(({ write }) => write);
    const results = writes.length === 0 ? [] : await this.#context.salesforce.write(writes, { signal: this.#context.signal });
    const refused = new Map<string, TandemError>();
    for (const [index, { operations: ofGroup }] of groups.entries()) {
      const result = results[index];
      for (const { key, recordId } of ofGroup) {
        if (result?.ok === true) this.#written.done(key, result.id);
        else if (result !== undefined) refused.set(recordId, result.error);
      }
    }
    return refused;
  }

  /**
   * Writes operations that create or update. Where they tell of what was sent to Exact (`isTelling`), nothing is thrown, and no lost lease
   * keeps them back: who knows of a document must say so. Else throws what stops or holds back the lane; the next read sees what was written.
   */
  async write(due: readonly Operation[], { isTelling }: { readonly isTelling: boolean }): Promise<void> {
    for (const wave of this.#waves)
      await this.#writeWave(
        wave,
        due.filter(({ after }) => after === undefined),
        isTelling,
      );
    const rest = due.filter(({ after }) => after !== undefined && this.#written.isDone(after));
    for (const wave of this.#waves) await this.#writeWave(wave, rest, isTelling);
  }

  async #writeWave(wave: readonly SalesforceObject[], due: readonly Operation[], isTelling: boolean): Promise<void> {
    const groups: GroupedWrite[] = [];
    for (const object of wave)
      groups.push(
        ...(await this.#groupsOf(
          object,
          due.filter((operation) => operation.object === object.object),
        )),
      );
    if (groups.length === 0) return;
    if (!isTelling) await this.#context.assertLease();
    const results = await this.#send(wave, groups);
    for (const [index, { operations }] of groups.entries()) {
      const result = results[index];
      if (result === undefined) continue;
      if (!result.ok && !isTelling && haltsSending(result.error)) throw result.error;
      for (const { key } of operations) {
        if (result.ok) this.#written.done(key, result.id);
        else this.#written.failed(key, result.error);
      }
    }
  }

  async #send(
    wave: readonly SalesforceObject[],
    groups: readonly GroupedWrite[],
  ): Promise<readonly (SalesforceWriteResult | undefined)[]> {
    const writes = groups.map(({ write }) => write);
    const results: (SalesforceWriteResult | undefined)[] = await this.#context.salesforce.write(writes, {
      signal: this.#context.signal,
    });
    for (const object of wave) {
      const places = writes.flatMap((write, place) => (write.object === object.object ? [place] : []));
      const own = places.flatMap((place) => writes[place] ?? []);
      const settled = await settleAlreadyThere(
        this.#context,
        object,
        own,
        places.flatMap((place) => results[place] ?? []),
      );
      for (const [index, place] of places.entries()) results[place] = settled[index];
    }
    return results;
  }

  /** The writes of one object. What cannot be written since nothing was made that it refers to is left out: that record tells why. */
  async #groupsOf(object: SalesforceObject, due: readonly Operation[]): Promise<readonly GroupedWrite[]> {
    if (due.length === 0) return [];
    const unmade = referencesIn(due).filter(({ ref }) => this.#written.idOf(ref) === undefined);
    for (const [key, id] of await findReferenced(this.#context, unmade)) this.#written.stands(key, id);
    const isNumeric = await this.#numericFields(object);
    const valued = due.flatMap((operation) => this.#valued(operation, isNumeric) ?? []);
    const byTarget = Map.groupBy(valued, ({ operation }) => operation.targetId ?? operation.key);
    return [...byTarget.values()].flatMap((group) => this.#toWrite(object, group) ?? []);
  }

  #valued(operation: Operation, isNumeric: (field: string) => boolean): Valued | undefined {
    const fields: Record<string, unknown> = {};
    for (const change of operation.fields) {
      if (isLeftOut(change)) continue;
      const { field, to } = change;
      const answer = answered(operation, change, this.#written);
      if (answer === undefined && operation.actual?.[field] !== undefined && isReference(to)) continue;
      const value = answer === undefined ? resolved(to, this.#written) : answer;
      if (value === undefined) return undefined;
      fields[field] = typeof value === 'string' && isNumeric(field) ? salesforceNumber(value) : value;
    }
    const notedOn = resolved(operation.notedOn, this.#written);
    if (operation.notedOn !== undefined && notedOn === undefined) return undefined;
    return { operation, fields, notedOn: typeof notedOn === 'string' ? notedOn : undefined };
  }

  #toWrite(
    { object, externalId, isUpserted, parent, notedOn, stamp, readBlob }: SalesforceObject,
    group: readonly Valued[],
  ): GroupedWrite | undefined {
    const fields: Record<string, unknown> = Object.fromEntries(group.flatMap((each) => Object.entries(each.fields)));
    if (stamp !== undefined) fields[stamp] = this.#context.now().toISOString();
    const common = {
      object,
      fields,
      ...(externalId === undefined ? {} : { externalIdField: externalId }),
      ...(parent === undefined ? {} : { parentField: parent.field }),
    };
    const blob = group.map(({ operation }) => operation.blob).find((each) => each !== undefined);
    const file =
      blob === undefined || readBlob === undefined
        ? {}
        : { blob: { field: blob.field, read: () => readBlob(this.#context, blob) } };
    const notedId = group[0]?.notedOn;
    const { targetId, targetMadeBy, notedBesides, isTakenBack } = group[0]?.operation ?? {};
    const besides = notedBesides === undefined ? {} : { besides: notedBesides };
    const note = notedOn === undefined || notedId === undefined ? {} : { notedOn: { ...notedOn, id: notedId, ...besides } };
    const id = targetMadeBy === undefined ? targetId : this.#written.idOf(targetMadeBy);
    if (id === undefined && targetMadeBy !== undefined) return undefined;
    const operations = group.map(({ operation }) => operation);
    if (isTakenBack === true)
      return id === undefined ? undefined : { write: { action: 'delete', object, id, fields: {} }, operations };
    const action = isUpserted === true ? 'upsert' : 'create';
    const write: SalesforceWrite =
      id === undefined ? { action, ...common, ...note, ...file } : { action: 'update', id, ...common };
    return { write, operations };
  }

  async #numericFields({ object, numericFields }: SalesforceObject): Promise<(field: string) => boolean> {
    if (numericFields !== undefined) return (field) => numericFields.includes(field);
    const { fields } = await this.#context.salesforce.describe(object);
    return (field) => NUMERIC_TYPES.has(fields.get(field)?.type ?? '');
  }
}

/** Objects in the order of writing: those of a later wave may refer to records of an earlier one. */
function wavesOf(objects: readonly SalesforceObject[]): readonly (readonly SalesforceObject[])[] {
  const waves: (readonly SalesforceObject[])[] = [];
  let left = objects;
  while (left.length > 0) {
    const names = new Set(left.map(({ object }) => object));
    const wave = left.filter(({ object, parent, notedOn }) =>
      [parent, notedOn].every((each) => each === undefined || each.object === object || !names.has(each.object)),
    );
    if (wave.length === 0) return [...waves, left];
    waves.push(wave);
    left = left.filter((each) => !wave.includes(each));
  }
  return waves;
}
