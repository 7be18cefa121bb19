import { isTandemError, TandemError, toTandemError } from '../../errors/index.ts';
import type { FlowContext } from '../flow.ts';
import type { Operation } from '../operation.ts';
import { exactBody } from './exact-body.ts';
import type { ExactObject, ExactRecord, Posted } from './exact-object.ts';
import { haltsSending, mayHaveArrived } from './policy.ts';
import { neededBy } from './references.ts';
import { rememberLink } from './remember.ts';
import { postOrFind } from './unknown-outcome.ts';
import type { Written } from './written.ts';

/** Carries out operations on Exact's side one by one, and remembers what they made. */
export class ExactWrites {
  readonly #context: FlowContext;
  readonly #objects: ReadonlyMap<string, ExactObject>;
  readonly #written: Written;
  /** Records of which something before the main operation failed, such as the contact of their customer. */
  readonly #unprepared = new Map<string, TandemError>();
  /** Records whose amendment is noted as begun. */
  readonly #amended = new Set<string>();
  #halt: TandemError | undefined;

  constructor(context: FlowContext, objects: readonly ExactObject[], written: Written) {
    this.#context = context;
    this.#objects = new Map(objects.map((each) => [each.object, each]));
    this.#written = written;
  }

  /** Set when nothing more may be sent: a limit, a lost lease, a broken connection. */
  get halt(): TandemError | undefined {
    return this.#halt;
  }

  /** Never throws for a record: what failed stands in `written`. */
  async write(operation: Operation): Promise<void> {
    const { key, recordId, action, targetId, isMain } = operation;
    const table = this.#objects.get(operation.object);
    if (table === undefined) return;
    if (targetId !== undefined) this.#written.standsInExact(key, table.standing(this.#context.exact, targetId, operation.found));
    if (action === 'unchanged' && targetId !== undefined) await this.#takeOver(operation, targetId);
    if (action !== 'create' && action !== 'update') return;
    try {
      const hindrance = this.#halt ?? this.#written.hindranceOf(recordId);
      if (hindrance !== undefined) throw hindrance;
      // Sent now, what it needs would stay half made: nothing would look at it again before it is needed next.
      const unprepared = isMain ? this.#unprepared.get(recordId) : undefined;
      if (unprepared !== undefined) throw unprepared;
      const before = operation.after === undefined ? undefined : this.#written.failureOf(operation.after);
      if (before !== undefined) throw before;
      await this.#context.assertLease();
      await this.#carryOut(table, operation);
    } catch (thrown) {
      const error = toTandemError(thrown);
      this.#written.failed(key, error);
      if (!isMain && !this.#unprepared.has(recordId)) this.#unprepared.set(recordId, error);
      if (haltsSending(error)) this.#halt = error;
    }
  }

  async #carryOut(table: ExactObject, operation: Operation): Promise<void> {
    const { key, action, targetId, targetMadeBy } = operation;
    const body = exactBody(table, operation.fields, this.#written);
    if (body === undefined) throw this.#nothingMade(operation);
    const posted = { operation, body: { ...body, ...(await this.#fileOf(table, operation)) } };
    await this.#noteAmendment(operation);
    if (action === 'create') {
      const made = await this.#create(table, posted);
      this.#written.standsInExact(key, made);
      this.#written.done(key, made.id);
      await this.#settle(operation, made);
      await rememberLink(this.#context, operation, made.id, this.#written);
      return;
    }
    const target = targetId ?? (targetMadeBy === undefined ? undefined : this.#written.idOf(targetMadeBy));
    if (target === undefined) throw this.#nothingMade(operation);
    const stands = await this.#orRefused(table, posted, () => this.#change(table, target, posted));
    if (stands !== undefined) this.#written.standsInExact(key, stands);
    this.#written.done(key, target);
    if (stands !== undefined) await this.#settle(operation, stands);
    await rememberLink(this.#context, operation, target, this.#written);
  }

  #change(table: ExactObject, target: string, posted: Posted): Promise<ExactRecord | undefined> {
    const { exact } = this.#context;
    if (posted.operation.isTakenBack === true) return table.remove(exact, target).then(() => undefined);
    return table.update(exact, target, posted);
  }

  /** What the record of an operation is brought to is known before the first of it is written. */
  async #noteAmendment({ recordId, amends }: Operation): Promise<void> {
    if (amends === undefined || this.#amended.has(recordId)) return;
    await this.#context.claims.amend(recordId, amends);
    this.#amended.add(recordId);
  }

  /** The file that goes along with a new record, in the field that takes it. */
  async #fileOf({ readBlob }: ExactObject, { action, blob }: Operation): Promise<Readonly<Record<string, string>>> {
    if (action !== 'create' || blob === undefined || readBlob === undefined) return {};
    return { [blob.field]: (await readBlob(this.#context, blob)).toString('base64') };
  }

  async #create(table: ExactObject, posted: Posted): Promise<ExactRecord> {
    const { exact, claims } = this.#context;
    const { recordId, mark } = posted.operation;
    if (table.isClaimed === true) {
      if (mark === undefined) throw new TandemError('internal_error', {}, { cause: `nothing marks ${posted.operation.key}` });
      await claims.intend(recordId, mark.reference, mark.content, mark.kind);
    }
    return postOrFind(
      this.#context,
      () => this.#orRefused(table, posted, () => table.create(exact, posted)),
      () => table.findAgain(exact, posted),
    );
  }

  /** What Exact certainly did not take is not waited for. */
  async #orRefused<Result>(table: ExactObject, posted: Posted, send: () => Promise<Result>): Promise<Result> {
    try {
      return await send();
    } catch (error) {
      if (!isTandemError(error) || mayHaveArrived(error)) throw error;
      const { action, recordId } = posted.operation;
      if (table.isClaimed === true && action === 'create') await this.#context.claims.forgetIntent(recordId);
      throw table.refused === undefined ? error : await table.refused(this.#context, posted, error);
    }
  }

  /** A record that is there: from now on it is known as the one of its source. */
  async #takeOver(operation: Operation, id: string): Promise<void> {
    await this.#settle(operation, { id, facts: operation.found ?? {} });
    await rememberLink(this.#context, operation, id, this.#written);
  }

  async #settle({ recordId, mark }: Operation, { id, facts }: Pick<ExactRecord, 'id' | 'facts'>): Promise<void> {
    if (mark === undefined) return;
    const { reference, content, kind, agreement } = mark;
    await this.#context.claims.settle(recordId, {
      ...{ exactId: id, exactNumber: facts.number ?? '', reference, content, kind, agreement },
    });
  }

  #nothingMade(operation: Operation): TandemError {
    const { key, recordId } = operation;
    const cause = neededBy(operation)
      .map((needed) => this.#written.failureOf(needed))
      .find((failure) => failure !== undefined);
    return cause ?? new TandemError('internal_error', {}, { cause: `nothing was made for ${key}`, recordId });
  }
}
