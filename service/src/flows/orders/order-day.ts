import { phrase, TandemError } from '../../errors/index.ts';
import type { FieldChange } from '../operation.ts';
import { bookedDay } from './periods.ts';
import type { OrdersConfiguration } from './settings.ts';
import type { OrderFacts, OrderInput } from './types.ts';

/** The day that an order gets in Exact, and what is told of it where that is another one than it has. */
export interface OrderDay {
  readonly day: string;
  readonly moved: FieldChange | undefined;
}

/** The day of an order: `dated`, unless the books are closed then and the settings say what happens. Pure. */
export function orderDayOf(
  { order }: OrderInput,
  dated: string,
  settings: OrdersConfiguration,
  { salesPeriods }: OrderFacts,
): OrderDay | TandemError {
  const unmoved = { day: dated, moved: undefined };
  if (salesPeriods === undefined || settings.closedPeriods === 'ignore') return unmoved;
  const booked = bookedDay(dated, salesPeriods);
  if (!booked.isClosed) return unmoved;
  const { year, period, nextOpen } = booked;
  if (settings.closedPeriods === 'stop' || nextOpen === undefined) {
    const params = { order: order.OrderNumber, day: dated, period: `${year}/${period}` };
    return new TandemError('order_period_closed', params, { field: 'EffectiveDate', recordId: order.Id });
  }
  const note = phrase('note_day_moved', { day: dated, period: `${year}/${period}` });
  return { day: nextOpen, moved: { field: 'OrderDate', from: null, to: nextOpen, policy: 'always', note } };
}
