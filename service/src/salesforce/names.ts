import { PACKAGE_FIELDS, PACKAGE_OBJECTS } from './package-names.ts';

/**
 * The one place that knows the namespace. Everything above speaks logical names (`Exact_Id__c`); in an org with the managed
 * package the org's own name is `tandem__Exact_Id__c`. Only names that the package ships are changed: a field `Colour__c` of
 * the customer stays what it is. SOQL names are case-insensitive, so are these. A field of the customer that has a name of the package
 * is called by the name that Salesforce itself gives what has no namespace: `c__Customer__c`.
 */
export interface Names {
  readonly namespace: string;
  /** `Exact_Id__c` -> `tandem__Exact_Id__c`; a path such as `Account.Exact_Id__c` part by part. */
  toOrg(name: string): string;
  toLogical(name: string): string;
  /** Every name in a query, none inside its quoted texts. */
  soqlToOrg(soql: string): string;
  /** Keys of a field map, nested relationships too. */
  fieldsToOrg(fields: Readonly<Record<string, unknown>>): Record<string, unknown>;
  /** Keys of a row as the org sends it, with parents and children; `attributes` is left out. */
  rowToLogical(row: Readonly<Record<string, unknown>>): Record<string, unknown>;
  /** A component that is named and not queried, such as a tab: `Tandem_Setup` -> `tandem__Tandem_Setup`. */
  componentToOrg(name: string): string;
  /** SOQL condition for rows of set-up objects that came with the package; `path` leads to the object, such as `PermissionSet.`. */
  ofPackage(path?: string): string;
}

const SHIPPED: ReadonlyMap<string, string> = new Map(
  [...PACKAGE_OBJECTS, ...PACKAGE_FIELDS]
    .flatMap((name) => [name, name.replace(/__c$/, '__r')])
    .map((name) => [name.toLowerCase(), name]),
);

/** Stands before names of the org itself. */
const OWN = 'c__';

const QUOTED_OR_NAME = /'(?:[^'\\]|\\.)*'|[A-Za-z_]\w*/g;

export function namesOf(namespace: string): Names {
  const prefix = namespace === '' ? '' : `${namespace}__`;
  const toOrg = (name: string): string => name.split('.').map(addPrefix).join('.');
  // Asked for each field of each row that is read.
  const toLogical = prefix === '' ? (name: string): string => name : withoutPrefix;
  return {
    namespace,
    toOrg,
    toLogical,
    soqlToOrg: (soql) => soql.replace(QUOTED_OR_NAME, (token) => (token.startsWith("'") ? token : addPrefix(token))),
    fieldsToOrg: (fields) => renamed(fields, toOrg),
    rowToLogical: (row) => renamed(row, toLogical),
    componentToOrg: (name) => `${prefix}${name}`,
    ofPackage: (path = '') => `${path}NamespacePrefix = ${namespace === '' ? 'null' : `'${namespace}'`}`,
  };

  function addPrefix(name: string): string {
    if (name.startsWith(OWN)) return name.slice(OWN.length);
    const shipped = SHIPPED.get(name.toLowerCase());
    return shipped === undefined ? name : `${prefix}${shipped}`;
  }

  function withoutPrefix(name: string): string {
    return name.includes('.') ? name.split('.').map(takePrefix).join('.') : takePrefix(name);
  }

  function takePrefix(name: string): string {
    if (!name.toLowerCase().startsWith(prefix.toLowerCase())) return SHIPPED.has(name.toLowerCase()) ? `${OWN}${name}` : name;
    return SHIPPED.get(name.slice(prefix.length).toLowerCase()) ?? name;
  }
}

/** `__proto__` as the name of a field would not be one. */
const LEFT_OUT: ReadonlySet<string> = new Set(['attributes', '__proto__']);

function renamed(map: Readonly<Record<string, unknown>>, rename: (name: string) => string): Record<string, unknown> {
  const named: Record<string, unknown> = {};
  for (const key of Object.keys(map)) if (!LEFT_OUT.has(key)) named[rename(key)] = renamedValue(map[key], rename);
  return named;
}

function renamedValue(value: unknown, rename: (name: string) => string): unknown {
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((entry) => renamedValue(entry, rename));
  return isPlainObject(value) ? renamed(value, rename) : value;
}

/** Dates and raw JSON numbers are values, not maps. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
