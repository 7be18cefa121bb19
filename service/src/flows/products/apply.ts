import { salesforceNumber, soqlForValues, type SalesforceWrite, type SalesforceWriteResult } from '../../salesforce/index.ts';
import type { FlowContext, Operation, Outcome, OutcomeStatus } from '../flow.ts';
import { adoptEntries } from './adopt-entries.ts';
import { productKey } from './item-plan.ts';

const NUMERIC_TYPES: ReadonlySet<string> = new Set(['currency', 'double', 'percent', 'int']);

const STATUSES: Readonly<Record<Operation['action'], OutcomeStatus>> = {
  create: 'created',
  update: 'updated',
  unchanged: 'unchanged',
  skip: 'skipped',
  block: 'blocked',
};

/** Writes products first, then their price book entries, each kind at once. */
export async function applyProducts(context: FlowContext, operations: readonly Operation[]): Promise<readonly Outcome[]> {
  const writer = new Writer(context, operations);
  await writer.write('Product2');
  await writer.write('PricebookEntry');
  const byRecord = Map.groupBy(operations, (operation) => operation.recordId);
  return [...byRecord.values()].flatMap((ofRecord) => writer.outcome(ofRecord));
}

class Writer {
  readonly #context: FlowContext;
  readonly #operations: readonly Operation[];
  readonly #results = new Map<string, SalesforceWriteResult>();
  /** By the key of the operation that makes or changes a product. */
  readonly #productIds = new Map<string, string>();

  constructor(context: FlowContext, operations: readonly Operation[]) {
    this.#context = context;
    this.#operations = operations;
  }

  async write(object: string): Promise<void> {
    const due = this.#operations.filter((operation) => operation.object === object && isWrite(operation));
    if (due.length === 0) return;
    if (object === 'PricebookEntry') await this.#findProducts(due);
    const isNumeric = await this.#numericFields(object);
    // Salesforce refuses a collection that names a record twice: what two operations change of it is one write.
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
      for (const operation of operations) this.#results.set(operation.key, result);
      const [first] = operations;
      if (result.ok && object === 'Product2' && first !== undefined) this.#productIds.set(productKey(first.recordId), result.id);
    }
  }

  async #send(object: string, writes: readonly SalesforceWrite[]): Promise<readonly SalesforceWriteResult[]> {
    const results = await this.#context.salesforce.write(writes, { signal: this.#context.signal });
    return object === 'PricebookEntry' ? await adoptEntries(this.#context, writes, results) : results;
  }

  /** One outcome for a record; none for one of which nothing is to be told. */
  outcome(ofRecord: readonly Operation[]): Outcome[] {
    const main = ofRecord.find((operation) => operation.isMain) ?? ofRecord.find((operation) => operation.reason !== undefined);
    const failure = ofRecord.map((operation) => this.#results.get(operation.key)).find((result) => result?.ok === false);
    const shown = main ?? (failure === undefined ? undefined : ofRecord[0]);
    if (shown === undefined) return [];
    const error =
      failure?.ok === false ? failure.error : (shown.reason ?? ofRecord.find(({ reason }) => reason !== undefined)?.reason);
    return [
      {
        recordId: shown.recordId,
        label: shown.label,
        status: failure === undefined ? STATUSES[shown.action] : 'failed',
        salesforceId:
          this.#productIds.get(productKey(shown.recordId)) ?? ofRecord.find(({ object }) => object === 'Product2')?.targetId,
        exactId: shown.recordId,
        error,
        operations: ofRecord.filter((operation) => operation.action !== 'unchanged'),
      },
    ];
  }

  #toWrite(
    object: string,
    group: readonly Operation[],
    isNumeric: (field: string) => boolean,
  ): { write: SalesforceWrite; operations: readonly Operation[] } | undefined {
    const fields: Record<string, unknown> = {};
    for (const { field, to } of group.flatMap((operation) => operation.fields)) {
      const value = isReference(to) ? this.#productIds.get(to.ref) : to;
      // Its product was not made: that record tells why, the entry has nothing to add.
      if (value === undefined) return undefined;
      fields[field] = typeof value === 'string' && isNumeric(field) ? salesforceNumber(value) : value;
    }
    if (object === 'Product2') fields['Exact_Synced_At__c'] = this.#context.now().toISOString();
    const targetId = group[0]?.targetId;
    const write: SalesforceWrite =
      targetId === undefined ? { action: 'create', object, fields } : { action: 'update', object, id: targetId, fields };
    return { write, operations: group };
  }

  async #findProducts(due: readonly Operation[]): Promise<void> {
    const wanted = due
      .filter((operation) => operation.action === 'create')
      .map((operation) => operation.recordId.toLowerCase())
      .filter((itemId) => !this.#productIds.has(productKey(itemId)));
    if (wanted.length === 0) return;
    const queries = soqlForValues(
      'Exact_Id__c',
      wanted,
      (condition) => `SELECT Id, Exact_Id__c FROM Product2 WHERE ${condition}`,
    );
    for (const row of (await this.#context.salesforce.queryMany(queries)).flat()) {
      if (row.Id !== undefined) this.#productIds.set(productKey(String(row['Exact_Id__c'])), row.Id);
    }
  }

  async #numericFields(object: string): Promise<(field: string) => boolean> {
    const { fields } = await this.#context.salesforce.describe(object);
    return (field) => NUMERIC_TYPES.has(fields.get(field)?.type ?? '');
  }
}

function isWrite(operation: Operation): boolean {
  return operation.action === 'create' || operation.action === 'update';
}

function isReference(value: unknown): value is { readonly ref: string } {
  return typeof value === 'object' && value !== null && 'ref' in value && typeof value.ref === 'string';
}
