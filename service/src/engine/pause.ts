import { named, phrase, TandemError, type ParamValue } from '../errors/index.ts';
import type { EngineDependencies } from './dependencies.ts';

/** Fails with `paused` while the org is paused: before a button, and before each write of a push. */
export async function refuseWhenPaused(dependencies: Pick<EngineDependencies, 'store'>, orgId: string): Promise<void> {
  const problem = await pauseProblem(dependencies, orgId);
  if (problem !== undefined) throw problem;
}

/** `paused`, which tells since when and by whom; undefined while the org is not. */
export async function pauseProblem(
  { store }: Pick<EngineDependencies, 'store'>,
  orgId: string,
): Promise<TandemError | undefined> {
  const pause = await store.orgs.pauseOf(orgId);
  if (pause === undefined) return undefined;
  const { since, by } = pause;
  return new TandemError('paused', { pause: pauseOf(since, by ?? '') }, { retryAfterMs: 0 });
}

function pauseOf(at: Date | null, by: string): ParamValue {
  if (at === null) return by === '' ? '' : phrase('paused_by', { by: named(by) });
  const since = at.toISOString().slice(0, 16).replace('T', ' ');
  return by === '' ? phrase('paused_since', { since }) : phrase('paused_since_by', { since, by: named(by) });
}
