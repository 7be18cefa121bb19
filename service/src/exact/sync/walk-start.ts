const DAY_MS = 86_400_000;
/** Exact keeps deletions for two months, which are 59 days at least; two of them are for clocks, and for how seldom it is noted. */
const DELETIONS_KEPT_MS = 57 * DAY_MS;
/** How often it is noted that the deletions were read, where nothing else is stored. */
const NOTED_EVERY_MS = DAY_MS;

/** What was stored of the walk before: ISO instants, empty where there is none. */
interface FormerWalk {
  /** When a walk began that did not come to its end. */
  readonly beganAt: string;
  /** Until when the deletions are known. */
  readonly deletionsReadAt: string;
}

/** How a walk begins. */
export interface WalkStart {
  /** ISO instant, to the second, as other systems keep their times. */
  readonly beganAt: string;
  /** True where it is a later slice of the former walk. */
  readonly goesOn: boolean;
  /** True when Exact's log of deletions does not reach back to where they were read last: now, or when this walk began. */
  readonly deletionsMayBeMissed: boolean;
  /** True when it should be stored once more that the deletions were read. */
  readonly isNoteDue: boolean;
}

/** Goes on with the former walk, or begins a new one where there was none or where deletions may have been missed since. */
export function startWalk(former: FormerWalk, now: Date, timeScale: number): WalkStart {
  const { beganAt, deletionsReadAt } = former;
  const isLongAgo = (since: string, durationMs: number, until = now): boolean =>
    since !== '' && until.getTime() - Date.parse(since) >= durationMs / timeScale;
  const isComparing = beganAt !== '' && isLongAgo(deletionsReadAt, DELETIONS_KEPT_MS, new Date(beganAt));
  // A walk that compares everything knows what there was when it began.
  const isMissedNow = isLongAgo(isComparing || deletionsReadAt === '' ? beganAt : deletionsReadAt, DELETIONS_KEPT_MS);
  const goesOn = beganAt !== '' && !isMissedNow;
  return {
    beganAt: goesOn ? beganAt : new Date(Math.floor(now.getTime() / 1_000) * 1_000).toISOString(),
    goesOn,
    deletionsMayBeMissed: isMissedNow || isComparing,
    isNoteDue: deletionsReadAt === '' || isLongAgo(deletionsReadAt, NOTED_EVERY_MS),
  };
}
