import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { World } from '../world.ts';
import { json, type Answer, type Request } from './answer.ts';
import { bearerOf, divisionIn } from './api.ts';
import { control } from './control.ts';
import { exchange, type Outcome } from './exchange.ts';

/** A path with a broken escape stays as it is and is then not found. */
const decodePath = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};

const readRequest = async (message: IncomingMessage): Promise<Request> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const [path = '/', search = ''] = (message.url ?? '/').split(/\?(.*)/s);
  return {
    method: message.method ?? 'GET',
    path: decodePath(path),
    search,
    query: new URLSearchParams(search),
    headers: message.headers,
    body: Buffer.concat(chunks),
  };
};

const send = (response: ServerResponse, answer: Answer): void => {
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body, 'utf8') : answer.body;
  const length = answer.status === 204 ? {} : { 'content-length': String(body.length) };
  response.writeHead(answer.status, { ...answer.headers, ...length });
  response.end(body);
};

/** Half of the body under the length of the whole, then the end of the connection. */
const sendHalf = (response: ServerResponse, answer: Answer): void => {
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, { ...answer.headers, 'content-length': String(body.length + 1) });
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
};

const deliver = (message: IncomingMessage, response: ServerResponse, { answer, cut }: Outcome): void => {
  if (cut === 'beforeAnswer') message.socket.resetAndDestroy();
  else if (cut === 'midBody') sendHalf(response, answer);
  else send(response, answer);
};

const note = (world: World, request: Request, outcome: Outcome): void => {
  const division = divisionIn(request.path);
  const call = {
    method: request.method,
    path: request.path,
    query: request.search,
    status: outcome.cut === 'beforeAnswer' ? 0 : outcome.answer.status,
    ...(division === undefined ? {} : { division }),
    isCounted: outcome.isCounted,
    isWrite: request.method !== 'GET' && division !== undefined,
  };
  world.journal.note(call, bearerOf(request));
};

/** Longer than a caller keeps a connection: one that is closed while a busy caller writes to it looks like a lost answer. */
const KEEP_ALIVE_MS = 60_000;

/** The HTTP side of the simulator, not yet listening. `world` is asked for at each call, since a reset replaces it. */
export const buildServer = (world: () => World, reset: () => void): Server =>
  createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (message, response) => {
    const work = async (): Promise<void> => {
      const request = await readRequest(message);
      if (request.path.startsWith('/_control/')) {
        send(response, control(world(), request, reset));
        return;
      }
      // A reset during the call must not split it between two worlds.
      const here = world();
      const outcome = await exchange(here, request);
      note(here, request, outcome);
      deliver(message, response, outcome);
    };
    work().catch((error: unknown) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      if (!response.headersSent) send(response, json(500, { error: { code: 'simulator', message: { lang: '', value: text } } }));
    });
  });
