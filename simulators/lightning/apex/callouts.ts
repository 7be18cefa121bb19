import { CalloutReached, type ApexOrg } from './built-ins.ts';
import { ApexNotFollowedError, readClasses, type ApexMethod, type ClassTable } from './class-table.ts';
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

/** What the components may call, and where each call goes. */
export interface ApexCallouts {
  /** `Controller.method` of every @AuraEnabled method. */
  readonly names: readonly string[];
  /** Parameter names of a method, or undefined when there is no such method. */
  parametersOf(name: string): readonly string[] | undefined;
  /** The request that the method makes with these arguments (a missing one is null). */
  request(name: string, args: Readonly<Record<string, unknown>>): Callout;
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
      const method = methods.get(name);
      if (!method) {
        throw new ApexNotFollowedError(`there is no @AuraEnabled method ${name}`);
      }
      return walk(
        classes,
        org,
        method,
        method.parameters.map((parameter) => args[parameter.name] ?? null),
      );
    },
  };
}

function faultOf(name: string, classes: ClassTable, org: ApexOrg, method: ApexMethod): string[] {
  try {
    walk(
      classes,
      org,
      method,
      method.parameters.map(({ type }) => PLACEHOLDERS[type] ?? 'x'),
    );
    return [];
  } catch (error) {
    return [`${name}: ${error instanceof Error ? error.message : String(error)}`];
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
