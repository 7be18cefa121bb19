import { isGuid, type ExactResource } from '../exact/index.ts';
import type { FlowContext } from './flow.ts';

/**
 * The divisions that records of Exact are in, by lower-case id: as they are remembered, else as each division that the settings list
 * says when it is asked, the flow's own first. One call a division and some ids; none for no id. In none: it is missing.
 */
export async function divisionsOfIds(
  context: Pick<FlowContext, 'configuration' | 'division' | 'exact' | 'exactIn' | 'links'>,
  role: string,
  resource: ExactResource<{ readonly ID: string }>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const asked = [...new Set(ids.map((id) => id.toLowerCase()))].filter(isGuid);
  if (asked.length === 0) return new Map();
  const found = new Map(await context.links.divisionsOf(role, asked));
  const { division: own, configuration } = context;
  for (const division of [own, ...configuration.divisions.map(({ code }) => code).filter((code) => code !== own)]) {
    const open = asked.filter((id) => !found.has(id));
    if (open.length === 0) break;
    const exact = division === own ? context.exact : await context.exactIn(division);
    for (const { ID: id } of await exact.findAny(resource, 'ID', 'guid', open)) found.set(id.toLowerCase(), division);
  }
  return found;
}
