import { ApiError, badRequest, notFound } from '../errors.ts';
import { enterUser } from '../people.ts';
import { mergeRecords } from '../records/index.ts';
import type { SalesforceSimulator } from '../simulator.ts';
import type { FaultRule } from '../../fault-rules.ts';
import { FAULT_KINDS, type FaultKind } from './faults.ts';

export interface ControlAnswer {
  readonly status: number;
  readonly body?: unknown;
}

type Body = Readonly<Record<string, unknown>>;
type Handler = (simulator: SalesforceSimulator, body: Body, parameters: readonly string[], query: URLSearchParams) => unknown;

const objectOf = (simulator: SalesforceSimulator, name: string) => {
  const object = simulator.org.schema.object(name);
  if (object === undefined) throw notFound(`This org has no object ${name}`);
  return object;
};

/** Records of a seed are created, or changed when they carry an `id`; all of them or none. */
const seed: Handler = (simulator, body) => {
  const records = Array.isArray(body['records']) ? (body['records'] as { object: string; id?: string; fields: Body }[]) : [];
  const { org } = simulator;
  return {
    ids: org.store.transaction(() =>
      records.map((record, index) => {
        try {
          const object = objectOf(simulator, record.object);
          if (record.id === undefined) return simulator.services.writer.insert(object, record.fields, org.administrator);
          simulator.services.writer.update(object, record.id, record.fields, org.administrator);
          return record.id;
        } catch (error) {
          if (!(error instanceof ApiError)) throw error;
          throw badRequest(error.code, `records[${index}] (${record.object}): ${error.message}`, error.fields);
        }
      }),
    ),
  };
};

const setFaults: Handler = (simulator, body) => {
  const rules = Array.isArray(body['rules']) ? (body['rules'] as FaultRule<FaultKind>[]) : [];
  const unknown = rules.find((rule) => !FAULT_KINDS.includes(rule.kind));
  if (unknown !== undefined)
    throw badRequest('INVALID_INPUT', `There is no fault of kind ${unknown.kind}; there are ${FAULT_KINDS.join(', ')}`);
  simulator.faults.replace(rules, typeof body['seed'] === 'number' ? body['seed'] : 1);
  return { rules: rules.length };
};

const consent: Handler = (simulator, body) => {
  const { app } = simulator.options;
  const redirectUri = typeof body['redirectUri'] === 'string' ? body['redirectUri'] : (app.redirectUris[0] ?? '');
  const challenge = body['codeChallenge'];
  if (typeof challenge !== 'string') throw badRequest('INVALID_INPUT', 'codeChallenge (S256) is required: the app asks for PKCE');
  if (!app.redirectUris.includes(redirectUri))
    throw badRequest('INVALID_INPUT', `${redirectUri} is not among the redirect URIs of the app`);
  const { org } = simulator;
  const { username } = body;
  const person =
    typeof username === 'string'
      ? [...org.store.all(org.object('User'))].find((row) => row['Username'] === username)?.Id
      : org.runAs.userId;
  if (person === undefined) throw badRequest('INVALID_INPUT', `This org has no user ${String(username)}`);
  simulator.isAppAllowed = true;
  return { code: simulator.tokens.issueCode(person, redirectUri, challenge) };
};

/** The page on which a person merges records. */
const merge: Handler = (simulator, body, [name = '']) => {
  const { master, losers, fields } = body;
  if (typeof master !== 'string' || !Array.isArray(losers)) throw badRequest('INVALID_INPUT', 'master and losers are required');
  const kept = typeof fields === 'object' && fields !== null ? (fields as Body) : {};
  const { org, services } = simulator;
  const request = { master, losers: losers.map(String), fields: kept };
  mergeRecords(org, services.writer, objectOf(simulator, name), request, org.administrator);
  return {};
};

const user: Handler = (simulator, body) => {
  const { username, isActive, permissionSets, profilePermissions } = body;
  if (typeof username !== 'string') throw badRequest('INVALID_INPUT', 'username is required');
  const id = enterUser(simulator.org, {
    username,
    ...(typeof isActive === 'boolean' ? { isActive } : {}),
    ...(profilePermissions === 'all' || profilePermissions === 'standard' ? { profilePermissions } : {}),
    ...(Array.isArray(profilePermissions) ? { profilePermissions: profilePermissions.map(String) } : {}),
    ...(Array.isArray(permissionSets) ? { permissionSets: permissionSets.map(String) } : {}),
  });
  return { id };
};

const personOf = (simulator: SalesforceSimulator, username: unknown) => {
  const { org } = simulator;
  const person = [...org.store.all(org.object('User'))].find((row) => row['Username'] === username);
  if (person === undefined || person['IsActive'] !== true)
    throw badRequest('INVALID_INPUT', `This org has no active user ${String(username)}`);
  return person;
};

/** The session of a person who works in Lightning. */
const session: Handler = (simulator, body) => ({
  accessToken: simulator.tokens.openSession(personOf(simulator, body['username']).Id),
});

/** What the platform itself asks before Apex of a person runs. */
const access: Handler = (simulator, _body, [username = '']) => {
  const { org } = simulator;
  const person = personOf(simulator, decodeURIComponent(username));
  const rights = org.rightsOf(person.Id);
  const named = (object: string, column: string, isOpen: (id: string) => boolean) =>
    [...org.store.all(org.object(object))].flatMap((row) => (isOpen(row.Id) ? String(row[column]) : []));
  return {
    id: person.Id,
    name: person['Name'],
    // An administrator may run all Apex; custom permissions nobody has unasked.
    apexClasses: named('ApexClass', 'Name', (id) => rights.isUnlimited() || rights.mayUse(id)),
    customPermissions: named('CustomPermission', 'DeveloperName', (id) => rights.mayUse(id)),
  };
};

const automate: Handler = (simulator, body) => {
  const { url, apiKey, orgId } = body;
  if (typeof url !== 'string' || typeof apiKey !== 'string') throw badRequest('INVALID_INPUT', 'url and apiKey are required');
  simulator.automation.aim({
    url: url.replace(/\/$/, ''),
    apiKey,
    orgId: typeof orgId === 'string' ? orgId : simulator.org.orgId,
  });
  return {};
};

const OPERATIONS: readonly { readonly method: string; readonly path: RegExp; readonly run: Handler }[] = [
  {
    method: 'GET',
    path: /^\/health$/,
    run: ({ org }) => ({ status: 'ok', orgId: org.orgId, namespace: org.settings.namespace, features: org.settings.features }),
  },
  { method: 'POST', path: /^\/reset$/, run: (simulator) => (simulator.reset(), {}) },
  { method: 'POST', path: /^\/seed$/, run: seed },
  {
    method: 'GET',
    path: /^\/rows\/(\w+)$/,
    run: (simulator, _body, [name = '']) => ({
      rows: [...simulator.org.store.all(objectOf(simulator, name))].filter((row) => !row.IsDeleted),
    }),
  },
  {
    method: 'PATCH',
    path: /^\/rows\/(\w+)\/(\w+)$/,
    run: (simulator, body, [name = '', id = '']) => (
      simulator.services.writer.update(objectOf(simulator, name), id, body, simulator.org.administrator),
      {}
    ),
  },
  {
    method: 'DELETE',
    path: /^\/rows\/(\w+)\/(\w+)$/,
    run: (simulator, _body, [name = '', id = '']) => (
      simulator.services.writer.delete(objectOf(simulator, name), id, simulator.org.administrator),
      {}
    ),
  },
  { method: 'POST', path: /^\/merge\/(\w+)$/, run: merge },
  {
    method: 'GET',
    path: /^\/journal$/,
    run: ({ journal }, _body, _parameters, query) => ({ calls: journal.after(Number(query.get('after') ?? 0)) }),
  },
  { method: 'GET', path: /^\/counts$/, run: ({ journal }) => journal.counts() },
  { method: 'POST', path: /^\/journal\/clear$/, run: ({ journal }) => (journal.clear(), {}) },
  { method: 'POST', path: /^\/faults$/, run: setFaults },
  { method: 'DELETE', path: /^\/faults$/, run: ({ faults }) => (faults.clear(), {}) },
  { method: 'POST', path: /^\/consent$/, run: consent },
  { method: 'POST', path: /^\/revoke$/, run: (simulator) => (simulator.revoke(), {}) },
  {
    method: 'POST',
    path: /^\/policies$/,
    run: (simulator, { runAs }) => {
      if (typeof runAs !== 'boolean') throw badRequest('INVALID_INPUT', 'runAs (boolean) is required');
      simulator.hasRunAsUser = runAs;
      return {};
    },
  },
  {
    method: 'POST',
    path: /^\/rights$/,
    run: (simulator, body) => (
      simulator.setRights({
        activateOrders: body['activateOrders'] !== false,
        editActivatedOrders: body['editActivatedOrders'] !== false,
      }),
      {}
    ),
  },
  { method: 'POST', path: /^\/users$/, run: user },
  { method: 'POST', path: /^\/sessions$/, run: session },
  { method: 'GET', path: /^\/access\/([^/]+)$/, run: access },
  { method: 'GET', path: /^\/notifications$/, run: ({ services }) => ({ notifications: services.notifications }) },
  { method: 'POST', path: /^\/automation$/, run: automate },
  { method: 'DELETE', path: /^\/automation$/, run: ({ automation }) => (automation.aim(null), {}) },
];

/** Answers `/_control/...`: never counted, never limited, no token. @param path what follows `/_control` */
export function control(
  simulator: SalesforceSimulator,
  method: string,
  path: string,
  query: URLSearchParams,
  body: Body,
): ControlAnswer {
  const operation = OPERATIONS.find((candidate) => candidate.method === method && candidate.path.test(path));
  if (operation === undefined) return { status: 404, body: { message: `There is no control ${method} ${path}` } };
  try {
    const parameters = operation.path.exec(path)?.slice(1) ?? [];
    return { status: 200, body: operation.run(simulator, body, parameters, query) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { status: error.status, body: { errorCode: error.code, message: error.message, fields: error.fields } };
  }
}
