import { TandemError } from '../errors/index.ts';
import type { EngineDependencies } from './dependencies.ts';

/** Fails with `paused`, which tells since when and by whom, while the org is paused: before a button, and before each write of a push. */
export async function refuseWhenPaused({ store }: Pick<EngineDependencies, 'store'>, orgId: string): Promise<void> {
  const pause = await store.orgs.pauseOf(orgId);
  if (pause === undefined) return;
  const { since, by } = pause;
  const when = since === null ? '' : ` since ${since.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  throw new TandemError('paused', { pause: by === null || by === '' ? when : `${when} by ${by}` }, { retryAfterMs: 0 });
}
