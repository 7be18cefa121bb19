import type { BackOff } from './back-off.ts';

/** Attempts within one call of a client at a system that did not answer. */
export const CALL_BACK_OFF: BackOff = { firstMs: 400, longestMs: 10_000 };

/** Attempts at a record that failed, and at a lane that met an error which passes. */
export const RECORD_BACK_OFF: BackOff = { firstMs: 5_000, longestMs: 3_600_000 };

/** Attempts at telling an alert. */
export const ALERT_BACK_OFF: BackOff = { firstMs: 60_000, longestMs: 3_600_000 };

/** How long what is held up waits where nobody says how long: a limit, a connection that is down. */
export const DEFAULT_WAIT_MS = 60_000;

/** How long a stopped lane waits before it looks whether the cause is gone; a stopped lane resumes by itself. */
export const STOPPED_LANE_DELAY_MS = 300_000;

/** How soon after its last poll a lane polls again because something changed: however many hints come, its calls are bounded. */
export const HINTED_POLL_MS = 20_000;

/** How many times as long a flow waits between two looks where Exact tells of all of its changes by itself. */
export const TIMES_SELDOMER_WHEN_TOLD = 3;
