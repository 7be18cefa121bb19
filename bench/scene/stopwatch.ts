import { createServer, request as send, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** When a call was with the system behind the stopwatch, in milliseconds of `performance.now()`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Stands in front of a simulator and notes how long each call is with it. */
export interface Stopwatch {
  readonly url: string;
  /** The spans since it was last asked. */
  take(): Span[];
  close(): Promise<void>;
}

/** Starts a stopwatch in front of `target`. Addresses of the target in its answers become addresses of the stopwatch. */
export async function startStopwatch(target: string): Promise<Stopwatch> {
  let spans: Span[] = [];
  let url = '';
  const server = createServer((incoming, outgoing) => {
    const from = performance.now();
    const forwarded = send(new URL(incoming.url ?? '/', target), {
      method: incoming.method,
      headers: { ...incoming.headers, 'accept-encoding': 'identity' },
    });
    forwarded.on('response', (answer) => {
      void textOf(answer).then((text) => {
        const body = Buffer.from(text.replaceAll(target, url));
        const { 'content-length': _length, 'transfer-encoding': _encoding, ...headers } = answer.headers;
        if (!incoming.url?.startsWith('/_control/')) spans.push({ from, to: performance.now() });
        outgoing.writeHead(answer.statusCode ?? 502, { ...headers, ...(text === '' ? {} : { 'content-length': body.length }) });
        outgoing.end(body);
      });
    });
    forwarded.on('error', () => outgoing.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    take: () => {
      const taken = spans;
      spans = [];
      return taken;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Milliseconds within `whole` in which no call was with any system. */
export function timeOutside(spans: readonly Span[], whole: Span): number {
  let outside = whole.to - whole.from;
  let coveredTo = whole.from;
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const from = Math.max(span.from, coveredTo);
    const to = Math.min(span.to, whole.to);
    if (to <= from) continue;
    outside -= to - from;
    coveredTo = to;
  }
  return outside;
}

async function textOf(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
