import { z } from 'zod';
import { TandemError, UNNAMED } from '../../errors/index.ts';
import type { HttpApp } from '../app-types.ts';
import { forgetOrg } from '../forget-org.ts';
import { DIVISION_CODE, FORGOTTEN, forgottenJson } from '../json-shapes.ts';
import type { ExactConnectRequest, HttpDependencies, SalesforceConnectRequest } from '../ports.ts';
import { PROBLEM } from '../problems.ts';
import { SALESFORCE_ID } from '../salesforce-id.ts';

const ADDRESS = z
  .url({ protocol: /^https?$/ })
  .max(2_000)
  .transform((text) => text.replace(/\/+$/, ''));

const CREDENTIAL = z.string().min(1).max(8_000);

const SALESFORCE = z.discriminatedUnion('grant', [
  z.object({ grant: z.literal('client_credentials'), instanceUrl: ADDRESS }),
  z.object({ grant: z.literal('refresh_token'), instanceUrl: ADDRESS, refreshToken: CREDENTIAL }),
  z.object({ grant: z.literal('jwt'), instanceUrl: ADDRESS, username: CREDENTIAL }),
]);

const COUNTRY = z
  .string()
  .regex(/^[A-Za-z]{2}$/)
  .transform((text) => text.toLowerCase());
const DIVISIONS = z.array(DIVISION_CODE).max(200).default([]);

const EXACT = z.union([
  z.object({ country: COUNTRY, code: CREDENTIAL, redirectUri: ADDRESS, divisions: DIVISIONS }),
  z.object({ country: COUNTRY, refreshToken: CREDENTIAL, divisions: DIVISIONS }),
]);

const BODY = z.object({
  salesforce: SALESFORCE,
  exact: EXACT.optional(),
  trialDays: z.number().int().min(1).max(3650).optional(),
});

/** Orgs by the operator's hand: connected without a browser, and forgotten. */
export function operatorOrgRoutes(app: HttpApp, dependencies: HttpDependencies): void {
  const { store, connector, engine } = dependencies;
  app.post(
    '/v1/orgs',
    {
      schema: {
        tags: ['operator'],
        summary: 'Connects an org to both systems, or to none, without a browser and issues its API key',
        body: BODY,
        response: { 201: z.object({ orgId: z.string(), apiKey: z.string() }), 400: PROBLEM, 401: PROBLEM },
      },
    },
    async (request, reply) => {
      const { salesforce, exact, trialDays } = request.body;
      const { org } = await connector.connectSalesforce(salesforce satisfies SalesforceConnectRequest, {
        by: UNNAMED.operator,
        trialDays,
        exact: exact === undefined ? undefined : exactRequest(exact),
      });
      connector.forget(org.id);
      await engine.wake(org.id);
      return reply.code(201).send({ orgId: org.id, apiKey: await store.apiKeys.issue(org.id) });
    },
  );

  app.delete(
    '/v1/orgs/:orgId',
    {
      schema: {
        tags: ['operator'],
        summary: 'Forgets everything about an org, and undoes what both systems let it undo',
        params: z.object({ orgId: SALESFORCE_ID }),
        response: { 200: FORGOTTEN, 401: PROBLEM, 404: PROBLEM },
      },
    },
    async (request) => {
      const org = await store.orgs.find(request.params.orgId);
      if (org === undefined) throw new TandemError('not_found');
      return forgottenJson(await forgetOrg(dependencies, org, request.log), request.language);
    },
  );
}

function exactRequest(exact: z.infer<typeof EXACT>): ExactConnectRequest {
  const { country, divisions } = exact;
  return 'code' in exact
    ? { country, divisions, grant: { kind: 'code', code: exact.code, redirectUri: exact.redirectUri } }
    : { country, divisions, grant: { kind: 'refreshToken', refreshToken: exact.refreshToken } };
}
