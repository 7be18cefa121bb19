import { badRequest } from '../errors.ts';
import { permissionAccess } from '../people.ts';
import { columnMetadata, runQuery, type QueryResult } from '../soql/index.ts';
import { basePath, schemaOf, type ApiAnswer, type ApiCall } from './api-call.ts';

/** What a query finds for the user who asks. */
export function resultOf(call: ApiCall, soql: string, resource: 'query' | 'queryAll'): QueryResult {
  const { org } = call.services;
  return runQuery({ schema: schemaOf(call), store: org.store }, soql, {
    includesDeleted: resource === 'queryAll',
    madeRows: ({ name }) => (name === 'UserPermissionAccess' ? [permissionAccess(org, call.actor)] : undefined),
  });
}

const start = (call: ApiCall, resource: 'query' | 'queryAll'): ApiAnswer => {
  const soql = call.query.get('q');
  if (soql === null) throw badRequest('MALFORMED_QUERY', 'A query string has to be specified');
  const result = resultOf(call, soql, resource);
  if (call.query.get('columns') === 'true')
    return { status: 200, body: { columnMetadata: columnMetadata(soql), entityName: result.object } };
  const page = call.services.locators.start(result, call.headers['sforce-query-options'], `${basePath(call)}/query`);
  return { status: 200, body: page };
};

/** `GET /query?q=` */
export function query(call: ApiCall): ApiAnswer {
  return start(call, 'query');
}

/** `GET /queryAll?q=`: deleted records too. */
export function queryAll(call: ApiCall): ApiAnswer {
  return start(call, 'queryAll');
}

/** `GET /query/<locator>` */
export function queryMore(call: ApiCall, [locator = '']: readonly string[]): ApiAnswer {
  return { status: 200, body: call.services.locators.next(locator, `${basePath(call)}/query`) };
}
