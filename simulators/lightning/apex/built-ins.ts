import { ApexGlobalDescribe } from './objects.ts';
import { ApexThrown } from './org-calls.ts';

/** An outgoing call as the package's Apex builds it. */
export class ApexHttpRequest {
  method = 'GET';
  endpoint = '';
  body: string | undefined;
  readonly headers = new Map<string, string>();
}

/** `Http.send`: what happens afterwards is up to the page, so the walk through the Apex ends here. */
export class CalloutReached extends Error {
  override readonly name = 'CalloutReached';
  readonly request: ApexHttpRequest;

  constructor(request: ApexHttpRequest) {
    super('the Apex makes a callout');
    this.request = request;
  }
}

class ApexHttp {
  readonly isApexHttp = true;
}

/** What the org tells its Apex. */
export interface ApexOrg {
  readonly organizationId: string;
  /** Id of who looks at the page; a made-up one when not set. */
  readonly userId?: string;
  /** Who looks at the page; Anna de Vries when not set. */
  readonly userName?: string;
  /** The language of that person, as Salesforce names it; `en_US` when not set. */
  readonly language?: string;
  /** Whether the user has a custom permission of the package; he has every one when not set. */
  readonly hasCustomPermission?: (name: string) => boolean;
  /** A custom label of the package; its own name when not set. */
  readonly label?: (name: string) => string;
  /** That of the installed package; none when not set. */
  readonly namespace?: string;
}

/** Whose name the page gives where the org would give that of its user. */
const PERSON_AT_THE_PAGE = 'Anna de Vries';
const ID_OF_PERSON = '005000000000001AAA';

type StaticCall = (args: readonly unknown[], org: ApexOrg) => unknown;

/** Static methods of the platform, as `class.method` in lower case. */
const STATIC_CALLS: Readonly<Record<string, StaticCall>> = {
  'encodingutil.urlencode': ([text]) => encodeURIComponent(String(text)).replace(/%20/g, '+'),
  'string.format': ([pattern, values]) =>
    String(pattern)
      .replace(/\{(\d+)\}/g, (slot, index: string) => {
        const value: unknown = (values as readonly unknown[])[Number(index)];
        return value === undefined ? slot : toText(value);
      })
      .replace(/''/g, "'"),
  'string.valueof': ([value]) => toText(value),
  'string.isblank': ([value]) => value === null || toText(value).trim() === '',
  'string.isnotblank': ([value]) => value !== null && toText(value).trim() !== '',
  'string.join': ([values, separator]) => (values as readonly unknown[]).map(toText).join(String(separator)),
  'json.serialize': ([value]) => JSON.stringify(toJson(value)),
  'json.deserializeuntyped': ([text]) => fromJson(JSON.parse(String(text))),
  'featuremanagement.checkpermission': ([name], org) => org.hasCustomPermission?.(String(name)) ?? true,
  'middlewareexception.refusal': ([code, title, detail, action]) => new ApexThrown({ code, title, detail, action }),
  'packagenamespace.qualified': ([name], { namespace = '' }) => (namespace === '' ? name : `${namespace}__${String(name)}`),
  'schema.getglobaldescribe': () => new ApexGlobalDescribe(),
  'userinfo.getorganizationid': (_args, org) => org.organizationId,
  'userinfo.getuserid': (_args, org) => org.userId ?? ID_OF_PERSON,
  'userinfo.getname': (_args, org) => org.userName ?? PERSON_AT_THE_PAGE,
  'userinfo.getlanguage': (_args, org) => org.language ?? 'en_US',
};

/** What the package keeps in the org's key vault, this page keeps itself. */
const ORG_ONLY_CLASSES: ReadonlySet<string> = new Set(['apikeyvault']);

export function isOrgOnly(className: string): boolean {
  return ORG_ONLY_CLASSES.has(className.toLowerCase());
}

export function findStaticCall(className: string, methodName: string): StaticCall | undefined {
  return STATIC_CALLS[`${className}.${methodName}`.toLowerCase()];
}

export function createInstance(typeName: string): unknown {
  switch (typeName.toLowerCase()) {
    case 'httprequest':
      return new ApexHttpRequest();
    case 'http':
      return new ApexHttp();
    default:
      return undefined;
  }
}

/** Calls a method of a platform object; undefined when the page does not know it (Apex itself has only null). */
export function callInstance(target: unknown, methodName: string, args: readonly unknown[]): unknown {
  const name = methodName.toLowerCase();
  if (target instanceof ApexHttpRequest) {
    return callRequest(target, name, args);
  }
  if (target instanceof ApexHttp && name === 'send') {
    throw new CalloutReached(args[0] as ApexHttpRequest);
  }
  if (target instanceof Map) {
    return callMap(target as Map<unknown, unknown>, name, args);
  }
  if (Array.isArray(target)) {
    return callList(target as unknown[], name, args);
  }
  return typeof target === 'string' ? callString(target, name, args) : undefined;
}

function callRequest(request: ApexHttpRequest, name: string, [first, second]: readonly unknown[]): unknown {
  switch (name) {
    case 'setmethod':
      request.method = String(first);
      return null;
    case 'setendpoint':
      request.endpoint = String(first);
      return null;
    case 'setbody':
      request.body = String(first);
      return null;
    case 'setheader':
      request.headers.set(String(first), String(second));
      return null;
    case 'settimeout':
      return null;
    default:
      return undefined;
  }
}

function callMap(map: Map<unknown, unknown>, name: string, [key, value]: readonly unknown[]): unknown {
  switch (name) {
    case 'get':
      return map.get(key) ?? null;
    case 'put':
      map.set(key, value);
      return null;
    case 'containskey':
      return map.has(key);
    case 'isempty':
      return map.size === 0;
    default:
      return undefined;
  }
}

function callList(list: unknown[], name: string, [value]: readonly unknown[]): unknown {
  switch (name) {
    case 'add':
      list.push(value);
      return null;
    case 'addall':
      list.push(...(value as Iterable<unknown>));
      return null;
    case 'contains':
      return list.includes(value);
    case 'get':
      if (!(Number(value) in list)) throw new RangeError(`List index out of bounds: ${String(value)}`);
      return list[Number(value)];
    case 'size':
      return list.length;
    case 'isempty':
      return list.length === 0;
    default:
      return undefined;
  }
}

function callString(text: string, name: string, [first, second]: readonly unknown[]): unknown {
  switch (name) {
    case 'replaceall':
      return text.replace(new RegExp(String(first), 'gu'), String(second));
    case 'replace':
      return text.replaceAll(String(first), String(second));
    case 'removeend':
      return text.endsWith(String(first)) ? text.slice(0, text.length - String(first).length) : text;
    case 'removestart':
      return text.startsWith(String(first)) ? text.slice(String(first).length) : text;
    case 'substringbefore':
      return text.includes(String(first)) ? text.slice(0, text.indexOf(String(first))) : text;
    case 'substringafter':
      return text.includes(String(first)) ? text.slice(text.indexOf(String(first)) + String(first).length) : '';
    case 'split':
      return text.split(new RegExp(String(first), 'u'));
    case 'contains':
      return text.includes(String(first));
    case 'capitalize':
      return text.charAt(0).toUpperCase() + text.slice(1);
    case 'trim':
      return text.trim();
    case 'tolowercase':
      return text.toLowerCase();
    case 'touppercase':
      return text.toUpperCase();
    default:
      return undefined;
  }
}

/** How Apex turns a value into text where it is joined to one. */
export function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(toJson(value));
}

/** Maps and lists of Apex as JSON. */
export function toJson(value: unknown): unknown {
  if (value instanceof Map) {
    return Object.fromEntries([...(value as Map<unknown, unknown>)].map(([key, entry]) => [String(key), toJson(entry)]));
  }
  return Array.isArray(value) ? value.map(toJson) : value;
}

function fromJson(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(fromJson);
  }
  return typeof value === 'object' && value !== null
    ? new Map(Object.entries(value).map(([key, entry]) => [key, fromJson(entry)]))
    : value;
}
