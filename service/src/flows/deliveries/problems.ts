import { listed, TandemError, type ParamValue } from '../../errors/index.ts';
import { toDecimal } from '../../money/index.ts';
import type { DeliveryInput, LineInput } from './types.ts';

/** Lines that are named; who has more of them looks into Exact. */
const LINES_NAMED = 8;

/** What a person should know of a delivery, the weightiest first; undefined where nothing is. `delivery`: its number. Pure. */
export function problemOf(input: DeliveryInput, delivery: string): TandemError | undefined {
  const { entryId: recordId, row } = input;
  // What is gone is told when it is found; it stays marked.
  if (input.isGone)
    return row?.Deleted_In_Exact__c === true
      ? undefined
      : new TandemError('delivery_deleted_in_exact', { delivery }, { recordId });
  const strange = input.lines.filter(isOfNoProduct);
  const order = strange[0]?.delivered?.orderNumber;
  if (order !== undefined)
    return new TandemError('delivery_line_without_product', { delivery, order, lines: linesNamed(strange) }, { recordId });
  // What nobody ordered in Salesforce is nobody's problem there.
  const over = input.lines.find((line) => line.delivered !== undefined && isMoreThanOrdered(line))?.line;
  if (over !== undefined) {
    const [delivered, ordered] = [over.QuantityDelivered ?? '', over.QuantityOrdered ?? ''];
    const params = { delivery, product: over.ItemCode ?? over.Description ?? '', delivered, ordered };
    return new TandemError('delivery_more_than_ordered', params, { recordId, field: 'Quantity__c' });
  }
  const gone = input.gone.filter((line) => line['Deleted_In_Exact__c'] !== true);
  if (gone.length === 0) return undefined;
  const products = named(gone.map((line) => line.Product_Code__c ?? line.Key__c));
  return new TandemError('delivery_lines_deleted_in_exact', { delivery, products }, { recordId });
}

function isOfNoProduct({ row, delivered }: LineInput): boolean {
  return delivered?.orderProductId === null && (row?.['Order_Product__c'] ?? null) === null;
}

function isMoreThanOrdered({ line }: LineInput): boolean {
  const [delivered, ordered] = [toDecimal(line.QuantityDelivered), toDecimal(line.QuantityOrdered)];
  return delivered !== null && ordered !== null && delivered.abs().gt(ordered.abs());
}

function linesNamed(lines: readonly LineInput[]): ParamValue {
  return named(lines.map(({ line }) => `${line.LineNumber ?? ''} ${line.ItemCode ?? line.Description ?? ''}`.trim()));
}

function named(names: readonly string[]): ParamValue {
  const more = names.length - LINES_NAMED;
  return listed([...names.slice(0, LINES_NAMED), ...(more > 0 ? [`+ ${more}`] : [])]);
}
