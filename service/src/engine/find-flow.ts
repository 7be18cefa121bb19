import { TandemError } from '../errors/index.ts';
import type { Flow } from '../flows/index.ts';

/** Finds a flow by its name; `unknown_flow` names those there are. */
export function findFlowIn(flows: readonly Flow<unknown>[], name: string): Flow<unknown> {
  const flow = flows.find((candidate) => candidate.name === name);
  if (flow !== undefined) return flow;
  throw new TandemError('unknown_flow', { flow: name, known: flows.map((known) => known.name).join(', ') });
}
