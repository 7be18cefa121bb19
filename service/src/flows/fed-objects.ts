import { isTandemError, joined, listed, phrase, type ParamValue, type Phrase } from '../errors/index.ts';
import type { SalesforceObjectDescribe, SalesforceOrg } from '../salesforce/index.ts';

/** An object of Salesforce that an org may lack, and that a setting of a flow fills beside the flow's own. */
export interface FedObject {
  /** API name. */
  readonly object: string;
  /** Fields without which no record of it is made. */
  readonly needed: readonly string[];
  /** Further fields that are filled; records come without those that are closed. */
  readonly filled: readonly string[];
  /** It is only looked at. */
  readonly isOnlyRead?: true;
  /** Its records are made and deleted, and never changed. */
  readonly isRemade?: true;
}

/** What the check of the set-up says of something that the settings ask for. */
export interface FlowFinding {
  readonly id: string;
  readonly title: Phrase;
  readonly state: 'ok' | 'warning' | 'problem';
  readonly detail: ParamValue;
  readonly action: Phrase | null;
}

/** What an org lacks of an object. */
interface Lacking {
  readonly rights: readonly Phrase[];
  /** False where nothing can be made of it. */
  readonly isFeedable: boolean;
}

/** The describes of these objects where each can be fed; undefined where one cannot: the check of the set-up says why. */
export async function describeFed(
  salesforce: Pick<SalesforceOrg, 'describe'>,
  fed: readonly FedObject[],
): Promise<ReadonlyMap<string, SalesforceObjectDescribe> | undefined> {
  const described = new Map<string, SalesforceObjectDescribe>();
  for (const each of fed) {
    const found = await describeIfThere(salesforce, each.object, false);
    if (found === undefined || !lackingOf(each, found).isFeedable) return undefined;
    described.set(each.object, found);
  }
  return described;
}

/** One finding an object that the settings ask to be fed. */
export async function checkFed(salesforce: Pick<SalesforceOrg, 'describe'>, fed: readonly FedObject[]): Promise<FlowFinding[]> {
  const findings: FlowFinding[] = [];
  for (const each of fed) {
    const { object } = each;
    const check = { id: `salesforce-fed-${object.toLowerCase()}`, title: phrase('check_fed', { object }) };
    const found = await describeIfThere(salesforce, object, true);
    const lacking = found === undefined ? undefined : lackingOf(each, found);
    if (lacking === undefined)
      findings.push({
        ...check,
        state: 'problem',
        detail: phrase('check_fed_missing', { object }),
        action: phrase(each.isRemade === true ? 'check_fed_missing_remade_action' : 'check_fed_missing_action', { object }),
      });
    else if (lacking.rights.length > 0)
      findings.push({
        ...check,
        state: lacking.isFeedable ? 'warning' : 'problem',
        detail: toldRights(object, lacking),
        action: phrase('check_fed_action', { object }),
      });
    else findings.push({ ...check, state: 'ok', detail: phrase('check_fed_open'), action: null });
  }
  return findings;
}

function toldRights(object: string, { rights, isFeedable }: Lacking): ParamValue {
  const lacking = phrase('check_fed_lacking', { rights: listed([...rights]) });
  return joined('sentences', [lacking, phrase(isFeedable ? 'check_fed_partly' : 'check_fed_not', { object })]);
}

async function describeIfThere(
  salesforce: Pick<SalesforceOrg, 'describe'>,
  object: string,
  isFresh: boolean,
): Promise<SalesforceObjectDescribe | undefined> {
  try {
    return await salesforce.describe(object, { isFresh });
  } catch (error) {
    if (isTandemError(error, 'salesforce_object_missing')) return undefined;
    throw error;
  }
}

function lackingOf({ object, needed, filled, isOnlyRead, isRemade }: FedObject, described: SalesforceObjectDescribe): Lacking {
  const closed = (fields: readonly string[]): readonly string[] =>
    fields.filter((field) => described.fields.get(field)?.createable !== true);
  const [closedNeeded, closedFilled] = [closed(needed), closed(filled)];
  const mayCreate = isOnlyRead === true || described.createable;
  const mayEdit = isOnlyRead === true || isRemade === true || described.updateable;
  const mayDelete = isRemade !== true || described.deletable;
  return {
    rights: [
      ...(mayCreate ? [] : [phrase('lacks_create', { object })]),
      ...(mayEdit ? [] : [phrase('lacks_edit', { object })]),
      ...(mayDelete ? [] : [phrase('lacks_delete', { object })]),
      ...[...closedNeeded, ...closedFilled].map((field) => phrase('lacks_edit', { object: `${object}.${field}` })),
    ],
    isFeedable: mayCreate && mayEdit && mayDelete && closedNeeded.length === 0,
  };
}
