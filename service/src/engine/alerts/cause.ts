import { ENGLISH, valueText, type ErrorCode, type TandemError } from '../../errors/index.ts';
import { STOPPED_LANE_DELAY_MS } from '../../pace/index.ts';
import type { AlertLane, NewAlert } from '../../store/index.ts';

/** A cause that is still there is told again after a day. */
export const REPEAT_ALERT_AFTER_MS = 24 * 3_600_000;
/** A lane may get through between two failures: a cause that is back within three looks of a stopped lane was never solved. */
export const REOPEN_ALERT_WITHIN_MS = 3 * STOPPED_LANE_DELAY_MS;

/** Which of these codes a lane meets depends on which lane asked first: the second of two finds only that a sign-in is needed. */
const SAME_CAUSE: Partial<Record<ErrorCode, ErrorCode>> = { exact_app_revoked: 'exact_reconnect' };

/** The alert that a lane raises when this error stops it. */
export function alertOf(error: TandemError, { division, flow }: AlertLane): NewAlert {
  const { code, title, message, action, params } = error;
  const { system } = params;
  const cause = causeOfCode(code);
  return {
    code,
    cause: system === undefined ? cause : `${cause}/${valueText(system, ENGLISH)}`,
    title: `Tandem: ${title}`,
    text: message,
    action,
    params,
    lane: { division, flow },
  };
}

/** Whether a lane that stopped with `code` stopped for this cause. */
export function isStoppedBy(code: string | null, cause: string): boolean {
  return code !== null && causeOfCode(code) === cause.split('/')[0];
}

function causeOfCode(code: string): string {
  const same: Readonly<Record<string, string | undefined>> = SAME_CAUSE;
  return same[code] ?? code;
}
