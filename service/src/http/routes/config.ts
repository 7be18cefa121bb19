import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { named, phraseText, TandemError, toTandemError, valueText, type Language, type Phrase } from '../../errors/index.ts';
import { CONFIGURATION } from '../../flows/index.ts';
import type { ConfigVersion } from '../../store/index.ts';
import type { HttpApp } from '../app-types.ts';
import { authorOf } from '../author.ts';
import { LARGEST_INT4 } from '../json-shapes.ts';
import { RefusedConfiguration, PROBLEM, UnconfirmedRelease } from '../problems.ts';
import type { ConfigurationProblem, HttpDependencies, ReleasedRecords } from '../ports.ts';
import { subscribeFlows } from '../webhook-subscriptions.ts';

type Json = Readonly<Record<string, unknown>>;
/** A document that is to take another's place. */
interface Succession {
  readonly orgId: string;
  readonly document: Json;
  readonly former: Json | undefined;
  readonly now: Date;
}
type SavedVersion = ConfigVersion & { readonly notes: readonly Phrase[] };

/** Taken and answered as it comes, since rules of its own judge it and an older version may have stored it; the document says what it may hold. */
const DOCUMENT = z.record(z.string(), z.unknown()).meta({ id: 'ConfigurationDocument', ...CONFIGURATION.jsonSchema() });
const VERSION = z.object({ version: z.number(), author: z.string().nullable(), savedAt: z.string().nullable() });
const CONFIG = VERSION.extend({
  document: DOCUMENT,
  notes: z.array(z.string()).optional().describe('after saving: what could not be checked'),
}).meta({ id: 'Configuration' });
const VERSION_LIST = z.object({ items: z.array(VERSION) }).meta({ id: 'ConfigurationVersions' });
const JSON_SCHEMA = z.record(z.string(), z.unknown()).meta({ id: 'ConfigurationSchema' });
const VERSION_PARAMS = z.object({ version: z.coerce.number().int().min(1).max(LARGEST_INT4) });
const IF_MATCH = z
  .string()
  .regex(/^"\d{1,9}"$/)
  .describe('the version that the document was made from, as its ETag');
const CONFIRMATION = z.object({
  confirmReleased: z.coerce
    .number()
    .int()
    .min(1)
    .max(LARGEST_INT4)
    .optional()
    .describe('the number of records of the past that the person knows saving sends'),
});
const LISTED_VERSIONS = 100;
/** A document is small; this leaves room for large value tables. */
const DOCUMENT_LIMIT_BYTES = 512 * 1024;

/** The configuration document: read, saved on top of a known version, listed and restored. */
export function configRoutes(app: HttpApp, dependencies: HttpDependencies): void {
  const { store, engine } = dependencies;
  const save = async (
    request: FastifyRequest<{ Querystring: z.infer<typeof CONFIRMATION> }>,
    expectedVersion: number,
    document: Json,
  ): Promise<SavedVersion> => {
    const orgId = request.org.id;
    const orgStore = store.forOrg(orgId);
    const former = await orgStore.configurations.latest();
    // Before it is judged by what it takes the place of: that is not what its author saw.
    if ((former?.version ?? 0) !== expectedVersion) throw new TandemError('configuration_outdated');
    const now = new Date();
    const { finished, notes } = await checkDocument(dependencies, { orgId, document, former: former?.document, now });
    const released = await releasedBy(dependencies, { orgId, document: finished, former: former?.document, now });
    if (released !== undefined && released.count !== request.query.confirmReleased) throw new UnconfirmedRelease(released);
    const saved = await orgStore.transaction(async (inner) => {
      // The positions of the polls lie behind what was released: from them nothing of it would be found.
      if (released !== undefined) for (const division of released.divisions) await inner.cursors.reset(division, released.flow);
      return inner.configurations.append(expectedVersion, finished, authorOf(request));
    });
    await engine.wake(orgId);
    // Webhooks only make it faster: the polls find what they would have told, so saving does not depend on them.
    subscribeFlows(dependencies, orgId, saved.document).catch((error: unknown) => {
      app.log.warn({ orgId, code: toTandemError(error).code }, 'Exact webhooks were not subscribed');
    });
    return { ...saved, notes };
  };

  app.get('/v1/config', { schema: { tags: ['config'], response: { 200: CONFIG, 401: PROBLEM } } }, async (request, reply) => {
    const latest = await store.forOrg(request.org.id).configurations.latest();
    if (latest !== undefined) return answer(reply, latest, request.language);
    void reply.header('etag', '"0"');
    return { version: 0, document: { version: 1 }, author: null, savedAt: null };
  });

  app.put(
    '/v1/config',
    {
      bodyLimit: DOCUMENT_LIMIT_BYTES,
      config: { headers: { 'If-Match': IF_MATCH } },
      schema: {
        tags: ['config'],
        summary: 'Saves the document on top of the version in If-Match',
        description: 'Where saving would send records of the past, 409 `start_point_moves_back` says how many.',
        querystring: CONFIRMATION,
        body: DOCUMENT,
        response: { 200: CONFIG, 409: PROBLEM, 412: PROBLEM, 422: PROBLEM, 428: PROBLEM },
      },
    },
    async (request, reply) =>
      answer(reply, await save(request, versionOf(request.headers['if-match']), request.body), request.language),
  );

  app.get('/v1/config/schema', { schema: { tags: ['config'], response: { 200: JSON_SCHEMA } } }, async () => ({
    ...dependencies.configurations.jsonSchema,
  }));

  app.get(
    '/v1/config/versions',
    { schema: { tags: ['config'], response: { 200: VERSION_LIST, 401: PROBLEM } } },
    async ({ org, language }) => {
      const versions = await store.forOrg(org.id).configurations.list(LISTED_VERSIONS);
      return {
        items: versions.map(({ version, author, savedAt }) => ({
          version,
          author: valueText(named(author), language),
          savedAt: savedAt.toISOString(),
        })),
      };
    },
  );

  app.get(
    '/v1/config/versions/:version',
    { schema: { tags: ['config'], params: VERSION_PARAMS, response: { 200: CONFIG, 404: PROBLEM } } },
    async (request, reply) => {
      const found = await store.forOrg(request.org.id).configurations.find(request.params.version);
      if (found === undefined) throw new TandemError('not_found');
      return answer(reply, found, request.language);
    },
  );

  app.post(
    '/v1/config/versions/:version/restore',
    {
      schema: {
        tags: ['config'],
        summary: 'Saves an old version as the newest one',
        description: 'Where that would send records of the past, 409 `start_point_moves_back` says how many.',
        params: VERSION_PARAMS,
        querystring: CONFIRMATION,
        response: { 200: CONFIG, 404: PROBLEM, 409: PROBLEM, 422: PROBLEM },
      },
    },
    async (request, reply) => {
      const repository = store.forOrg(request.org.id).configurations;
      const [found, latest] = await Promise.all([repository.find(request.params.version), repository.latest()]);
      if (found === undefined || latest === undefined) throw new TandemError('not_found');
      return answer(reply, await save(request, latest.version, { ...found.document }), request.language);
    },
  );
}

function answer(reply: FastifyReply, config: ConfigVersion | SavedVersion, language: Language): z.infer<typeof CONFIG> {
  void reply.header('etag', `"${config.version}"`);
  const { version, document, author, savedAt } = config;
  const notes = 'notes' in config ? { notes: config.notes.map((note) => phraseText(note, language)) } : {};
  return {
    version,
    document: { ...document },
    author: valueText(named(author), language),
    savedAt: savedAt.toISOString(),
    ...notes,
  };
}

/** The document as it is to be saved. Throws every problem at once: of the document itself first, then of what it names. */
async function checkDocument(
  { store, configurations, inspector }: HttpDependencies,
  { orgId, document, former, now }: Succession,
): Promise<{ readonly finished: Json; readonly notes: readonly Phrase[] }> {
  const exact = await store.vault.find(orgId, 'exact');
  refuse(await configurations.check(orgId, document, exact?.meta.divisions));
  if (former !== undefined) {
    refuse(configurations.checkSuccession(document, former));
    refuse(await inspector.checkDefaultDivision(orgId, document, former));
  }
  const { problems, notes } = await inspector.check(orgId, document, former);
  refuse(problems);
  return { finished: configurations.beforeSave(document, now), notes };
}

function refuse(problems: readonly ConfigurationProblem[]): void {
  if (problems.length > 0) throw new RefusedConfiguration(problems);
}

/** A first document says itself where it starts; one that takes another's place may release what that one held back. */
async function releasedBy(
  { inspector }: HttpDependencies,
  { orgId, document, former, now }: Succession,
): Promise<ReleasedRecords | undefined> {
  const released = former === undefined ? undefined : await inspector.countReleased(orgId, document, former, now);
  return released === undefined || released.count === 0 ? undefined : released;
}

function versionOf(ifMatch: string | undefined): number {
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(ifMatch?.trim() ?? '')?.[1];
  if (version === undefined) throw new TandemError('version_required');
  return Number(version);
}
