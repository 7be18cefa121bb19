import path from 'node:path';
import { createRequire } from 'node:module';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { ApexNotFollowedError, type ApexCallouts, type ApexOrg } from '../apex/index.ts';
import { toApexError, type ApexAnswer, type MiddlewareCaller } from './middleware-call.ts';
import { RECORD_VIEWS, listRecords, readRecord, readUiRecord } from './record-views.ts';
import { SalesforceRefusal, type PageUser, type SalesforceSession } from './salesforce-session.ts';
import { sendFile } from './static-files.ts';
import { languageCookie, languageTag, readLanguage } from './reader-language.ts';

export interface PageServerParts {
  readonly callouts: ApexCallouts;
  readonly org: ApexOrg;
  readonly middleware: MiddlewareCaller;
  readonly salesforce: SalesforceSession;
  /** Folder with the built `app.js`; without it there are no pages. */
  readonly appDirectory?: string;
}

const SLDS_FOLDER = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@salesforce-ux/design-system/package.json')),
  'assets',
);
const RECORD_ID = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;
const FIELD_LIST = /^\w+\.[\w.]+(?:,\w+\.[\w.]+)*$/;

// Synthetic shadow puts the styles of components into style elements: those are allowed, scripts come from files only.
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * @param user whose custom permissions the components are told; every one where there is none
 * @param language of Salesforce, which the components read from the page
 */
const pageOf = (user: PageUser | undefined, language: string): string => `<!doctype html>
<html lang="${languageTag(language)}">
<head>
<meta charset="utf-8">${user === undefined ? '' : `\n<meta name="custom-permissions" content="${user.customPermissions.join(',')}">`}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tandem</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/slds/styles/salesforce-lightning-design-system.min.css">
<link rel="stylesheet" href="/page/page.css">
</head>
<body class="slds-scope"><div id="app"></div><script type="module" src="/app/app.js"></script></body>
</html>`;

/** The HTTP side of the page, not listening: pages, built files, Apex calls and records. */
export function buildPageServer(parts: PageServerParts): FastifyInstance {
  const { callouts, salesforce, appDirectory } = parts;
  const server = fastify({ bodyLimit: 1_000_000 });

  server.addHook('onRequest', async (request, reply) => {
    reply
      .header('Content-Security-Policy', CONTENT_SECURITY_POLICY)
      .header('X-Content-Type-Options', 'nosniff')
      .header('Referrer-Policy', 'no-referrer');
    const site = request.headers['sec-fetch-site'];
    if (request.method !== 'GET' && site !== undefined && site !== 'same-origin') {
      return reply.code(403).send({ message: 'Only this page may do that' });
    }
    return undefined;
  });

  server.setErrorHandler((error, _request, reply) => {
    const isKnown = error instanceof SalesforceRefusal || error instanceof ApexNotFollowedError;
    return reply.code(isKnown ? 502 : 500).send({ message: isKnown ? error.message : 'The simulated org has a problem' });
  });

  if (appDirectory !== undefined) {
    addPages(server, salesforce, appDirectory);
  }

  server.post<{ Params: { name: string } }>('/apex/:name', async (request, reply) => {
    const args = request.body;
    if (!callouts.names.includes(request.params.name) || typeof args !== 'object' || args === null) {
      return notFound(reply);
    }
    const language = readLanguage(request);
    const { status, body } = await runApex(parts, { name: request.params.name, args: args as Record<string, unknown>, language });
    return reply.code(status).header('Content-Type', 'application/json; charset=utf-8').send(JSON.stringify(body));
  });

  addRecords(server, salesforce);
  return server;
}

/** Runs a method of the package as the person who looks at the page. */
async function runApex(
  { callouts, middleware, salesforce, org }: PageServerParts,
  {
    name,
    args,
    language,
  }: { readonly name: string; readonly args: Readonly<Record<string, unknown>>; readonly language: string },
): Promise<ApexAnswer> {
  const user = await salesforce.user();
  const [className = ''] = name.split('.');
  if (user?.apexClasses.includes(className) === false) {
    return { status: 500, body: { message: `You do not have access to the Apex class named '${className}'.` } };
  }
  const asUser = {
    ...org,
    ...(user === undefined ? {} : { userId: user.id, userName: org.userName ?? user.name }),
    language,
    label: (label: string) => middleware.label(label, language),
    hasCustomPermission: (permission: string) => user?.customPermissions.includes(permission) ?? true,
  };
  const outcome = await callouts.run(name, args, asUser, (request) => salesforce.send(request));
  switch (outcome.kind) {
    case 'callout':
      return middleware.call(outcome.callout, language);
    case 'problem':
      return toApexError(outcome.problem);
    case 'answer':
      return { status: 200, body: outcome.value };
  }
}

function addPages(server: FastifyInstance, salesforce: SalesforceSession, appDirectory: string): void {
  const sendPage = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const language = readLanguage(request);
    return reply
      .header('Content-Type', 'text/html; charset=utf-8')
      .header('Set-Cookie', languageCookie(language))
      .send(pageOf(await salesforce.user(), language));
  };
  server.get('/', (request, reply) =>
    reply.header('Set-Cookie', languageCookie(readLanguage(request))).redirect('/lightning/page/home'),
  );
  server.get('/lightning/page/home', sendPage);
  server.get('/lightning/n/Tandem_Setup', sendPage);
  server.get('/lightning/r/:object/:id/view', sendPage);
  server.get('/page/page.css', (_request, reply) => sendFile(reply, path.join(import.meta.dirname, '../page'), 'page.css'));
  server.get<{ Params: { '*': string } }>('/app/*', (request, reply) => sendFile(reply, appDirectory, request.params['*']));
  server.get<{ Params: { '*': string } }>('/slds/*', (request, reply) => sendFile(reply, SLDS_FOLDER, request.params['*']));
}

function addRecords(server: FastifyInstance, salesforce: SalesforceSession): void {
  server.get('/page/org', async () => {
    const { records } = await salesforce.query('SELECT Name FROM Organization');
    return { name: records[0]?.['Name'] ?? '' };
  });

  server.get<{ Params: { object: string }; Querystring: { search?: string } }>('/page/lists/:object', async (request, reply) =>
    RECORD_VIEWS[request.params.object]
      ? listRecords(salesforce, request.params.object, request.query.search ?? '')
      : notFound(reply),
  );

  server.get<{ Params: { object: string; id: string } }>('/page/records/:object/:id', async (request, reply) => {
    const { object, id } = request.params;
    const record = RECORD_VIEWS[object] && RECORD_ID.test(id) ? await readRecord(salesforce, object, id) : undefined;
    return record ?? notFound(reply);
  });

  server.get<{ Params: { id: string }; Querystring: { fields?: string } }>('/page/ui-records/:id', async (request, reply) => {
    const fields = request.query.fields ?? '';
    const isValid = RECORD_ID.test(request.params.id) && FIELD_LIST.test(fields);
    const record = isValid ? await readUiRecord(salesforce, request.params.id, fields.split(',')) : undefined;
    return record ?? notFound(reply);
  });

  server.get<{ Params: { object: string; field: string } }>('/page/picklists/:object/:field', async (request, reply) => {
    const { object, field } = request.params;
    return /^\w+$/.test(object) && /^\w+$/.test(field) ? salesforce.picklistValues(object, field) : notFound(reply);
  });
}

function notFound(reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ message: 'This record does not exist, or you may not see it.' });
}
