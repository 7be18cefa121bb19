import { createRequire, Module } from 'node:module';
import { PassThrough } from 'node:stream';
import type { Connection } from '@jsforce/jsforce-node/lib/connection.js';
import type { OAuth2 } from '@jsforce/jsforce-node/lib/oauth2.js';
import type { Transport } from '@jsforce/jsforce-node/lib/transport.js';
import type { StreamPromise } from '@jsforce/jsforce-node/lib/util/promise.js';

export type { Connection };

/** The parts of jsforce that Tandem uses. */
export interface Jsforce {
  readonly Connection: typeof Connection;
  readonly OAuth2: typeof OAuth2;
  /** Everything jsforce sends goes through `send`; its own HTTP client, with its proxies, redirects and retries, is never used. */
  transport(send: (request: JsforceRequest) => Promise<JsforceAnswer>): Transport;
}

/** What jsforce hands to its transport. */
export interface JsforceRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** The type of content by which jsforce will read the answer, where it does not look at the answer itself. */
  readonly responseType: string | undefined;
}

export interface JsforceAnswer {
  readonly status: number;
  readonly contentType: string;
  /** A text; anything where jsforce is not to parse it. */
  readonly body: unknown;
}

const require = createRequire(import.meta.url);
const REGISTER = '@jsforce/jsforce-node/lib/registry/index.js';
let loaded: Jsforce | undefined;

/** Loaded with the first call to Salesforce and not with the service: it takes about a tenth of a second. */
export function loadJsforce(): Jsforce {
  loaded ??= load();
  return loaded;
}

/** By its parts: the whole of jsforce also loads the metadata, streaming and SOAP interfaces. */
function load(): Jsforce {
  leaveOutRegister();
  const { Connection } = require('@jsforce/jsforce-node/lib/connection.js') as Pick<Jsforce, 'Connection'>;
  const { OAuth2 } = require('@jsforce/jsforce-node/lib/oauth2.js') as Pick<Jsforce, 'OAuth2'>;
  const parts = {
    ...(require('@jsforce/jsforce-node/lib/transport.js') as Pick<TransportParts, 'Transport'>),
    ...(require('@jsforce/jsforce-node/lib/util/promise.js') as Pick<TransportParts, 'StreamPromise'>),
  };
  require('@jsforce/jsforce-node/lib/api/bulk2.js');
  return { Connection, OAuth2, transport: transportOf(parts) };
}

/** Its register of connections reads a file with tokens in the home directory as soon as it is loaded: nothing stands in its place. */
function leaveOutRegister(): void {
  const module = new Module(REGISTER);
  module.exports = { __esModule: true, default: undefined };
  module.loaded = true;
  require.cache[require.resolve(REGISTER)] = module;
}

interface TransportParts {
  readonly Transport: typeof Transport;
  readonly StreamPromise: typeof StreamPromise;
}

function transportOf({ Transport, StreamPromise }: TransportParts): Jsforce['transport'] {
  class SendingTransport extends Transport {
    readonly #send: (request: JsforceRequest) => Promise<JsforceAnswer>;

    constructor(send: (request: JsforceRequest) => Promise<JsforceAnswer>) {
      super();
      this.#send = send;
    }

    override httpRequest(...[request, options]: Parameters<Transport['httpRequest']>): ReturnType<Transport['httpRequest']> {
      return StreamPromise.create(() => ({ stream: new PassThrough(), promise: this.#answer(request, options) }));
    }

    async #answer(
      { method, url, headers = {}, body }: Parameters<Transport['httpRequest']>[0],
      options: Parameters<Transport['httpRequest']>[1],
    ): Promise<Awaited<ReturnType<Transport['httpRequest']>>> {
      // Not in the types of jsforce, which passes it on all the same.
      const { responseType } = (options ?? {}) as { readonly responseType?: string };
      const answer = await this.#send({ method, url, headers, body: textOf(body), responseType });
      return { statusCode: answer.status, headers: { 'content-type': answer.contentType }, body: answer.body as string };
    }
  }
  return (send) => new SendingTransport(send);
}

function textOf(body: unknown): string | undefined {
  if (body === undefined || typeof body === 'string') return body;
  throw new TypeError('jsforce is to send texts only');
}
