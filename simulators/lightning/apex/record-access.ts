import type { ApexOrg } from './built-ins.ts';
import { ApexThrown, type OrgCalls } from './org-calls.ts';

/** Objects whose records the page names to the service, by the start of their ids. */
const OBJECTS: Readonly<Record<string, string>> = { '001': 'Account', '003': 'Contact', '01t': 'Product2', '801': 'Order' };

/** `RecordAccess.mustSee` and, of each of several, `mustSeeAll`: the user himself must see the record. Where there is no org to ask, every record is taken for visible. */
export function mustSee(recordId: string, calls: OrgCalls | undefined, { label = (name) => name }: ApexOrg): null {
  const object = OBJECTS[recordId.slice(0, 3)];
  const status =
    calls === undefined
      ? 200
      : object === undefined
        ? 404
        : calls.send({ method: 'GET', path: `/sobjects/${object}/${recordId}?fields=Id` }).status;
  if (status !== 200) {
    throw new ApexThrown({
      code: 'record_not_visible',
      title: label('Record_Not_Visible_Title'),
      detail: label('Record_Not_Visible_Detail'),
      action: label('Record_Not_Visible_Action'),
    });
  }
  return null;
}
