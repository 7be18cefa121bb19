import type { Settings } from '../options.ts';
import { errorAnswer, type Answer, type Request } from './answer.ts';

interface Window {
  index: number;
  used: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const ERRORS_ALLOWED = 10;
const ERROR_STATUSES = new Set([400, 401, 403, 404]);

/**
 * Calls per clock minute and per UTC day of each division, and the error budget: more than ten errors on one endpoint
 * within an hour block the key for an hour. All windows are shortened by the time scale.
 */
export class Limits {
  readonly #settings: Settings;
  readonly #windows = new Map<string, Window>();
  readonly #errors = new Map<string, number[]>();
  #blockedUntil = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  #window(division: number, lengthMs: number): { window: Window; resetsAt: number } {
    const length = lengthMs / this.#settings.timeScale;
    const index = Math.floor(Date.now() / length);
    const key = `${division}/${lengthMs}`;
    let window = this.#windows.get(key);
    if (window?.index !== index) {
      window = { index, used: 0 };
      this.#windows.set(key, window);
    }
    return { window, resetsAt: Math.ceil((index + 1) * length) };
  }

  /** Counts a call; an answer means it is refused. */
  count(request: Request, division: number): Answer | undefined {
    const { limits } = this.#settings;
    if (!limits) return undefined;
    if (Date.now() < this.#blockedUntil)
      return errorAnswer(request, {
        status: 429,
        message: 'API rate limit exceeded: too many errors, the key is blocked',
        reason: undefined,
      });
    const minute = this.#window(division, MINUTE_MS).window;
    const day = this.#window(division, DAY_MS).window;
    if (day.used >= limits.perDay) return this.refusal(request, division, 'day');
    if (minute.used >= limits.perMinute) return this.refusal(request, division, 'minute');
    minute.used += 1;
    day.used += 1;
    return undefined;
  }

  /** A 429, which carries the headers of the exceeded window only. */
  refusal(request: Request, division: number, which: 'minute' | 'day' | undefined): Answer {
    const answer = errorAnswer(request, { status: 429, message: 'Too many requests', reason: undefined });
    const headers =
      which === undefined ? {} : which === 'minute' ? this.#minuteHeaders(division, true) : this.#dayHeaders(division);
    return { ...answer, headers: { ...answer.headers, ...headers } };
  }

  /** Both header families, for every counted call. */
  headers(division: number): Record<string, string> {
    return this.#settings.limits ? { ...this.#dayHeaders(division), ...this.#minuteHeaders(division, false) } : {};
  }

  #minuteHeaders(division: number, isUsedUp: boolean): Record<string, string> {
    const { window, resetsAt } = this.#window(division, MINUTE_MS);
    const limit = this.#settings.limits?.perMinute ?? 60;
    return {
      'X-RateLimit-Minutely-Limit': String(limit),
      'X-RateLimit-Minutely-Remaining': String(isUsedUp ? 0 : limit - window.used),
      'X-RateLimit-Minutely-Reset': String(resetsAt),
    };
  }

  #dayHeaders(division: number): Record<string, string> {
    const { window, resetsAt } = this.#window(division, DAY_MS);
    const limit = this.#settings.limits?.perDay ?? 5000;
    return {
      'X-RateLimit-Limit': String(limit),
      'X-RateLimit-Remaining': String(limit - window.used),
      'X-RateLimit-Reset': String(resetsAt),
    };
  }

  /** Notes the outcome of a call against the error budget of its endpoint. */
  noteOutcome(endpoint: string, status: number): void {
    if (!this.#settings.limits || !ERROR_STATUSES.has(status)) return;
    const now = Date.now();
    const hour = HOUR_MS / this.#settings.timeScale;
    const recent = [...(this.#errors.get(endpoint) ?? []).filter((at) => now - at < hour), now];
    this.#errors.set(endpoint, recent);
    if (recent.length <= ERRORS_ALLOWED) return;
    this.#blockedUntil = now + hour;
    this.#errors.clear();
  }
}
