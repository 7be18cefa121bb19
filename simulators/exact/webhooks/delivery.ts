import { createHmac } from 'node:crypto';
import type { Action } from '../records/writer.ts';
import type { Row, RowSet } from '../schema/index.ts';
import type { Division } from '../store/division.ts';

const ATTEMPTS = 4;
const RETRY_MS = 2_000;
const TIMEOUT_MS = 10_000;

/** The body of a notification: HashCode is HMAC-SHA256 in upper-case hex over the raw text of Content. */
const signedBody = (content: Readonly<Record<string, unknown>>, secret: string): string => {
  const text = JSON.stringify(content);
  const hash = createHmac('sha256', secret).update(text, 'utf8').digest('hex').toUpperCase();
  return `{"Content":${text},"HashCode":"${hash}"}`;
};

/** The empty POST that a callback must answer with 2xx before its subscription is made; the status, or the reason it failed. */
export const validateCallback = async (url: string): Promise<number | string> => {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-length': '0' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await answer.body?.cancel();
    return answer.status;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** Tells subscribers about changes: hints only, retried a few times, one after the other. */
export class Deliveries {
  readonly #app: { readonly clientId: string; readonly webhookSecret: string };
  readonly #timeScale: number;
  readonly #timers = new Set<NodeJS.Timeout>();
  #queue: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(app: { clientId: string; webhookSecret: string }, timeScale: number) {
    this.#app = app;
    this.#timeScale = timeScale;
  }

  notify(set: RowSet, row: Row, action: Action, division: Division): void {
    if (!set.topic) return;
    for (const subscription of division.table('WebhookSubscriptions').find('Topic', set.topic)) {
      const key = String(row[set.key]);
      const content = {
        Topic: set.topic,
        ClientId: this.#app.clientId,
        Division: division.code,
        Action: action,
        Key: key,
        ExactOnlineEndpoint: `${division.baseUrl}/api/v1/${division.code}/${set.home}(guid'${key}')`,
        EventCreatedOn: new Date().toISOString(),
      };
      this.#send(String(subscription['CallbackURL']), signedBody(content, this.#app.webhookSecret), 1);
    }
  }

  #send(url: string, body: string, attempt: number): void {
    this.#queue = this.#queue.then(async () => {
      if (this.#isClosed || (await this.#post(url, body)) || attempt >= ATTEMPTS) return;
      const timer = setTimeout(
        () => {
          this.#timers.delete(timer);
          this.#send(url, body, attempt + 1);
        },
        (RETRY_MS * attempt) / this.#timeScale,
      );
      this.#timers.add(timer);
    });
  }

  async #post(url: string, body: string): Promise<boolean> {
    try {
      const headers = { 'content-type': 'application/json; charset=utf-8' };
      const answer = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(TIMEOUT_MS) });
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      return false;
    }
  }

  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}
