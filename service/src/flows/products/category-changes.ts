import { createHash } from 'node:crypto';
import { guidEquals, isGuid, isWalking } from '../../exact/index.ts';
import { CategoryIndex, isCategorised } from '../categories/index.ts';
import type { FlowBatch, FlowContext } from '../flow.ts';
import { namesOnlyGroups } from './product-categories.ts';
import type { Reader } from './reader.ts';
import { PRODUCT_SETTINGS } from './settings.ts';
import type { ProductsInput } from './types.ts';

type Positions = Readonly<Record<string, string>>;

/** Position of the categories as the walk before saw them: `id:hash`, joined by blanks. */
const CATEGORIES = 'categories';
/** Positions of the stream of items that is to be read from its start. */
const FROM_START: Positions = { items: '', itemsBorder: '' };
const HASH_LENGTH = 8;
/** Groups up to which their items are looked up; above it the whole stream costs fewer calls. */
const MOST_LOOKED_UP = 10;

/** What has to be looked at again since categories changed. */
export interface CategoriesDue {
  /** Positions instead of the stored ones. */
  readonly positions: Positions;
  /** Item groups whose items are looked up. */
  readonly groupIds: readonly string[];
}

/**
 * Exact tells nothing of items whose group is renamed, and a new group may come after its items: what the categories were at the walk
 * before says which items have to be looked at again. One call, and none where categories are not taken over.
 */
export async function categoriesDue(context: FlowContext, cursors: Positions): Promise<CategoriesDue> {
  const before = cursors[CATEGORIES] ?? '';
  if (!isCategorised(context)) return { positions: before === '' ? {} : { [CATEGORIES]: '' }, groupIds: [] };
  if (isWalking(cursors)) return { positions: {}, groupIds: [] };
  const rows = await context.salesforce.query(CategoryIndex.query(context.division));
  const now = new Set([...CategoryIndex.of(rows).states].map(([id, state]) => `${id}:${hashOf(state)}`));
  const positions = { [CATEGORIES]: [...now].toSorted().join(' ') };
  // Nothing was read yet: all items are due anyhow.
  if ((cursors['items'] ?? '') === '') return { positions, groupIds: [] };
  const changed = now.symmetricDifference(new Set(before === '' ? [] : before.split(' ')));
  const groupIds = [...new Set([...changed].map((each) => each.slice(0, each.indexOf(':'))))].filter(isGuid);
  const isFew = before !== '' && groupIds.length <= MOST_LOOKED_UP && namesOnlyGroups(PRODUCT_SETTINGS.of(context.configuration));
  if (changed.size === 0 || isFew) return { positions, groupIds };
  return { positions: { ...FROM_START, ...positions }, groupIds: [] };
}

/** The items of groups, a page at a time; then the position says that they were looked at. */
export async function* readItemsOfGroups(
  reader: Reader,
  { groupIds, positions }: CategoriesDue,
): AsyncGenerator<FlowBatch<ProductsInput>> {
  for (const groupId of groupIds)
    for await (const items of reader.context.exact.pages(reader.own.resources.bulk, { filter: guidEquals('ItemGroup', groupId) }))
      if (items.length > 0)
        yield reader.batch([await reader.changedItems(items.map((item) => ({ ...item, Timestamp: item.Modified ?? '' })))]);
  yield reader.batch([], positions);
}

function hashOf(state: string): string {
  return createHash('sha256').update(state).digest('hex').slice(0, HASH_LENGTH);
}
