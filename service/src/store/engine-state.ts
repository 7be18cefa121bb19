import { sql } from 'kysely';
import type { StoreBase } from './org-scope.ts';

/** Sums over all orgs, for whoever watches the service. */
export interface EngineState {
  readonly lanes: readonly { readonly state: 'idle' | 'waiting' | 'stopped' | 'running' | 'paused'; readonly count: number }[];
  readonly workItems: readonly { readonly flow: string; readonly state: string; readonly count: number }[];
  readonly openIssues: readonly { readonly flow: string; readonly count: number }[];
  /** How long the lane has been due that waits longest for an instance; 0 when none is due. */
  readonly oldestDueSeconds: number;
}

/** Reads the sums in one statement. */
export async function readEngineState({ db, clock }: StoreBase): Promise<EngineState> {
  const now = clock.now();
  const { rows } = await sql<EngineState>`
    with lanes as (
      select l.due_at, case
        when l.lease_until > ${now} then 'running'
        when o.state = 'paused' then 'paused'
        when l.state = 'stopped' then 'stopped'
        when l.due_at <= ${now} then 'waiting'
        else 'idle' end as state
      from lane l join org o on o.id = l.org_id)
    select
      (select coalesce(jsonb_agg(s), '[]') from (select state, count(*)::int as count from lanes group by state) s) as lanes,
      (select coalesce(jsonb_agg(s), '[]')
       from (select flow, state, count(*)::int as count from work_item group by flow, state) s) as work_items,
      (select coalesce(jsonb_agg(s), '[]')
       from (select flow, count(*)::int as count from issue where state = 'open' group by flow) s) as open_issues,
      (select coalesce(greatest(extract(epoch from ${now} - min(due_at)), 0), 0)::float8
       from lanes where state = 'waiting') as oldest_due_seconds`.execute(db);
  return rows[0] ?? { lanes: [], workItems: [], openIssues: [], oldestDueSeconds: 0 };
}
