import { phrase, toTandemError, type TandemError } from '../../src/errors/index.ts';
import type { AwaitedOutcome, Flow, FlowContext, FlowHints, Operation, Outcome, ReadRequest } from '../../src/flows/index.ts';
import { flowDocument } from '../../src/mapping/index.ts';
import { togetherNeeded } from '../../src/salesforce/index.ts';

const TEXTS = {
  label: 'Ledger',
  description: 'Entries of a source become entries of a target',
  one: 'entry',
  several: 'entries',
};

/** A record of the source side: what it says, or the error it meets. */
export interface LedgerEntry {
  text: string;
  error?: TandemError;
  /** The one division in which it meets the error. */
  errorIn?: number;
}

interface LedgerInput {
  readonly entries: readonly {
    readonly id: string;
    readonly text: string;
    readonly error: TandemError | undefined;
    /** What stands at the target. */
    readonly now: string | undefined;
  }[];
}

/**
 * A whole flow over two maps: it copies texts from `source` to `target`, two records a batch, exclusive per record. It shows
 * what the engine does with any flow, without a vendor's rules in the way.
 */
export class LedgerFlow implements Flow<LedgerInput> {
  readonly name: string;
  readonly source = 'salesforce';
  readonly texts = { en: TEXTS, nl: TEXTS };
  readonly icon = 'standard:entity';
  readonly mapping = {
    flow: 'ledger',
    schema: flowDocument({}),
    conditionOver: [],
    defaultRules: () => [],
    targetOf: (field: string) => phrase('rule_field_own', { field }),
  };
  readonly shownSettings = [];
  readonly hints: FlowHints = {
    salesforceObjects: { Entry: 'same', Page: async (_context, ids) => ids.flatMap((id) => this.pages.get(id) ?? []) },
    exactTopics: { Entries: 'same', Ledgers: 'poll' },
  };
  readonly needs = togetherNeeded([]);
  readonly exactNeeds = [];
  readonly awaits: readonly AwaitedOutcome[] = [];
  readonly roles = { salesOrder: { object: 'Order', entity: 'SalesOrders', ofDefaultDivision: [], isFirstOnRecord: true } };
  readonly linkedAs = 'salesOrder';
  readonly looks = {};
  readonly isExclusivePerRecord = true;
  /** Entries that stand on a page: a page that changed is a hint of them. */
  readonly pages = new Map<string, readonly string[]>();
  readonly from = new Map<string, LedgerEntry>();
  readonly to = new Map<string, string>();
  /** By what a record may be asked for besides its own id: what becomes of it is told by that. */
  readonly otherIds = new Map<string, string>();
  /** Every write to the target, in order. */
  readonly writes: string[] = [];
  /** Thrown by `read`, once each, first in first out. */
  readonly laneErrors: TandemError[] = [];
  /** Awaited before anything is read. */
  beforeRead: () => Promise<void> = async () => undefined;
  /** Awaited before a write: a test holds a record in mid-air with it. */
  beforeWrite: (id: string, division: number) => Promise<void> = async () => undefined;
  isOn = true;
  divisions: readonly number[] = [7];
  reads = 0;

  constructor(name = 'ledger') {
    this.name = name;
  }

  pollMinutes(): number {
    return 60;
  }
  isEnabled(): boolean {
    return this.isOn;
  }
  divisionsOf(): readonly number[] {
    return this.divisions;
  }

  async *read(context: FlowContext, request: ReadRequest) {
    this.reads += 1;
    await this.beforeRead();
    const error = this.laneErrors.shift();
    if (error !== undefined) throw error;
    const asked =
      request.kind === 'records'
        ? request.ids
        : this.#after(request.kind === 'sample' || request.full ? undefined : request.cursors['last']);
    for (let start = 0; start < asked.length; start += 2) {
      const named = asked.slice(start, start + 2);
      const ownId = (id: string): string => this.otherIds.get(id) ?? id;
      const held = await context.claims.take(named.map(ownId));
      const recordIds = named.filter((id) => held.has(ownId(id)));
      const entries = recordIds.map(ownId).map((id) => {
        const { text = '', error, errorIn = context.division } = this.from.get(id) ?? {};
        return { id, text, error: errorIn === context.division ? error : undefined, now: this.to.get(id) };
      });
      const last = asked[Math.min(start + 1, asked.length - 1)] ?? '';
      yield {
        input: { entries },
        cursors: request.kind === 'changes' ? { last } : {},
        followUps: [],
        recordIds,
      };
    }
  }

  plan(input: LedgerInput): Operation[] {
    return input.entries.map(({ id, text, error, now }) => ({
      key: `exact/Entry/${id}`,
      recordId: id,
      label: `Entry ${id}`,
      system: 'exact',
      action: error !== undefined ? 'block' : now === text ? 'unchanged' : now === undefined ? 'create' : 'update',
      object: 'Entry',
      fields: [{ field: 'Text', from: now ?? null, to: text, policy: 'always' }],
      ...(error === undefined ? {} : { reason: error }),
      isMain: true,
    }));
  }

  async apply(context: FlowContext, operations: readonly Operation[]): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    let halt: TandemError | undefined;
    for (const operation of operations) {
      halt ??= await context.assertLease().then(() => undefined, toTandemError);
      if (halt !== undefined && outcomes.length === 0) throw halt;
      outcomes.push(await this.#applyOne(context, halt === undefined ? operation : { ...operation, reason: halt }));
    }
    return outcomes;
  }

  async #applyOne(context: FlowContext, operation: Operation): Promise<Outcome> {
    const { recordId, label, action, reason } = operation;
    const base = { recordId, label, operations: [operation], exactId: `exact-${recordId}` };
    if (reason !== undefined) return { ...base, status: reason.handling === 'person' ? 'blocked' : 'failed', error: reason };
    if (action === 'unchanged') return { ...base, status: 'unchanged' };
    await context.claims.intend(recordId, recordId, '');
    await this.beforeWrite(recordId, context.division);
    this.to.set(recordId, String(operation.fields[0]?.to));
    this.writes.push(recordId);
    await context.claims.settle(recordId, {
      exactId: `exact-${recordId}`,
      exactNumber: recordId,
      reference: recordId,
      content: '',
    });
    return { ...base, status: action === 'create' ? 'created' : 'updated' };
  }

  #after(last: string | undefined): string[] {
    return [...this.from.keys()].filter((id) => last === undefined || id > last).sort();
  }
}

/** Finds nothing by itself: all its work is in the queue. */
export class QueueFlow extends LedgerFlow {
  override async *read(context: FlowContext, request: ReadRequest): ReturnType<LedgerFlow['read']> {
    if (request.kind === 'records') yield* super.read(context, request);
  }
}
