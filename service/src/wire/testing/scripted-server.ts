import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';

const DRIP_MS = 20;

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface ScriptedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /**
   * `reset`: the socket dies instead of an answer. `cut`: it dies in the middle of the body. `silence`: nothing ever comes. `drip`: the
   * body comes byte by byte, again and again, and never ends. `flood`: the same as fast as it is taken.
   */
  readonly fault?: 'reset' | 'cut' | 'silence' | 'drip' | 'flood';
}

export interface ScriptedServer {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  close(): Promise<void>;
}

/** A real HTTP server for tests that answers what the script says, for answers that no simulator gives on demand. */
export async function startScriptedServer(
  script: (request: SeenRequest, number: number) => ScriptedAnswer,
): Promise<ScriptedServer> {
  const requests: SeenRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    void readBody(incoming).then((body) => {
      const seen = { method: incoming.method ?? '', url: incoming.url ?? '', headers: incoming.headers, body };
      requests.push(seen);
      answer(outgoing, script(seen, requests.length));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** JSON with the content type that goes with it. */
export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): ScriptedAnswer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function answer(outgoing: ServerResponse, { status, headers = {}, body = '', fault }: ScriptedAnswer): void {
  if (fault === 'silence') return;
  if (fault === 'reset') {
    outgoing.destroy();
    return;
  }
  const bytes = Buffer.from(body, 'utf8');
  if (fault === 'drip' || fault === 'flood') {
    outgoing.writeHead(status, headers);
    void pipeline(Readable.from(fault === 'drip' ? drops(bytes) : waves(bytes)), outgoing).catch(() => outgoing.destroy());
    return;
  }
  outgoing.writeHead(status, { ...headers, 'content-length': String(status === 204 ? 0 : bytes.length) });
  if (fault === 'cut') {
    outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => outgoing.destroy());
    return;
  }
  outgoing.end(bytes);
}

async function* drops(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; ; at = (at + 1) % bytes.length) {
    yield bytes.subarray(at, at + 1);
    await setTimeout(DRIP_MS);
  }
}

function* waves(bytes: Buffer): Generator<Buffer> {
  for (;;) yield bytes;
}
