import { badRequest } from '../errors.ts';
import { jsonObject, type ApiAnswer, type ApiCall } from './api-call.ts';
import { referencesIn } from './composite-references.ts';
import { readSubrequests, runSubrequests, type Route, type Subrequest, type SubResponse } from './composite.ts';

const MAX_GRAPHS = 75;
const MAX_NODES = 500;
const MAX_DEPTH = 15;
const MAX_KINDS = 15;
const MAX_FAILED_GRAPHS = 14;

interface Graph {
  readonly graphId: string;
  readonly requests: readonly Subrequest[];
}

const depthOf = (requests: readonly Subrequest[]): number => {
  const depths = new Map<string, number>();
  for (const { referenceId, url, body } of requests) {
    const parents = referencesIn([url, body]).map((name) => depths.get(name) ?? 0);
    depths.set(referenceId, 1 + Math.max(0, ...parents));
  }
  return Math.max(...depths.values());
};

/** A kind of node: method and object type. */
const kindOf = ({ method, url }: Subrequest): string => `${method} ${/\/sobjects\/([^/?]+)/.exec(url)?.[1] ?? ''}`;

const readGraphs = (body: Readonly<Record<string, unknown>>): Graph[] => {
  const { graphs } = body;
  if (!Array.isArray(graphs) || graphs.length === 0) throw badRequest('INVALID_INPUT', 'graphs must be a list of graphs');
  if (graphs.length > MAX_GRAPHS)
    throw badRequest('LIMIT_EXCEEDED', `A request can hold at most ${MAX_GRAPHS} graphs, this one has ${graphs.length}`);
  return graphs.map((entry: unknown): Graph => {
    const { graphId, compositeRequest } = jsonObject(entry);
    if (typeof graphId !== 'string') throw badRequest('INVALID_INPUT', 'Each graph needs a graphId');
    return { graphId, requests: readSubrequests(compositeRequest) };
  });
};

const checkLimits = (graphs: readonly Graph[]): void => {
  const nodes = graphs.reduce((sum, graph) => sum + graph.requests.length, 0);
  if (nodes > MAX_NODES)
    throw badRequest('LIMIT_EXCEEDED', `A request can hold at most ${MAX_NODES} nodes, this one has ${nodes}`);
  for (const { graphId, requests } of graphs) {
    if (requests.some(({ url }) => !/^\/services\/data\/v[\d.]+\/sobjects\//.test(url)))
      throw badRequest('INVALID_INPUT', `Graph ${graphId}: a node must address records under /sobjects/`);
    if (depthOf(requests) > MAX_DEPTH) throw badRequest('LIMIT_EXCEEDED', `Graph ${graphId} is deeper than ${MAX_DEPTH}`);
    if (new Set(requests.map(kindOf)).size > MAX_KINDS)
      throw badRequest('LIMIT_EXCEEDED', `Graph ${graphId} has more than ${MAX_KINDS} kinds of nodes`);
  }
};

const skipped = (graph: Graph): readonly SubResponse[] =>
  graph.requests.map(({ referenceId }) => ({
    body: [{ errorCode: 'PROCESSING_HALTED', message: `Processing stopped after ${MAX_FAILED_GRAPHS} failed graphs` }],
    httpHeaders: {},
    httpStatusCode: 400,
    referenceId,
  }));

/** `POST /composite/graph`: each graph as a whole or not at all, independent of the others. */
export function compositeGraph(call: ApiCall, route: Route): ApiAnswer {
  const graphs = readGraphs(jsonObject(call.body));
  checkLimits(graphs);
  let failed = 0;
  const answers = graphs.map((graph) => {
    const isSkipped = failed >= MAX_FAILED_GRAPHS;
    const { responses, isSuccessful } = isSkipped
      ? { responses: skipped(graph), isSuccessful: false }
      : runSubrequests(call, route, graph.requests, true);
    if (!isSuccessful) failed += 1;
    return { graphId: graph.graphId, graphResponse: { compositeResponse: responses }, isSuccessful };
  });
  return { status: 200, body: { graphs: answers } };
}
