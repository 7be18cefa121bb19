import { phrase, TandemError } from '../../../errors/index.ts';
import { plannedChanges } from '../../../mapping/index.ts';
import { vatCodeFault } from '../../../tax/index.ts';
import { mapTarget } from '../../map-target.ts';
import type { FieldChange, Operation } from '../../operation.ts';
import { notInExact } from '../codes.ts';
import { blocked, main } from '../operations.ts';
import type { OrdersConfiguration } from '../settings.ts';
import type { LineRow, OrderFacts, OrderInput } from '../types.ts';
import { missingChoice, rowScope } from './choice.ts';
import { itemCode } from './facts.ts';
import type { MissingFacts } from './types.ts';
import { CODE_LENGTH } from './settings.ts';

type Product = NonNullable<LineRow['Product2']>;

/** Longest name of an item in Exact. */
const NAME_LENGTH = 60;

/**
 * Makes the items that an order lacks, and links their products; the order waits until they are linked, and goes then like any other.
 * One that stands in Exact under the code already is linked: the answer of an earlier attempt may have been lost. Undefined where
 * nothing is to be made, or the order would stop all the same. Pure.
 */
export function planItems(input: OrderInput, settings: OrdersConfiguration, facts: OrderFacts): Operation[] | undefined {
  const choices = input.lines.map((row) => missingChoice(row, input, settings));
  const isStopped = choices.some((choice) => choice === 'stop' || choice instanceof TandemError);
  const rows = input.lines.filter((_row, index) => choices[index] === 'create');
  const { missing } = facts;
  if (isStopped || rows.length === 0 || missing === undefined || missing.isFurther) return undefined;
  const byProduct = new Map(rows.flatMap((row) => (row.Product2 == null ? [] : [[row.Product2.Id, row] as const])));
  const operations: Operation[] = [];
  for (const row of byProduct.values()) {
    const planned = row.Product2 == null ? [] : planItem(row, row.Product2, { input, settings, facts, missing });
    if (planned instanceof TandemError) return blocked(input, planned, facts);
    operations.push(...planned);
  }
  const [first] = byProduct.values();
  const names = { order: input.order.OrderNumber, product: nameOf(first?.Product2) };
  const waits = new TandemError('order_item_awaited', names, { field: 'Product2Id', recordId: input.order.Id });
  return [...operations, { ...main(input), action: 'block', fields: [], reason: waits }];
}

interface Where {
  readonly input: OrderInput;
  readonly settings: OrdersConfiguration;
  readonly facts: OrderFacts;
  readonly missing: MissingFacts;
}

function planItem(row: LineRow, product: Product, where: Where): Operation[] | TandemError {
  const { input, missing } = where;
  const { order } = input;
  if (!missing.claimed.has(product.Id)) return [];
  const names = { order: order.OrderNumber, product: nameOf(product) };
  const code = itemCode(product.ProductCode) ?? '';
  if (code === '' || code.length > CODE_LENGTH) return unusable(names, 'ProductCode', code, CODE_LENGTH, order.Id);
  const standing = missing.items.get(code.toLowerCase());
  if (standing !== undefined) {
    const owner = missing.productOf.get(standing.itemId);
    if (owner === undefined || owner === product.Id) return [linking(input, product, standing.itemId)];
    return new TandemError('order_item_of_other_product', { ...names, code, other: owner }, { recordId: order.Id });
  }
  const fields = itemFields(row, names, where);
  if (fields instanceof TandemError) return fields;
  const key = `exact/Item/${code.toLowerCase()}`;
  const own: FieldChange[] = [
    { field: 'Code', from: null, to: code, policy: 'create' },
    { field: 'IsSalesItem', from: null, to: true, policy: 'create' },
  ];
  return [
    {
      ...{ key, recordId: order.Id, label: order.OrderNumber, system: 'exact', object: 'Item', action: 'create' },
      fields: [...own, ...fields],
      source: { system: 'salesforce', object: 'Product2', id: product.Id },
      isMain: false,
    },
    linking(input, product, { ref: key }),
  ];
}

/** What the rules say of the item, or what Exact would refuse of it. */
function itemFields(
  row: LineRow,
  names: { readonly order: string; readonly product: string },
  { input, settings, facts: { vatCodes } }: Where,
): readonly FieldChange[] | TandemError {
  const named = phrase('record_order_product', names);
  const mapped = mapTarget('Item', rowScope(row, input), settings, named);
  const [problem] = mapped.problems;
  if (problem !== undefined) return problem;
  const fields = plannedChanges(mapped.fields, undefined, { keepsEmpty: false });
  const valueOf = (name: string): unknown => fields.find(({ field }) => field === name)?.to;
  if (typeof valueOf('Description') !== 'string') return unusable(names, 'Name', '', NAME_LENGTH, input.order.Id);
  const vatCode = valueOf('SalesVatCode');
  if (typeof vatCode === 'string' && vatCodes !== undefined && vatCodeFault(vatCode, vatCodes) !== undefined)
    return notInExact('vat', named, vatCode, 'what_vat_code', 'SalesVatCode', input.order.Id);
  return fields;
}

function linking({ order }: OrderInput, { Id: targetId }: Product, to: FieldChange['to']): Operation {
  return {
    ...{ key: `salesforce/Product2/${targetId}/item`, recordId: order.Id, label: order.OrderNumber, system: 'salesforce' },
    ...{ action: 'update', object: 'Product2', targetId, isMain: false },
    fields: [{ field: 'Exact_Id__c', from: null, to, policy: 'always' }],
  };
}

function unusable(
  names: { readonly order: string; readonly product: string },
  field: string,
  value: string,
  most: number,
  recordId: string,
): TandemError {
  return new TandemError('order_item_unusable', { ...names, field, value, most }, { field, recordId });
}

function nameOf(product: LineRow['Product2'] | undefined): string {
  return product?.ProductCode ?? product?.Name ?? '';
}
