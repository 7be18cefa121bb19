import { createServer, request as send, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One exchange that passed through a gate, as both sides saw it. */
export interface Passage {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** Body of the request. */
  readonly sent: string;
  /** 0 when no answer came. */
  readonly status: number;
  readonly text: string;
  /** False when the connection died before the answer was complete. */
  readonly isComplete: boolean;
  readonly tookMs: number;
  /** When it was over. */
  readonly at: Date;
}

/** Which request a gate is meant to stop at. */
export interface Stop {
  readonly method: string;
  readonly path: RegExp;
  /** `before`: the other side never sees it; `after`: the other side has done it, the caller does not know. */
  readonly at: 'before' | 'after';
  /** Requests that fit and pass before it. */
  readonly skip?: number;
}

/** A request that stands at the gate. */
export interface Held {
  /** Lets it go on: to the other side, or with its answer to the caller. */
  release(): void;
  /** Cuts the connection to the caller; what stands before the gate never arrives. */
  drop(): void;
  /** Cuts the connection to the caller; the request goes on when `arrive` is called, as one that is still on its way. */
  hangUp(): { arrive(): void };
}

/**
 * A proxy in front of a simulated system, which passes everything on as it is, cut connections included. A test reads what
 * passed, and stops a request at a known point, which no clock could do.
 */
export interface Gate {
  readonly url: string;
  readonly passages: readonly Passage[];
  /** Stops the next request that fits and resolves when it has come. */
  hold(stop: Stop): Promise<Held>;
  close(): Promise<void>;
}

type Going = 'on' | 'nowhere' | Promise<undefined>;

interface Waiting {
  readonly stop: Stop;
  skip: number;
  readonly arrived: (held: Held) => void;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly isComplete: boolean;
}

/** A system behind a gate. */
interface Target {
  readonly url: string;
  close(): Promise<void>;
}

/** Opens a gate to a system, which is started with the address of the gate. */
export async function openGate(start: (gateUrl: string) => Promise<Target>): Promise<Gate> {
  const passages: Passage[] = [];
  let waiting: Waiting[] = [];

  const standStill = (method: string, url: string, at: Stop['at']): Promise<{ readonly going: Going }> => {
    const found = waiting.find(({ stop }) => stop.at === at && stop.method === method && stop.path.test(url));
    if (found === undefined || found.skip > 0) {
      if (found !== undefined) found.skip -= 1;
      return Promise.resolve({ going: 'on' });
    }
    waiting = waiting.filter((other) => other !== found);
    return new Promise((resolve) =>
      found.arrived({
        release: () => resolve({ going: 'on' }),
        drop: () => resolve({ going: 'nowhere' }),
        hangUp: () => {
          const onItsWay = Promise.withResolvers<undefined>();
          resolve({ going: onItsWay.promise });
          return { arrive: () => onItsWay.resolve(undefined) };
        },
      }),
    );
  };

  const pass = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/' } = message;
    const body = await bodyOf(message);
    if (url.startsWith('/_control/')) return deliver(response, await forward(target.url, message, body));
    const startedAt = performance.now();
    const { going } = await standStill(method, url, 'before');
    if (going !== 'on') cut(response);
    if (going === 'nowhere') return;
    if (going !== 'on') await going;
    const answer = await forward(target.url, message, body);
    passages.push({
      method,
      url,
      sent: body.toString('utf8'),
      status: answer.status,
      text: answer.body.toString('utf8'),
      isComplete: answer.isComplete,
      tookMs: performance.now() - startedAt,
      at: new Date(),
    });
    if ((await standStill(method, url, 'after')).going !== 'on') return cut(response);
    deliver(response, answer);
  };

  // Closed in the moment in which a busy caller writes to it, a connection would look like a fault that nobody made.
  const server = createServer({ keepAliveTimeout: 60_000 }, (message, response) => {
    // A caller that was killed while it sent has nobody left to tell.
    pass(message, response).catch(() => cut(response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const target = await start(url);
  return {
    url,
    passages,
    hold: (stop) =>
      new Promise((arrived) => {
        waiting.push({ stop, arrived, skip: stop.skip ?? 0 });
      }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await target.close();
    },
  };
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function forward(target: string, message: IncomingMessage, body: Buffer): Promise<Answer> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    const none: Answer = { status: 0, headers: {}, body: Buffer.alloc(0), isComplete: false };
    const onward = send(
      `${target}${message.url ?? '/'}`,
      // A connection of its own: one that was kept alive may be dead, which would look like a fault.
      { method: message.method ?? 'GET', headers: message.headers, agent: false },
      (answer) => {
        const end = (isComplete: boolean) =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts), isComplete });
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.once('end', () => end(answer.complete));
        answer.once('error', () => end(false));
      },
    );
    onward.once('error', () => resolve(none));
    onward.end(body);
  });
}

function deliver(response: ServerResponse, answer: Answer): void {
  if (answer.status === 0) return cut(response);
  response.writeHead(answer.status, answer.headers);
  if (answer.isComplete) response.end(answer.body);
  else response.write(answer.body, () => response.destroy());
}

function cut(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}
