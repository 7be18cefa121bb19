import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface JsonAnswer {
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string;
}

export interface JsonServer {
  readonly url: string;
  readonly received: ReceivedRequest[];
  close(): Promise<void>;
}

/** A real HTTP server that answers what the function says and keeps what it got. */
export async function startJsonServer(
  answer: (request: ReceivedRequest) => JsonAnswer | Promise<JsonAnswer>,
): Promise<JsonServer> {
  const received: ReceivedRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const request = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      received.push(request);
      void Promise.resolve(answer(request)).then(({ status = 200, json, text }) => {
        outgoing.writeHead(status, { 'Content-Type': text === undefined ? 'application/json' : 'text/html' });
        outgoing.end(text ?? (json === undefined ? '' : JSON.stringify(json)));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
