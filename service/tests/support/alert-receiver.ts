import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedAlert {
  readonly headers: IncomingHttpHeaders;
  /** The bytes that were signed. */
  readonly raw: string;
  readonly body: Record<string, unknown>;
}

/** The operator's end of the alert webhook. */
export interface AlertReceiver {
  readonly url: string;
  /** Every request, in order, also those that were answered with an error. */
  readonly received: ReceivedAlert[];
  /** Those that were answered with 204. */
  readonly taken: ReceivedAlert[];
  /** Answers the next requests; undefined: takes them. */
  answer: ((response: ServerResponse) => void) | undefined;
  close(): Promise<void>;
}

/** A receiver on a free port, at an address with a key in it such as chat programs give. */
export async function startAlertReceiver(): Promise<AlertReceiver> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString('utf8');
      const alert = { headers: request.headers, raw, body: JSON.parse(raw) as Record<string, unknown> };
      receiver.received.push(alert);
      if (receiver.answer !== undefined) return receiver.answer(response);
      receiver.taken.push(alert);
      response.writeHead(204).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const receiver: AlertReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/key-in-the-address`,
    received: [],
    taken: [],
    answer: undefined,
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return receiver;
}

/** Answers with this status. */
export function withStatus(status: number, headers: Readonly<Record<string, string>> = {}): (response: ServerResponse) => void {
  return (response) => response.writeHead(status, headers).end();
}
