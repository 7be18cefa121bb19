import { isTandemError } from '../../errors/index.ts';
import type { Configuration } from '../../mapping/index.ts';
import type { SalesforceOrg } from '../../salesforce/index.ts';
import { ORDER_SETTINGS, type OrdersConfiguration } from './settings.ts';
import { sourceOf, type OrderSource } from './sources/index.ts';

const known = new WeakMap<OrdersConfiguration, readonly OrderSource[]>();

/** The records that these settings send, in the order in which one of a deal goes before the others. Pure. */
function sourcesIn(settings: OrdersConfiguration): readonly OrderSource[] {
  const { statuses, statusCodes } = settings;
  const sources =
    known.get(settings) ??
    settings.sources.map((document) => {
      const source = sourceOf(document);
      return source.object === 'Order' ? { ...source, statuses, statusCodes } : source;
    });
  known.set(settings, sources);
  return sources;
}

/** The records that a configuration sends. */
export function sourcesOf(configuration: Configuration): readonly OrderSource[] {
  return sourcesIn(ORDER_SETTINGS.of(configuration));
}

/**
 * Ids by the record that they are of. Those of an object that is not sent are left out, unless nothing but one object is sent: then
 * nobody has to be asked.
 */
export async function bySource(
  salesforce: Pick<SalesforceOrg, 'describe'>,
  sources: readonly OrderSource[],
  ids: readonly string[],
): Promise<ReadonlyMap<OrderSource, readonly string[]>> {
  const [only] = sources;
  if (only !== undefined && sources.length === 1) return new Map([[only, ids]]);
  const prefixes = await Promise.all(sources.map(async ({ object }) => prefixOf(salesforce, object)));
  const entries = sources.map((source, index) => [source, ids.filter((id) => id.slice(0, 3) === prefixes[index])] as const);
  return new Map(entries.filter(([, own]) => own.length > 0));
}

/** Undefined where the org has no such object, or hides it: the check of the set-up tells. */
async function prefixOf(salesforce: Pick<SalesforceOrg, 'describe'>, object: string): Promise<string | undefined> {
  try {
    return (await salesforce.describe(object)).keyPrefix;
  } catch (error) {
    if (isTandemError(error, 'salesforce_object_missing')) return undefined;
    throw error;
  }
}
