import { phrase, TandemError, toTandemError } from '../errors/index.ts';
import type { SalesforceCaller } from './caller.ts';
import { classifyFault, readFaults } from './classify.ts';
import { API_PATH, withConnection } from './connection.ts';
import type { Names } from './names.ts';
import type { SalesforceWriteResult } from './types.ts';
import { parentOf, type PlacedWrite } from './write-batches.ts';

/** Limits of composite graphs, each of which is stored as a whole or not at all. */
const GRAPHS_PER_CALL = 75;
const NODES_PER_CALL = 500;
/** The record that is made, and the one that takes its id. */
const NODES_PER_WRITE = 2;
/** What Salesforce says of a node that it did not carry out because of another one, or because too many graphs had failed. */
const HALTED = 'PROCESSING_HALTED';
/** Salesforce takes what stands in these for the answer of another node, in any text. */
const REFERENCE = '@{';

type Graph = readonly PlacedWrite[];

/** `held`: Salesforce did not begin with it. */
type GraphAnswer = { readonly ids: readonly string[] } | { readonly error: TandemError } | 'held';

/**
 * Makes records whose id another record takes in the same transaction, and puts the result of each write at its place: a record without a
 * unique field of ours is made once, whatever answer is lost, since who looks at the other record finds it. Children of one parent are
 * made together or not at all. Never throws for a record. After an error that stops or holds back the org, nothing more is sent and the
 * rest carries that error. Answers that error, or undefined.
 */
export async function writeNoted(
  caller: SalesforceCaller,
  names: Names,
  writes: readonly PlacedWrite[],
  results: Map<number, SalesforceWriteResult>,
): Promise<TandemError | undefined> {
  for (const { place } of writes.filter(mayRefer)) results.set(place, { ok: false, error: referring() });
  const due = toGraphs(writes.filter((write) => !mayRefer(write)));
  let halt: TandemError | undefined;
  while (due.length > 0) {
    const graphs = due.splice(0, countThatFit(due));
    const error = halt;
    const answers = error === undefined ? await sendGraphs(caller, names, graphs) : graphs.map(() => ({ error }));
    // Each round has something that was begun with, so that it ends.
    const isAnyBegun = answers.some((answer) => answer !== 'held');
    for (const [index, graph] of graphs.entries()) {
      const answer = answers[index] ?? { error: unreadable(graph) };
      if (answer === 'held' && isAnyBegun) due.push(graph);
      else if (answer === 'held') settle(graph, { error: unreadable(graph) }, results);
      else {
        settle(graph, answer, results);
        if ('error' in answer && ['stop', 'wait'].includes(answer.error.handling)) halt ??= answer.error;
      }
    }
  }
  return halt;
}

function settle(graph: Graph, answer: Exclude<GraphAnswer, 'held'>, results: Map<number, SalesforceWriteResult>): void {
  for (const [index, { place }] of graph.entries()) {
    const id = 'ids' in answer ? answer.ids[index] : undefined;
    const error = 'error' in answer ? answer.error : unreadable(graph);
    results.set(place, id === undefined ? { ok: false, error } : { ok: true, id, created: true });
  }
}

/** Never throws: what a call ended with is the answer of each of its graphs. */
async function sendGraphs(caller: SalesforceCaller, names: Names, graphs: readonly Graph[]): Promise<GraphAnswer[]> {
  const about = { object: objectsOf(graphs), isRepeatable: false, names };
  try {
    const body = { graphs: graphs.map((graph, index) => ({ graphId: `g${index}`, compositeRequest: nodesOf(graph, names) })) };
    const answer = await withConnection(caller, about, (connection) =>
      connection.requestPost<GraphsAnswer | null>('/composite/graph', body),
    );
    return graphs.map((graph, index) => readGraph(graph, answer?.graphs?.[index], names, caller.clock.scale));
  } catch (thrown) {
    const error = toTandemError(thrown);
    if (error.handling !== 'person' || graphs.length === 1) return graphs.map(() => ({ error }));
    // One unreadable value makes Salesforce refuse the whole call: parts of it find it without touching the others.
    const middle = Math.ceil(graphs.length / 2);
    const first = await sendGraphs(caller, names, graphs.slice(0, middle));
    return [...first, ...(await sendGraphs(caller, names, graphs.slice(middle)))];
  }
}

interface GraphsAnswer {
  readonly graphs?: readonly {
    readonly isSuccessful?: boolean;
    readonly graphResponse?: { readonly compositeResponse?: readonly { readonly body: unknown }[] };
  }[];
}

function readGraph(
  graph: Graph,
  answer: NonNullable<GraphsAnswer['graphs']>[number] | undefined,
  names: Names,
  scale: number,
): GraphAnswer {
  const bodies = (answer?.graphResponse?.compositeResponse ?? []).map(({ body }) => body);
  if (answer?.isSuccessful === true) {
    const made = graph.map((_, index) => (bodies[index * NODES_PER_WRITE] as { readonly id?: unknown } | null)?.id);
    const ids = made.filter((id) => typeof id === 'string');
    return ids.length === graph.length ? { ids } : { error: unreadable(graph) };
  }
  const faults = bodies.map((body) => readFaults(body)[0]);
  const cause = faults.findIndex((fault) => fault !== undefined && fault.code !== HALTED);
  const fault = faults[cause];
  if (fault === undefined) return faults.some((each) => each?.code === HALTED) ? 'held' : { error: unreadable(graph) };
  const write = graph[Math.floor(cause / NODES_PER_WRITE)]?.write;
  const object = (cause % NODES_PER_WRITE === 0 ? write?.object : write?.notedOn?.object) ?? '';
  return { error: classifyFault(fault, { object, names, scale }) };
}

function nodesOf(graph: Graph, names: Names): object[] {
  return graph.flatMap(({ write: { object, fields, notedOn } }, index) => [
    {
      method: 'POST',
      url: `${API_PATH}/sobjects/${names.toOrg(object)}`,
      referenceId: `made${index}`,
      body: names.fieldsToOrg(fields),
    },
    {
      method: 'PATCH',
      url: `${API_PATH}/sobjects/${names.toOrg(notedOn?.object ?? '')}/${notedOn?.id ?? ''}`,
      referenceId: `noted${index}`,
      body: names.fieldsToOrg({ ...notedOn?.besides, [notedOn?.field ?? '']: `${REFERENCE}made${index}.id}` }),
    },
  ]);
}

/** Children of one parent in one graph, as many as fit; what names no parent has a graph of its own. */
function toGraphs(writes: readonly PlacedWrite[]): Graph[] {
  const most = NODES_PER_CALL / NODES_PER_WRITE;
  return [...Map.groupBy(writes, parentOf).values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / most) }, (_, index) => group.slice(index * most, (index + 1) * most)),
  );
}

function countThatFit(graphs: readonly Graph[]): number {
  let nodes = 0;
  const beyond = graphs.findIndex((graph, index) => {
    nodes += graph.length * NODES_PER_WRITE;
    return index === GRAPHS_PER_CALL || nodes > NODES_PER_CALL;
  });
  return beyond === -1 ? graphs.length : beyond;
}

function mayRefer({ write }: PlacedWrite): boolean {
  return Object.values(write.fields).some((value) => typeof value === 'string' && value.includes(REFERENCE));
}

function referring(): TandemError {
  const params = { salesforceCode: phrase('before_sending'), text: phrase('text_reads_as_reference') };
  return new TandemError('salesforce_request_refused', params);
}

function unreadable(graph: Graph): TandemError {
  const params = { object: objectsOf([graph]), text: phrase('answer_without_results') };
  return new TandemError('salesforce_outcome_unknown', params, { outcomeUnknown: true });
}

function objectsOf(graphs: readonly Graph[]): string {
  return [...new Set(graphs.flat().map(({ write }) => write.object))].join(', ');
}
