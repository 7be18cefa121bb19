import { badRequest, notFound } from '../failure.ts';
import { literalOf } from '../odata/literals.ts';
import { tokenize } from '../odata/tokens.ts';
import { RESOURCES, type Resource } from '../schema/index.ts';

/** What a path below a division names. */
export interface Route {
  readonly resource: Resource;
  /** The key of `Entity(guid'..')`. */
  readonly key?: string;
  /** A collection of the entity, such as `SalesOrderLines`. */
  readonly navigation?: string;
  readonly isCount?: boolean;
}

const readKey = (text: string): string => {
  const tokens = tokenize(text);
  const literal = tokens[0] && tokens.length === 1 ? literalOf(tokens[0]) : undefined;
  if (!literal) throw badRequest(`Error in query syntax: key '${text}'.`);
  return String(literal.value);
};

/** Finds the resource of a path; an unknown one is a 404. Service and entity names do not mind their case. */
export const routeOf = (path: string): Route => {
  const match = /^([^()]+?)(?:\((.*)\))?(?:\/([^()/]+))?$/.exec(path);
  const whole = RESOURCES.get(path.toLowerCase());
  if (whole) return { resource: whole };
  const resource = RESOURCES.get((match?.[1] ?? '').toLowerCase());
  if (!match || !resource) throw notFound(`Resource not found for the segment '${path.split('/').at(-1) ?? ''}'.`);
  const [, , keyText, tail] = match;
  if (keyText === undefined) {
    if (tail !== '$count') throw notFound(`Resource not found for the segment '${tail ?? ''}'.`);
    return { resource, isCount: true };
  }
  const key = readKey(keyText);
  if (tail === undefined) return { resource, key };
  if (!resource.navigation[tail]) throw notFound(`Resource not found for the segment '${tail}'.`);
  return { resource, key, navigation: tail };
};
