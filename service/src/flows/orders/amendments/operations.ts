import type { ExactSalesOrderInFull } from '../../../exact/index.ts';
import type { FieldChange, Operation } from '../../operation.ts';
import { keys } from '../keys.ts';
import { main, set } from '../operations.ts';
import type { OrderInput } from '../types.ts';
import type { LineChange } from './differences.ts';
import { lineName } from './problems.ts';

/** The writes of an amendment, each after the one before: what fails stops the rest of its order. */
export function lineOperations(
  input: OrderInput,
  { OrderID: orderId }: ExactSalesOrderInFull,
  changes: readonly LineChange[],
): Operation[] {
  const inOrder = (['change', 'add', 'remove'] as const).flatMap((kind) => changes.filter((change) => change.kind === kind));
  return inOrder.map((change, index) => {
    const before = inOrder[index - 1];
    return {
      ...base(input),
      key: keyOf(change),
      ...(before === undefined ? {} : { after: keyOf(before) }),
      ...written(change, orderId),
    };
  });
}

/** Key of the last of them; undefined where there is none. */
export function lastKey(operations: readonly Operation[]): string | undefined {
  return operations.at(-1)?.key;
}

/**
 * Takes the amounts of the document from the order before it is changed: whoever reads them meanwhile, or compares them with what comes
 * back from Exact, must not take the old ones for those that stand. Nothing where it shows none.
 */
export function amountsClearing(input: OrderInput): Operation[] {
  const { order } = input;
  const { object, result } = order.source;
  const fields = AMOUNTS.flatMap((name): FieldChange[] => {
    const field = result[name];
    const from = order[name] ?? null;
    return field === undefined || from === null ? [] : [{ field, from, to: null, policy: 'always' }];
  });
  if (fields.length === 0) return [];
  return [
    {
      ...{ key: keys.orderAmounts(object, order.Id), recordId: order.Id, label: order.OrderNumber, system: 'salesforce' },
      ...{ action: 'update', object, targetId: order.Id, fields, isMain: false, isPrecondition: true },
    },
  ];
}

const AMOUNTS = ['Exact_Net_Amount__c', 'Exact_Vat_Amount__c', 'Exact_Gross_Amount__c'];

function base(input: OrderInput) {
  const { recordId, label, system, restsOn } = main(input);
  return { recordId, label, system, restsOn, object: 'SalesOrderLine', isMain: false } as const;
}

function written(change: LineChange, orderId: string): Pick<Operation, 'action' | 'targetId' | 'fields' | 'isTakenBack'> {
  if (change.kind === 'add') {
    const fields = Object.entries({ OrderID: orderId, ...change.our.posted }).map(([field, to]) => set(field, to));
    return { action: 'create', fields };
  }
  const { line } = change.their;
  const note = lineName(change.their);
  if (change.kind === 'remove')
    return {
      action: 'update',
      targetId: line.ID,
      isTakenBack: true,
      fields: [{ field: 'Quantity', from: line.Quantity, to: null, policy: 'always', note }],
    };
  const { posted } = change.our;
  const standing = line as unknown as Readonly<Record<string, unknown>>;
  const changed = change.fields.map((field) => (field === 'Amount' ? 'NetPrice' : field));
  // Exact may make a price of its own of another quantity.
  const fields = [...new Set(changed.includes('Quantity') ? [...changed, 'NetPrice'] : changed)];
  return {
    action: 'update',
    targetId: line.ID,
    fields: fields.map((field): FieldChange => {
      const [from, to] = [standing[field] ?? null, posted[field] ?? null];
      return { field, from, to, policy: 'always', ...(from === to ? {} : { note }) };
    }),
  };
}

function keyOf(change: LineChange): string {
  return change.kind === 'add' ? keys.salesOrderLine(change.our.id) : keys.salesOrderLine(change.their.id);
}
