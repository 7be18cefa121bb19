import { isTandemError, listed, phrase } from '../../errors/index.ts';
import type { Configuration } from '../../mapping/index.ts';
import type { SalesforceObjectDescribe, SalesforceOrg } from '../../salesforce/index.ts';
import type { FlowFinding } from '../fed-objects.ts';
import { sourcesOf } from './source-settings.ts';
import type { OrderSource } from './sources/index.ts';

/** One finding for each record besides orders that the settings send: whether it can be read, and told what became of it. */
export async function checkSources(
  salesforce: Pick<SalesforceOrg, 'describe'>,
  configuration: Configuration,
): Promise<readonly FlowFinding[]> {
  const findings: FlowFinding[] = [];
  for (const source of sourcesOf(configuration))
    if (source.object !== 'Order') findings.push(await checkSource(salesforce, source));
  return findings;
}

async function checkSource(salesforce: Pick<SalesforceOrg, 'describe'>, source: OrderSource): Promise<FlowFinding> {
  const { object, line } = source;
  const check = { id: `salesforce-source-${object.toLowerCase()}`, title: phrase('check_source', { object }) };
  const [header, lines] = [await describeIfThere(salesforce, object), await describeIfThere(salesforce, line.object)];
  const action = phrase('check_source_action', { object });
  const missing = [...(header === undefined ? [object] : []), ...(lines === undefined ? [line.object] : [])];
  if (header === undefined || lines === undefined)
    return { ...check, state: 'problem', detail: phrase('check_source_missing', { objects: listed(missing) }), action };
  const closed = [
    ...closedTo(header, Object.values(source.result), 'edit'),
    ...closedTo(header, [source.key, source.fields['AccountId'] ?? '', source.fields['Status'] ?? ''], 'read'),
    ...closedTo(lines, [line.parent, line.product, line.fields['Quantity'] ?? '', line.fields['UnitPrice'] ?? ''], 'read'),
  ];
  if (closed.length === 0) return { ...check, state: 'ok', detail: phrase('check_source_open'), action: null };
  return { ...check, state: 'problem', detail: phrase('check_source_closed', { fields: listed(closed) }), action };
}

function closedTo({ name, fields }: SalesforceObjectDescribe, wanted: readonly string[], right: 'read' | 'edit'): string[] {
  const isOpen = (field: string): boolean => (right === 'read' ? fields.has(field) : fields.get(field)?.updateable === true);
  return wanted.filter((field) => !isOpen(field)).map((field) => `${name}.${field}`);
}

async function describeIfThere(
  salesforce: Pick<SalesforceOrg, 'describe'>,
  object: string,
): Promise<SalesforceObjectDescribe | undefined> {
  try {
    return await salesforce.describe(object, { isFresh: true });
  } catch (error) {
    if (isTandemError(error, 'salesforce_object_missing')) return undefined;
    throw error;
  }
}
