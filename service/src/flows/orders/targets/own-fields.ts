import { phrase, TandemError, type Phrase } from '../../../errors/index.ts';
import type { ExactJournal, ExactWarehouse } from '../../../exact/index.ts';
import type { FieldChange } from '../../operation.ts';
import type { TargetFacts } from './facts.ts';
import type { TargetSettings } from './settings.ts';
import type { OrderTarget } from './target.ts';

/** Exact's number for sales journals. */
const SALES = 20;

interface Wanted {
  readonly order: { readonly Id: string; readonly OrderNumber: string };
  readonly target: OrderTarget;
  readonly settings: TargetSettings;
  readonly facts: TargetFacts | undefined;
  readonly company: number;
  /** Of the document; empty where nobody tells. */
  readonly currency: string;
}

/** What the kind of a document asks for besides: its type, journal and warehouse; or why it cannot be made. Pure. */
export function ownFields(wanted: Wanted): readonly FieldChange[] | TandemError {
  const { order, target, settings, facts, company, currency } = wanted;
  const fields: FieldChange[] = target.type === undefined ? [] : [given('Type', target.type)];
  const about = { order: order.OrderNumber, document: target.term };
  if (target.hasJournal && facts?.journals !== undefined) {
    const found = journalOf(facts.journals, settings.invoiceJournal, currency, company);
    if ('text' in found)
      return new TandemError('order_journal_unusable', { ...about, why: found }, { recordId: order.Id, field: 'Journal' });
    fields.push(given('Journal', found.Code));
  }
  if (target.hasWarehouse && facts?.warehouses !== undefined) {
    const found = warehouseOf(facts.warehouses, settings.warehouse, company);
    if ('text' in found)
      return new TandemError('order_warehouse_unusable', { ...about, why: found }, { recordId: order.Id, field: 'Warehouse' });
    fields.push(given('Warehouse', found.ID));
  }
  return fields;
}

/** The journal that documents of this currency are booked in, or why there is none. Pure. */
export function journalOf(
  journals: readonly ExactJournal[],
  code: string | undefined,
  currency: string,
  company: number,
): ExactJournal | Phrase {
  const sales = journals.filter(({ Type: type, IsBlocked: isBlocked }) => type === SALES && !isBlocked);
  const [only] = sales;
  if (code === undefined)
    return only !== undefined && sales.length === 1
      ? taking(only, currency)
      : phrase('journal_not_chosen', { company, count: sales.length });
  const named = journals.find(({ Code }) => Code.toLowerCase() === code.toLowerCase());
  if (named === undefined) return phrase('journal_missing', { company, journal: code });
  if (named.Type !== SALES) return phrase('journal_not_sales', { journal: code });
  return named.IsBlocked ? phrase('journal_blocked', { journal: code }) : taking(named, currency);
}

function taking(journal: ExactJournal, currency: string): ExactJournal | Phrase {
  const { Code: code, Currency: own, AllowVariableCurrency: takesAny } = journal;
  const isTaken = takesAny || own === null || currency === '' || own === currency;
  return isTaken ? journal : phrase('journal_of_currency', { journal: code, currency: own });
}

/** The warehouse that a direct invoice delivers from, or why there is none. Pure. */
export function warehouseOf(
  warehouses: readonly ExactWarehouse[],
  code: string | undefined,
  company: number,
): ExactWarehouse | Phrase {
  const [only] = warehouses;
  if (code === undefined)
    return only !== undefined && warehouses.length === 1
      ? only
      : phrase('warehouse_not_chosen', { company, count: warehouses.length });
  const named = warehouses.find(({ Code }) => Code.toLowerCase() === code.toLowerCase());
  return named ?? phrase('warehouse_missing', { company, warehouse: code });
}

function given(field: string, to: unknown): FieldChange {
  return { field, from: null, to, policy: 'always' };
}
