import { isGuid, type ExactResource } from '../exact/index.ts';
import type { FlowContext } from './flow.ts';

type DivisionContext = Pick<FlowContext, 'configuration' | 'division' | 'exact' | 'exactIn' | 'links'>;
type Identified = ExactResource<{ readonly ID: string }>;

/**
 * The divisions that records of Exact are in, by lower-case id: as they are remembered, else as each division that the settings list
 * says when it is asked, the flow's own first. One call a division and some ids; none for no id. In none: it is missing.
 */
export async function divisionsOfIds(
  context: DivisionContext,
  role: string,
  resource: Identified,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const asked = [...new Set(ids.map((id) => id.toLowerCase()))].filter(isGuid);
  if (asked.length === 0) return new Map();
  const found = new Map(await context.links.divisionsOf(role, asked));
  const { division: own } = context;
  await askFor(context, resource, asked, [own, ...furtherThan(context)], found);
  return found;
}

/** Those of these records of Exact that another division has than the flow's own, which does not have them. See `divisionsOfIds`. */
export async function idsElsewhere(
  context: DivisionContext,
  role: string,
  resource: Identified,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const remembered = [...(await context.links.divisionsOf(role, ids))].filter(([, division]) => division !== context.division);
  const found = new Map(remembered);
  await askFor(context, resource, ids, furtherThan(context), found);
  return new Set(found.keys());
}

function furtherThan({ configuration, division }: DivisionContext): number[] {
  return configuration.divisions.map(({ code }) => code).filter((code) => code !== division);
}

async function askFor(
  context: DivisionContext,
  resource: Identified,
  ids: readonly string[],
  divisions: readonly number[],
  found: Map<string, number>,
): Promise<void> {
  for (const division of divisions) {
    const open = ids.filter((id) => !found.has(id));
    if (open.length === 0) return;
    const exact = division === context.division ? context.exact : await context.exactIn(division);
    for (const { ID: id } of await exact.findAny(resource, 'ID', 'guid', open)) found.set(id.toLowerCase(), division);
  }
}
