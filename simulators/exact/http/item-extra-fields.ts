import { badRequest } from '../failure.ts';
import { readDateTime, readGuid } from '../odata/literals.ts';
import { readQuery } from '../odata/query.ts';
import { renderer } from '../odata/rendering.ts';
import { json, type Answer } from './answer.ts';
import type { Visit } from './reading.ts';
import type { Route } from './route.ts';

const literalIn = (text: string | null, kind: string): string | undefined =>
  text !== null && text.startsWith(`${kind}'`) && text.endsWith("'") ? text.slice(kind.length + 1, -1) : undefined;

/**
 * GET read/logistics/ItemExtraField: the extra fields of the item in `itemId`, in the order of their numbers. The documented
 * `modified` may be left out, as callers do.
 */
export const readItemExtraFields = ({ world, request, division, base }: Visit, { resource }: Route): Answer => {
  const item = readGuid(literalIn(request.query.get('itemId'), 'guid') ?? '');
  const since = request.query.get('modified');
  const modified = since === null ? 0 : readDateTime(literalIn(since, 'datetime') ?? '');
  if (item === undefined || modified === undefined) throw badRequest('Error in query syntax.');
  const query = readQuery(request.query, resource, { acceptsOr: world.settings.acceptsOrInFilters, isByKey: true });
  const isDue = Number(division.find('Items', item)?.['Modified'] ?? 0) >= modified;
  const rows = isDue ? division.table('ItemExtraFields').find('ItemID', item) : [];
  const inOrder = rows.sort((left, right) => Number(left['Number']) - Number(right['Number']));
  return json(200, { d: inOrder.map(renderer(resource, division, base, query)) });
};
