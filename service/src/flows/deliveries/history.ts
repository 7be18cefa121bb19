import { dayWithin, GOODS_DELIVERIES } from '../../exact/index.ts';
import { soqlText } from '../../salesforce/index.ts';
import { nextDay } from '../calendar.ts';
import type { FlowContext, FlowHistory } from '../flow.ts';
import { EVER, firstDayYearsAgo, linesEach, type HistorySize, type HistoryWindow } from '../history.ts';
import { DELIVERY_OBJECT, LINE_OBJECT } from './settings.ts';

/** Rows of a page of the stream, and of lines. */
const ROWS_A_PAGE = 1_000;
const LINES_A_PAGE = 60;
/** Deliveries whose lines are asked for together. */
const DELIVERIES_A_QUESTION = 25;
/** Of a delivery, where none is in Salesforce yet that would tell. */
const USUAL_LINES = 3;
/** Of a delivery with its lines, asserted by tests. */
const SALESFORCE_CALLS_EACH = 0.05;
/** What the org looks like, and a batch of a single one. */
const SALESFORCE_CALLS_ONCE = 5;

/** Deliveries of orders that did not come from Salesforce: nothing of them comes by itself. */
export const DELIVERY_HISTORY: FlowHistory = {
  fewestYears: 1,
  windowOf: (today, years) => ({ from: firstDayYearsAgo(today, years), until: nextDay(today) }),
  measure,
};

/** Two calls of Exact and one of Salesforce: how many lines a delivery has is told by those that are there. */
async function measure(context: FlowContext, window: HistoryWindow): Promise<HistorySize> {
  const all = await countWithin(context, EVER);
  const records = await countWithin(context, window);
  const linesOfEach = await linesADelivery(context);
  const questions = Math.ceil(records / DELIVERIES_A_QUESTION) + Math.ceil((records * linesOfEach) / LINES_A_PAGE);
  return {
    records,
    rows: Math.ceil(records * (1 + linesOfEach)),
    calls: {
      exact: 1 + Math.ceil(all / ROWS_A_PAGE) + questions,
      salesforce: SALESFORCE_CALLS_ONCE + Math.ceil(records * SALESFORCE_CALLS_EACH),
    },
  };
}

function linesADelivery({ salesforce, division }: FlowContext): Promise<number> {
  const own = soqlText(String(division));
  const documents = `SELECT COUNT(Id) total FROM ${DELIVERY_OBJECT} WHERE Division__c = ${own}`;
  const lines = `SELECT COUNT(Id) total FROM ${LINE_OBJECT} WHERE Delivery__r.Division__c = ${own}`;
  return linesEach(salesforce, { documents, lines }, USUAL_LINES);
}

/** How many deliveries are of these days: one call. */
export function countWithin({ exact }: Pick<FlowContext, 'exact'>, { from, until }: HistoryWindow): Promise<number> {
  return exact.count(GOODS_DELIVERIES.path, dayWithin('DeliveryDate', from, until));
}
