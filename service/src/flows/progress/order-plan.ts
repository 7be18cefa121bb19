import { phrase, TandemError } from '../../errors/index.ts';
import type { ExactSalesOrder } from '../../exact/index.ts';
import type { RecordRef } from '../../links/index.ts';
import { applyRules, plainText, plannedChanges, type FormulaScope, type MappedRecord } from '../../mapping/index.ts';
import { amountText, Decimal } from '../../money/index.ts';
import { reasonToLeaveOut } from '../condition.ts';
import type { FieldChange, Operation } from '../operation.ts';
import { piecesOf } from '../order-lines/index.ts';
import { changesTo, noteChanges } from '../record-changes.ts';
import { problemOf } from './problems.ts';
import { quantitiesOf, quantitiesOfGone } from './quantities.ts';
import { quantitiesOfSet } from './set-quantities.ts';
import { ownField } from '../orders/index.ts';
import { inOwnNames } from './followed.ts';
import type { ProgressConfiguration } from './settings.ts';
import { DELETED, statusesOf } from './statuses.ts';
import type { LineInput, OrderInput, OrderProductRow, ProgressFacts } from './types.ts';

/** The sales order as the record that what is written comes from. */
export function salesOrderRef(id: string): RecordRef {
  return { system: 'exact', object: 'SalesOrders', division: undefined, id };
}

/** Longest status that the package has room for. */
const STATUS_LENGTH = 40;

/** What becomes of one order and of its order products. Pure. */
export function planOrder(input: OrderInput, settings: ProgressConfiguration, facts: ProgressFacts): Operation[] {
  const { order, header } = input;
  const skipped = header === undefined ? undefined : reasonToSkip(input, header, settings);
  if (skipped !== undefined) return [{ ...main(input), action: 'skip', fields: [], reason: skipped }];
  const mapped = header === undefined ? NOTHING : ruled('Order', { salesOrder: header }, input, { settings, facts });
  const lines = input.lines.map((line) => changedLine(line, input, { settings, facts }));
  const problem = problemOf(input) ?? mapped.problems[0] ?? lines.flatMap(({ problems }) => problems)[0];
  const isOver = input.isWhole || (header !== undefined && order['Exact_Progress__c'] === DELETED);
  const fields = [
    ...plannedChanges(mapped.fields, order, { keepsEmpty: false }),
    ...inOwnNames(
      [
        ...changesTo(order, input.isGone ? { Exact_Progress__c: DELETED } : header === undefined ? {} : valuesOf(header, order)),
        ...noteChanges(order, { field: 'Exact_Changed__c', problem, isOver, language: facts.language }),
      ],
      (name) => ownField(order.source, name),
    ),
  ];
  // News of its lines alone, or none, would close the issue of what is still noted.
  const isMain = !isNoted(input, problem) || (header !== undefined && fields.length > 0);
  return [
    {
      ...main(input),
      isMain,
      action: fields.length > 0 ? 'update' : 'unchanged',
      targetId: order.Id,
      fields,
      ...(problem === undefined ? {} : { reason: problem }),
    },
    ...lines.flatMap(({ product, fields: ofLine }) => lineOperation(input, product, ofLine, isMain)),
    ...input.sets.flatMap(({ product, parts }) => {
      const pieces = piecesOf(product);
      const quantities = pieces === undefined ? {} : quantitiesOfSet(parts, pieces);
      return lineOperation(input, product, lineChanges(input, product, quantities), isMain);
    }),
    ...input.gone.flatMap((product) =>
      lineOperation(input, product, lineChanges(input, product, { Exact_Line_Id__c: null, ...quantitiesOfGone() }), isMain),
    ),
  ];
}

const NOTHING: MappedRecord = { fields: [], problems: [] };

interface Mapping {
  readonly settings: ProgressConfiguration;
  readonly facts: ProgressFacts;
}

function valuesOf(header: ExactSalesOrder, { source }: OrderInput['order']): Readonly<Record<string, string | null>> {
  const { AmountFCExclVat: net, AmountFC: gross } = header;
  return {
    ...statusesOf(header),
    // Of an order a rule brings it.
    ...(source.object === 'Order' ? {} : { Exact_Order_Status__c: header.StatusDescription?.slice(0, STATUS_LENGTH) ?? null }),
    ...(net === null ? {} : { Exact_Net_Amount__c: net }),
    ...(gross === null ? {} : { Exact_Gross_Amount__c: gross }),
    ...(net === null || gross === null ? {} : { Exact_Vat_Amount__c: amountText(new Decimal(gross).minus(net)) }),
  };
}

function changedLine({ line, product }: LineInput, input: OrderInput, mapping: Mapping) {
  const { fields, problems } = ruled('OrderItem', { salesOrderLine: line }, input, mapping);
  const pieces = piecesOf(product);
  // What nobody can count in is left as it is.
  const quantities = pieces === undefined ? {} : quantitiesOf(line, pieces);
  const own = lineChanges(input, product, { Exact_Line_Id__c: line.ID.toLowerCase(), ...quantities });
  return { product, problems, fields: [...own, ...plannedChanges(fields, product, { keepsEmpty: false })] };
}

function ruled(
  object: 'Order' | 'OrderItem',
  scope: FormulaScope,
  { order }: OrderInput,
  { settings, facts }: Mapping,
): MappedRecord {
  const limits = object === 'Order' ? facts.orderFields : facts.lineFields;
  if (order.source.object !== 'Order') return NOTHING;
  const rules = settings.rules.filter((rule) => rule.object === object);
  return applyRules(rules, scope, (field) => limits.get(field), {
    record: phrase('record_order', { order: order.OrderNumber }),
    system: 'Salesforce',
  });
}

/** True where the order tells of a problem that was found earlier and may still be there. */
function isNoted({ order, isWhole }: OrderInput, problem: TandemError | undefined): boolean {
  return problem === undefined && !isWhole && plainText(order['Exact_Changed__c']) !== '';
}

function reasonToSkip(
  { order }: OrderInput,
  salesOrder: ExactSalesOrder,
  { when }: ProgressConfiguration,
): TandemError | undefined {
  return reasonToLeaveOut(
    { when, scope: { salesOrder }, record: phrase('record_order', { order: order.OrderNumber }) },
    () => new TandemError('order_progress_not_selected', { order: order.OrderNumber }, { recordId: order.Id }),
  );
}

/** The operation on the order. Its record is the sales order, as of all that comes from Exact. */
function main({ order, header }: OrderInput) {
  const recordId = order.Exact_Id__c.toLowerCase();
  return {
    key: `salesforce/${order.source.object}/${recordId}`,
    recordId,
    label: order.OrderNumber,
    system: 'salesforce',
    object: order.source.object,
    source: salesOrderRef(recordId),
    restsOn: `${header?.Modified ?? ''}/${order.SystemModstamp}`,
    isMain: true,
  } as const;
}

/** What a line has no field for is left out. */
function lineChanges(
  { order }: OrderInput,
  product: OrderProductRow,
  values: Readonly<Record<string, string | null>>,
): FieldChange[] {
  return inOwnNames(changesTo(product, values), (name) => order.source.line.progress[name]);
}

/** Changed lines alone are news of their order too: the strongest operation of a record is its outcome. */
function lineOperation(
  input: OrderInput,
  product: OrderProductRow,
  fields: readonly FieldChange[],
  isMain: boolean,
): Operation[] {
  const { line } = input.order.source;
  if (fields.length === 0) return [];
  const { recordId, label } = main(input);
  return [
    {
      ...{ key: `salesforce/${line.object}/${product.Id}`, recordId, label, system: 'salesforce', action: 'update' },
      object: line.object,
      targetId: product.Id,
      fields,
      isMain,
    },
  ];
}
