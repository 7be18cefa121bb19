import { z } from 'zod';
import { tellingOf } from '../../activity/index.ts';
import { listed, phrase, TandemError, type Language } from '../../errors/index.ts';
import type { FieldChange } from '../../flows/index.ts';
import type { StoredOperation, StoredProblem } from '../../store/index.ts';
import type { HttpApp } from '../app-types.ts';
import {
  changeJson,
  COUNTING_CURSOR_QUERY,
  DIVISION_CODE,
  FIELD_CHANGE,
  HISTORY_YEARS,
  OPERATION_ACTION,
  PAGE_SIZE,
  pageOf,
  RUN,
  RUN_MODE,
  runJson,
} from '../json-shapes.ts';
import type { HttpDependencies } from '../ports.ts';
import { PROBLEM, storedProblem } from '../problems.ts';
import { RECORD_ID } from '../salesforce-id.ts';

const BODY = z.object({
  flow: z.string().max(40),
  mode: z.enum(RUN_MODE.options),
  division: DIVISION_CODE.optional(),
  ids: z.array(RECORD_ID).min(1).max(2000).nullish(),
  since: z.iso.datetime({ offset: true }).nullish(),
  full: z.boolean().nullish(),
  historyYears: HISTORY_YEARS.nullish().describe('only the part of the past of so many whole calendar years before this one'),
});

const PARAMS = z.object({ id: z.string().max(64) });
const RUN_STARTED = z.object({ runId: z.string() }).meta({ id: 'RunStarted' });

const DROPPED = z.object({ recordId: z.string(), label: z.string(), reason: z.string() });
const LISTED_DROPPED = 50;
const RUN_DETAIL = RUN.extend({
  droppedRecords: z
    .array(DROPPED)
    .describe('which records of an approved plan were left as they are, and why: the first 50, while the activity log has them'),
}).meta({ id: 'RunDetail' });

const OPERATION = z
  .object({
    key: z.string(),
    recordId: z.string(),
    label: z.string(),
    system: z.enum(['exact', 'salesforce']),
    action: OPERATION_ACTION,
    object: z.string(),
    fields: z.array(FIELD_CHANGE),
    reason: PROBLEM.nullable(),
    outcome: z.string().nullable().describe('`seen`: the approved run has come to its record'),
  })
  .meta({ id: 'Operation' });

/** The parts of a stored operation that a person sees; the engine writes them. */
interface OperationView {
  readonly label: string;
  readonly system: 'exact' | 'salesforce';
  readonly action: z.infer<typeof OPERATION>['action'];
  readonly object: string;
  readonly fields: readonly FieldChange[];
  readonly reason?: StoredProblem | null;
}

/** Nobody could tell which of two scopes was meant. */
function refuseTwoScopes({ ids, since, full, historyYears }: z.infer<typeof BODY>): void {
  const others = Object.entries({ ids, since, full: full === true ? full : null }).filter(([, value]) => value != null);
  if (historyYears == null || others.length === 0) return;
  const fields = listed(others.map(([name]) => name));
  throw new TandemError('invalid_request', { problem: phrase('request_of_two_scopes', { fields }) });
}

/** Runs: started, followed, reviewed, approved, paused and gone on with, cancelled. */
export function runRoutes(app: HttpApp, { store, engine }: HttpDependencies): void {
  app.post(
    '/v1/runs',
    { schema: { tags: ['runs'], body: BODY, response: { 202: RUN_STARTED, 404: PROBLEM, 409: PROBLEM } } },
    async (request, reply) => {
      const { flow, mode, division, ids, since, full, historyYears } = request.body;
      refuseTwoScopes(request.body);
      const runId = await engine.startRun(request.org.id, {
        flow,
        mode,
        division,
        ids: ids ?? undefined,
        since: since ?? undefined,
        full: full ?? undefined,
        historyYears: historyYears ?? undefined,
      });
      return reply.code(202).send({ runId });
    },
  );

  app.get(
    '/v1/runs/:id',
    { schema: { tags: ['runs'], params: PARAMS, response: { 200: RUN_DETAIL, 404: PROBLEM } } },
    async (request) => {
      const orgStore = store.forOrg(request.org.id);
      const run = await orgStore.runs.find(request.params.id);
      if (run === undefined) throw new TandemError('not_found');
      const told = run.dropped === 0 ? [] : await orgStore.activities.ofRun(run.id, 'changed_since_plan', LISTED_DROPPED);
      const droppedRecords = told.map((activity) => {
        const { label, message } = tellingOf(activity, request.language);
        return { recordId: activity.recordId, label, reason: message ?? '' };
      });
      return { ...runJson(run, request.language), droppedRecords };
    },
  );

  app.get(
    '/v1/runs/:id/operations',
    {
      schema: {
        tags: ['runs'],
        params: PARAMS,
        querystring: COUNTING_CURSOR_QUERY,
        response: { 200: pageOf('OperationPage', OPERATION), 404: PROBLEM },
      },
    },
    async (request) => {
      const orgStore = store.forOrg(request.org.id);
      const { id } = request.params;
      if ((await orgStore.runs.find(id)) === undefined) throw new TandemError('not_found');
      const rows = await orgStore.operations.page(id, Number(request.query.cursor ?? 0), PAGE_SIZE + 1);
      const page = rows.slice(0, PAGE_SIZE);
      return {
        items: page.map((row) => operationJson(row, request.language)),
        next: rows.length > PAGE_SIZE ? String(page.at(-1)?.seq) : null,
      };
    },
  );

  for (const [verb, act] of [
    ['approve', (orgId: string, runId: string) => engine.approveRun(orgId, runId)],
    ['cancel', (orgId: string, runId: string) => engine.cancelRun(orgId, runId)],
    ['pause', (orgId: string, runId: string) => engine.pauseRun(orgId, runId)],
    ['resume', (orgId: string, runId: string) => engine.resumeRun(orgId, runId)],
  ] as const) {
    app.post(
      `/v1/runs/:id/${verb}`,
      { schema: { tags: ['runs'], params: PARAMS, response: { 202: RUN_STARTED, 404: PROBLEM, 409: PROBLEM } } },
      async (request, reply) => {
        await act(request.org.id, request.params.id);
        return reply.code(202).send({ runId: request.params.id });
      },
    );
  }
}

function operationJson(stored: StoredOperation, language: Language): z.infer<typeof OPERATION> {
  const view = stored.payload as OperationView;
  const { label, system, action, object } = view;
  const fields = view.fields.map((change) => changeJson(change, language));
  const reason = view.reason === undefined || view.reason === null ? null : storedProblem(view.reason, language);
  return { key: stored.key, recordId: stored.recordId, label, system, action, object, fields, reason, outcome: stored.outcome };
}
