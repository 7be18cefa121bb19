import { badRequest } from '../failure.ts';
import type { Resource } from '../schema/index.ts';
import { mentionsOf, parseFilter, type Filter } from './filter-syntax.ts';

export interface Order {
  readonly field: string;
  readonly isDescending: boolean;
}

/** A query string, understood and checked against what the resource allows. */
export interface Query {
  readonly filter: Filter | undefined;
  /** Undefined: every field. */
  readonly select: readonly string[] | undefined;
  readonly expand: readonly string[];
  readonly orderBy: readonly Order[];
  readonly top: number | undefined;
  readonly skip: number;
  readonly skipToken: string | undefined;
  readonly isCounted: boolean;
}

const OPTIONS = new Set(['$filter', '$select', '$expand', '$orderby', '$top', '$skip', '$skiptoken', '$inlinecount']);

const names = (text: string | null): string[] | undefined =>
  text === null
    ? undefined
    : text
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '');

const count = (params: URLSearchParams, option: string): number | undefined => {
  const text = params.get(option);
  if (text === null) return undefined;
  if (!/^\d+$/.test(text)) throw badRequest(`Incorrect format for ${option} argument '${text}'.`);
  return Number(text);
};

const checkFilter = (filter: Filter | undefined, resource: Resource, acceptsOr: boolean): void => {
  const { fields, hasOr } = filter ? mentionsOf(filter) : { fields: new Set<string>(), hasOr: false };
  if (hasOr && !acceptsOr) throw badRequest("The operator 'or' is not supported in $filter.");
  for (const field of fields)
    if (resource.filterable && !resource.filterable.has(field) && resource.fields.has(field))
      throw badRequest(`The property '${field}' cannot be used in $filter. Allowed: ${[...resource.filterable].join(', ')}.`);
};

const checkRequired = (filter: Filter | undefined, resource: Resource): void => {
  const required = resource.requiresFilter;
  if (!required) return;
  const fields = filter ? mentionsOf(filter).fields : new Set<string>();
  if (!required.some((field) => fields.has(field)))
    throw badRequest(`A filter is mandatory. Please filter on one of the following fields: ${required.join(', ')}.`);
};

const checkSelect = (select: readonly string[] | undefined, top: number | undefined, resource: Resource): void => {
  const isEverything = select === undefined || select.includes('*');
  if (select === undefined && top !== 1 && (resource.isSelectMandatory || resource.isSelectStarForbidden))
    throw badRequest('Please add a $select or a $top=1 statement to the query string.');
  if (isEverything && select !== undefined && resource.isSelectStarForbidden)
    throw badRequest('$select=* is not allowed, name the fields.');
  for (const name of select ?? []) {
    const [head = '', tail] = name.split('/');
    const isKnown = head === '*' || resource.fields.has(head);
    if (!isKnown || (tail !== undefined && !resource.navigation[head]))
      throw badRequest(`Could not find a property named '${name}' on type '${resource.type}'.`);
  }
};

const readOrders = (params: URLSearchParams, resource: Resource): Order[] =>
  (names(params.get('$orderby')) ?? []).map((text) => {
    const match = /^(\w+)(?:\s+(asc|desc))?$/.exec(text);
    const field = match?.[1] ?? '';
    if (!match || !resource.fields.has(field)) throw badRequest(`Syntax error in $orderby '${text}'.`);
    return { field, isDescending: match[2] === 'desc' };
  });

export interface QueryRules {
  readonly acceptsOr: boolean;
  /** A key read or a navigation from a key: no filter is demanded. */
  readonly isByKey: boolean;
}

/** Reads the OData options; other parameters without `$` are ignored, unknown `$` options are refused. */
export const readQuery = (params: URLSearchParams, resource: Resource, rules: QueryRules): Query => {
  for (const name of params.keys())
    if (name.startsWith('$') && !OPTIONS.has(name))
      throw badRequest(`The query parameter '${name}' begins with a system-reserved '$' character but is not recognized.`);
  const filterText = params.get('$filter');
  const filter = filterText === null ? undefined : parseFilter(filterText);
  checkFilter(filter, resource, rules.acceptsOr);
  if (!rules.isByKey) checkRequired(filter, resource);
  const select = names(params.get('$select'));
  const top = count(params, '$top');
  if (!rules.isByKey) checkSelect(select, top, resource);
  if (params.has('$skip') && resource.isNewer) throw badRequest('The query option $skip is not supported on this endpoint.');
  const expand = names(params.get('$expand')) ?? [];
  for (const name of expand)
    if (!resource.navigation[name])
      throw badRequest(`Could not find a navigation property named '${name}' on type '${resource.type}'.`);
  for (const name of select ?? [])
    if (name.includes('/') && !expand.includes(name.split('/')[0] ?? ''))
      throw badRequest(`Only properties of expanded navigation properties can be selected: '${name}'.`);
  const inlineCount = params.get('$inlinecount');
  if (inlineCount !== null && inlineCount !== 'allpages' && inlineCount !== 'none')
    throw badRequest(`Unknown $inlinecount option '${inlineCount}'.`);
  return {
    filter,
    select: select?.includes('*') ? undefined : select,
    expand,
    orderBy: readOrders(params, resource),
    top,
    skip: count(params, '$skip') ?? 0,
    skipToken: params.get('$skiptoken') ?? undefined,
    isCounted: inlineCount === 'allpages',
  };
};
