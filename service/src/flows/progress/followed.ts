import { isTandemError } from '../../errors/index.ts';
import type { SalesforceFieldDescribe, SalesforceObjectDescribe } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import type { FieldChange } from '../operation.ts';
import { DOCUMENT_FIELD, salesOrdersOnly } from '../order-lines/index.ts';
import { soldOnly } from '../sold-only.ts';
import { ownField, SHIPPED_SOURCES, sourcesOf, type OrderSource } from '../orders/index.ts';

/** A record that is sent as an order, and what is said on it of what becomes of it, as far as the org has the fields. */
export interface Followed {
  readonly source: OrderSource;
  /** What its key is asked for by; undefined where nobody can be asked for it. */
  readonly keyKind: 'id' | 'text' | undefined;
  /** SOQL that leaves out what is no sales order in Exact, behind another condition: returns, and what went as another document. */
  readonly only: string;
}

type Fields = ReadonlyMap<string, SalesforceFieldDescribe>;
type Context = Pick<FlowContext, 'salesforce' | 'configuration'>;

const ORDER = 'Order';

/** The records whose sales orders are followed: those that are sent, and orders, which may have been sent before others were. */
export async function readFollowed(context: Context): Promise<readonly Followed[]> {
  const sent = sourcesOf(context.configuration);
  const orders = sent.some(({ object }) => object === ORDER) ? [] : [SHIPPED_SOURCES[ORDER]];
  const sources = [...orders, ...sent].filter((source) => source !== undefined);
  const followed: Followed[] = [];
  for (const source of sources) {
    const isNeeded = source.object === ORDER && orders.length === 0;
    const described = isNeeded ? await describeBoth(context, source) : await describedIfThere(context, source);
    if (described === undefined) continue;
    const there = source.object === ORDER ? source : asFarAsThere(source, described);
    if (ownField(there, 'Exact_Id__c') !== undefined)
      followed.push({
        source: there,
        keyKind: keyKindOf(described.header.fields.get(source.key)),
        only: `${soldOnly(described.header.fields)}${salesOrdersOnly(ownField(there, DOCUMENT_FIELD))}`,
      });
  }
  return followed;
}

/** Changes under the record's own names; what it has no field for is left out. Pure. */
export function inOwnNames(changes: readonly FieldChange[], own: (name: string) => string | undefined): FieldChange[] {
  return changes.flatMap((change) => {
    const field = own(change.field);
    return field === undefined ? [] : [{ ...change, field }];
  });
}

interface Described {
  readonly header: SalesforceObjectDescribe;
  readonly line: SalesforceObjectDescribe;
}

async function describeBoth({ salesforce }: Context, { object, line }: OrderSource): Promise<Described> {
  return { header: await salesforce.describe(object), line: await salesforce.describe(line.object) };
}

/** Undefined where the org has no such object, or hides it: the check of the set-up tells. */
async function describedIfThere(context: Context, source: OrderSource): Promise<Described | undefined> {
  try {
    return await describeBoth(context, source);
  } catch (error) {
    if (isTandemError(error, 'salesforce_object_missing')) return undefined;
    throw error;
  }
}

/** Whoever has not given the rights, or has an older package, is told what there is room for. */
function asFarAsThere(source: OrderSource, { header, line }: Described): OrderSource {
  return {
    ...source,
    result: within(source.result, header.fields),
    progress: within(source.progress, header.fields),
    line: { ...source.line, progress: within(source.line.progress, line.fields) },
  };
}

function within(names: Readonly<Record<string, string>>, fields: Fields): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(names).filter(([, own]) => fields.get(own)?.updateable === true));
}

function keyKindOf(key: SalesforceFieldDescribe | undefined): Followed['keyKind'] {
  if (key?.type === 'id') return 'id';
  return key?.type === 'string' ? 'text' : undefined;
}
