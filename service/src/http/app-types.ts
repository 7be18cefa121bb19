import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { ZodType } from 'zod';
import type { Language } from '../errors/index.ts';
import type { Org } from '../store/index.ts';

/** The HTTP application, with routes typed by their zod schemas. */
export type HttpApp = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** Who may come in, and what for: an org's key, the operator's token, a pairing code, a browser, Exact. */
export type Access = 'org' | 'operator' | 'pairing' | 'page' | 'webhook';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The door that the route is behind; undefined: open to everybody. */
    access?: Access;
    /** True where answers of the two systems decide what is answered; without it, wherever an org changes something. */
    asksSystems?: boolean;
    /** Headers that the route reads, for the document of the interface. */
    headers?: Readonly<Record<string, ZodType>>;
  }

  interface FastifyRequest {
    /** The org whose key came with the request; set on org routes before anything else runs. */
    org: Org;
    /** Id of that key. */
    keyId: string;
    /** In which its reader gets texts. */
    language: Language;
  }
}
