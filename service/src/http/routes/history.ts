import { z } from 'zod';
import { historyDoneAt, historyText, knownTimeZone, storageMb } from '../../activity/index.ts';
import type { HttpApp } from '../app-types.ts';
import { callsLeft } from '../calls-left.ts';
import { nounsIn } from '../flow-nouns.ts';
import { DIVISION_QUERY, FLOW_NAME, HISTORY_YEARS_QUERY } from '../json-shapes.ts';
import type { HttpDependencies } from '../ports.ts';
import { PROBLEM } from '../problems.ts';

const COUNT = z.number().int();
const PARAMS = z.object({ flow: z.string().max(40) });
const QUERY = z.object({ years: HISTORY_YEARS_QUERY, division: DIVISION_QUERY.optional() });

const PRICE = z
  .object({
    flow: FLOW_NAME,
    division: z.number().describe('the company it is of'),
    from: z.string().describe('first day, yyyy-mm-dd'),
    until: z.string().describe('the day after the last one'),
    records: COUNT.describe('documents of these days in Exact Online'),
    rows: COUNT.describe('rows that they are in Salesforce, about'),
    storageMb: COUNT.describe('what Salesforce counts for these rows'),
    calls: z.object({ exact: COUNT, salesforce: COUNT }).describe('about'),
    doneAt: z.string().nullable().describe('at the earliest; null where that is further away than a year'),
    text: z.string().describe('all of it in one line'),
  })
  .meta({ id: 'HistoryPrice' });

/** What loading years of the past comes to. It starts as a run with `historyYears`. */
export function historyRoutes(app: HttpApp, { store, engine, settings }: HttpDependencies): void {
  app.get(
    '/v1/flows/:flow/history',
    { schema: { tags: ['runs'], params: PARAMS, querystring: QUERY, response: { 200: PRICE, 400: PROBLEM, 422: PROBLEM } } },
    async (request) => {
      const { org, language, query } = request;
      const price = await engine.measureHistory(org.id, { flow: request.params.flow, ...query });
      const { flow, division, window, size } = price;
      const [exact, usage] = await Promise.all([store.vault.find(org.id, 'exact'), store.forOrg(org.id).salesforceUsage.find()]);
      const state = await store.budgets.state(settings.budgetKeyOf(exact?.meta.country ?? 'nl', division));
      const now = new Date();
      const doneAt = historyDoneAt(now, price, { exact: callsLeft(state), salesforce: usage });
      const reader = { now, timeZone: knownTimeZone(org.features['timeZone']), language, nounsOf: nounsIn(language) };
      return {
        ...{ flow, division, ...window, records: size.records, rows: size.rows, storageMb: storageMb(price) },
        ...{ calls: { ...size.calls }, doneAt: doneAt?.toISOString() ?? null, text: historyText(price, doneAt, reader) },
      };
    },
  );
}
