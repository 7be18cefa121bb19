import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import Fastify, { LogController, type FastifyBaseLogger } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { randomUUID } from 'node:crypto';
import { TandemError } from './errors/index.ts';
import { API_DOCUMENT, openDoor } from './http/api-document.ts';
import type { Access, HttpApp } from './http/app-types.ts';
import { requireOperator, requireOrg } from './http/auth.ts';
import { GuessLimit } from './http/guess-limit.ts';
import { answerUnreadableHttp, guardBorder } from './http/border.ts';
import type { HttpDependencies } from './http/ports.ts';
import { answerProblem } from './http/problems.ts';
import { readLanguage } from './http/reader-language.ts';
import { warnOfUnseenProxy } from './http/unseen-proxy.ts';
import { activityRoutes } from './http/routes/activity.ts';
import { approvalRoutes } from './http/routes/approvals.ts';
import { budgetRoutes } from './http/routes/budget.ts';
import { configRoutes } from './http/routes/config.ts';
import { connectExactPages } from './http/routes/connect-exact.ts';
import { connectSalesforcePages } from './http/routes/connect-salesforce.ts';
import { connectTicketRoutes } from './http/routes/connect-tickets.ts';
import { healthRoutes } from './http/routes/health.ts';
import { flowRoutes } from './http/routes/flows.ts';
import { invoicePdfRoutes } from './http/routes/invoice-pdf.ts';
import { hintRoutes } from './http/routes/hints.ts';
import { issueRoutes } from './http/routes/issues.ts';
import { metricsRoutes } from './http/routes/metrics.ts';
import { operatorOrgRoutes } from './http/routes/operator-orgs.ts';
import { orderDebtorRoutes } from './http/routes/order-debtor.ts';
import { orderPushRoutes } from './http/routes/order-push.ts';
import { orgRoutes } from './http/routes/org.ts';
import { keyRoutes, pairingRoutes } from './http/routes/pairing.ts';
import { pauseRoutes } from './http/routes/pause.ts';
import { previewRoutes } from './http/routes/preview.ts';
import { readinessRoutes } from './http/routes/readiness.ts';
import { recordRoutes } from './http/routes/records.ts';
import { referenceRoutes } from './http/routes/reference.ts';
import { historyRoutes } from './http/routes/history.ts';
import { runRoutes } from './http/routes/runs.ts';
import { sellingRoutes } from './http/routes/selling.ts';
import { webhookRoutes } from './http/routes/webhooks.ts';

type Routes = (app: HttpApp, dependencies: HttpDependencies, guesses: GuessLimit) => void;

/** What an org's key opens. */
const ORG_ROUTES: readonly Routes[] = [
  orgRoutes,
  flowRoutes,
  pauseRoutes,
  connectTicketRoutes,
  keyRoutes,
  readinessRoutes,
  configRoutes,
  referenceRoutes,
  previewRoutes,
  runRoutes,
  historyRoutes,
  orderPushRoutes,
  orderDebtorRoutes,
  sellingRoutes,
  invoicePdfRoutes,
  hintRoutes,
  recordRoutes,
  issueRoutes,
  approvalRoutes,
  activityRoutes,
  budgetRoutes,
];

/** What a browser or a pairing code opens: few requests a minute from one address are enough. */
const PUBLIC_ROUTES: readonly (readonly [Access, Routes])[] = [
  ['page', connectSalesforcePages],
  ['page', connectExactPages],
  ['pairing', pairingRoutes],
];
const PUBLIC_REQUESTS_PER_MINUTE = 60;

const BODY_LIMIT_BYTES = 128 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;

/**
 * The HTTP application, not listening. Each group of routes is a scope of its own, so that a route cannot be added to an
 * org's scope without asking for its key.
 */
export async function buildApp(dependencies: HttpDependencies, log: FastifyBaseLogger): Promise<HttpApp> {
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    trustProxy: trustedProxies(dependencies.settings),
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    // A request that waits for an order must be answered before the server closes.
    forceCloseConnections: 'idle',
    frameworkErrors: answerProblem,
    clientErrorHandler: answerUnreadableHttp,
  }).withTypeProvider<ZodTypeProvider>();
  app.removeContentTypeParser('text/plain');
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler((error: Error, request, reply) => answerProblem(error, request, reply));
  app.setNotFoundHandler((request, reply) => answerProblem(new TandemError('not_found'), request, reply));
  app.addHook('onSend', async (request, reply) => void reply.header('x-request-id', request.id));
  endConnectionsOnClose(app);
  readLanguage(app);
  guardBorder(app);
  warnOfUnseenProxy(app, dependencies.settings);
  await app.register(helmet, { global: true });
  await app.register(rateLimit, { global: false });
  await app.register(swagger, API_DOCUMENT);
  metricsRoutes(app, dependencies);
  healthRoutes(app, dependencies);
  await registerScopes(app, dependencies);
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  return app;
}

/**
 * Who may say for whom a request comes: nobody, or anybody could choose the address by which requests are counted. Fastify believes
 * no number of hops by itself, since it cannot see who is one; here the operator vouches that only the proxies reach the port.
 */
function trustedProxies({ trustedProxies: trusted }: HttpDependencies['settings']) {
  if (trusted === undefined) return false;
  return typeof trusted === 'number' ? (_address: string, hop: number) => hop < trusted : [...trusted];
}

/** The server closes when its last connection does: one that is answered while it closes must not be kept alive. */
function endConnectionsOnClose(app: HttpApp): void {
  let isClosing = false;
  app.addHook('preClose', async () => {
    isClosing = true;
  });
  app.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('connection', 'close');
  });
}

async function registerScopes(app: HttpApp, dependencies: HttpDependencies): Promise<void> {
  const { store, settings } = dependencies;
  const guesses = new GuessLimit();
  await app.register(async (scope: HttpApp) => {
    openDoor(scope, 'org');
    scope.addHook('onRequest', requireOrg(store, guesses));
    scope.addHook('onRequest', perMinute(scope, settings.requestsPerMinute, 'org'));
    for (const routes of ORG_ROUTES) routes(scope, dependencies, guesses);
  });
  await app.register(async (scope: HttpApp) => {
    openDoor(scope, 'operator');
    scope.addHook('onRequest', requireOperator(settings.operatorToken, guesses));
    operatorOrgRoutes(scope, dependencies);
  });
  for (const [access, routes] of PUBLIC_ROUTES) {
    await app.register(async (scope: HttpApp) => {
      openDoor(scope, access);
      scope.addHook('onRequest', perMinute(scope, PUBLIC_REQUESTS_PER_MINUTE, 'address'));
      routes(scope, dependencies, guesses);
    });
  }
  await app.register(async (scope: HttpApp) => {
    openDoor(scope, 'webhook');
    webhookRoutes(scope, dependencies, guesses);
  });
}

function perMinute(scope: HttpApp, max: number, by: 'org' | 'address'): ReturnType<HttpApp['rateLimit']> {
  return scope.rateLimit({
    max,
    timeWindow: 60_000,
    keyGenerator: (request) => (by === 'org' ? request.org.id : request.ip),
    errorResponseBuilder: (_request, context) => new TandemError('too_many_requests', {}, { retryAfterMs: context.ttl }),
  });
}
