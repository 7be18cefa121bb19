import { CalloutReached, toJson, type ApexOrg } from './built-ins.ts';
import { ApexNotFollowedError, readClasses, type ApexMethod, type ClassTable } from './class-table.ts';
import { ApexThrown, OrgCallNeeded, OrgCalls, type OrgReply, type OrgRequest } from './org-calls.ts';
import { ApexWalk } from './walk.ts';

/** One request to the middleware as an Apex method makes it. */
export interface Callout {
  readonly verb: string;
  /** Name of the named credential, such as `Tandem`. */
  readonly credential: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** How a method of Apex ends: at the service, with an answer of its own, or in an exception. */
export type ApexOutcome =
  | { readonly kind: 'callout'; readonly callout: Callout }
  | { readonly kind: 'answer'; readonly value: unknown }
  | { readonly kind: 'problem'; readonly problem: Readonly<Record<string, unknown>> };

/** What the components may call, and where each call goes. */
export interface ApexCallouts {
  /** `Controller.method` of every @AuraEnabled method. */
  readonly names: readonly string[];
  /** Parameter names of a method, or undefined when there is no such method. */
  parametersOf(name: string): readonly string[] | undefined;
  /** The request that the method makes with these arguments (a missing one is null), whatever the org would say. */
  request(name: string, args: Readonly<Record<string, unknown>>): Callout;
  /** Runs the method as a user of the org: `send` asks the org in his name, and `org` tells what he may do. */
  run(
    name: string,
    args: Readonly<Record<string, unknown>>,
    org: ApexOrg,
    send: (request: OrgRequest) => Promise<OrgReply>,
  ): Promise<ApexOutcome>;
}

const PLACEHOLDERS: Readonly<Record<string, unknown>> = { integer: 1, long: 1, decimal: 1, double: 1, boolean: true };
const ENDPOINT = /^callout:(\w+)(\/.*)$/s;

/**
 * Follows every @AuraEnabled method of the package to its callout.
 * Fails with `ApexNotFollowedError`, naming file and line, when one of them does not get there or `wanted` names a method that does not exist.
 */
export function followCallouts(packageDirectory: string, org: ApexOrg, wanted: readonly string[]): ApexCallouts {
  const classes = readClasses(packageDirectory);
  const methods = new Map(
    [...classes.values()]
      .flatMap(({ methods: all }) => all.filter(({ isAuraEnabled }) => isAuraEnabled))
      .map((method) => [`${method.className}.${method.name}`, method]),
  );
  const faults = [...methods].flatMap(([name, method]) => faultOf(name, classes, org, method));
  const missing = wanted
    .filter((name) => !methods.has(name))
    .map((name) => `a component imports ${name}, which is not an @AuraEnabled method`);
  if (faults.length + missing.length > 0) {
    throw new ApexNotFollowedError([...faults, ...missing].join('\n'));
  }
  return {
    names: [...methods.keys()],
    parametersOf: (name) => methods.get(name)?.parameters.map((parameter) => parameter.name),
    request: (name, args) => {
      const method = methodOf(methods, name);
      return walk(classes, org, method, valuesOf(method, args));
    },
    run: async (name, args, asUser, send) => {
      const method = methodOf(methods, name);
      const replies: OrgReply[] = [];
      // Within one transaction Apex describes an object once.
      const describes = new Map<string, OrgReply>();
      for (;;) {
        const ended = runOnce(classes, asUser, method, valuesOf(method, args), new OrgCalls(replies));
        if (!('needed' in ended)) {
          return ended;
        }
        const { path } = ended.needed;
        const reply = describes.get(path) ?? (await send(ended.needed));
        if (path.endsWith('/describe')) {
          describes.set(path, reply);
        }
        replies.push(reply);
      }
    },
  };
}

function methodOf(methods: ReadonlyMap<string, ApexMethod>, name: string): ApexMethod {
  const method = methods.get(name);
  if (!method) {
    throw new ApexNotFollowedError(`there is no @AuraEnabled method ${name}`);
  }
  return method;
}

function valuesOf(method: ApexMethod, args: Readonly<Record<string, unknown>>): unknown[] {
  return method.parameters.map((parameter) => args[parameter.name] ?? null);
}

function runOnce(
  classes: ClassTable,
  org: ApexOrg,
  method: ApexMethod,
  values: readonly unknown[],
  calls: OrgCalls,
): ApexOutcome | { readonly needed: OrgRequest } {
  try {
    return { kind: 'answer', value: toJson(new ApexWalk(classes, org, calls).run(method, values)) };
  } catch (ended) {
    if (ended instanceof OrgCallNeeded) {
      return { needed: ended.request };
    }
    if (ended instanceof CalloutReached) {
      return { kind: 'callout', callout: toCallout(method, ended) };
    }
    if (ended instanceof ApexThrown) {
      return { kind: 'problem', problem: ended.problem };
    }
    throw ended;
  }
}

/** A value of a type, whatever it is; of a list, one with an element. */
function placeholderOf(type: string): unknown {
  const element = /^list<(.+)>$/.exec(type)?.[1];
  return element === undefined ? (PLACEHOLDERS[type] ?? 'x') : [placeholderOf(element)];
}

function faultOf(name: string, classes: ClassTable, org: ApexOrg, method: ApexMethod): string[] {
  try {
    walk(
      classes,
      org,
      method,
      method.parameters.map(({ type }) => placeholderOf(type)),
    );
    return [];
  } catch (error) {
    // It answers from the org: what it does there is followed when it is called.
    return error instanceof OrgCallNeeded ? [] : [`${name}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function walk(classes: ClassTable, org: ApexOrg, method: ApexMethod, args: readonly unknown[]): Callout {
  try {
    new ApexWalk(classes, org).run(method, args);
  } catch (reached) {
    if (reached instanceof CalloutReached) {
      return toCallout(method, reached);
    }
    throw reached;
  }
  throw new ApexNotFollowedError(`${method.file}: ${method.className}.${method.name} ends without a callout`);
}

function toCallout(method: ApexMethod, { request }: CalloutReached): Callout {
  const [, credential, path] = ENDPOINT.exec(request.endpoint) ?? [];
  if (credential === undefined || path === undefined) {
    throw new ApexNotFollowedError(
      `${method.file}: ${method.className}.${method.name} calls ${request.endpoint}, not a named credential`,
    );
  }
  return { verb: request.method, credential, path, headers: Object.fromEntries(request.headers), body: request.body };
}
