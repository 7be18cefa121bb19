import { TandemError } from '../../errors/index.ts';
import { divisionOfPage } from '../../exact/index.ts';
import { soqlIn } from '../../salesforce/index.ts';
import type { LookContext, RecordLook } from '../flow.ts';
import { shownBy, textOrNull } from '../record-look.ts';
import { headerFields } from './rows.ts';
import { reasonNotToSend } from './selection.ts';
import { RETURN_SETTINGS } from './settings.ts';
import type { ReturnRow } from './types.ts';

/** What a reduction order says of itself, and why it does not go by itself. One query. Undefined for any other order. */
export async function lookAtReturn(context: LookContext, recordId: string): Promise<RecordLook | undefined> {
  const { salesforce, configuration } = context;
  const fields = (await headerFields(context)).join(', ');
  const [order] = await salesforce.query<ReturnRow>(`SELECT ${fields} FROM Order WHERE ${soqlIn('Id', [recordId])}`);
  if (order?.IsReductionOrder !== true) return undefined;
  const shown = shownBy(order);
  const division = divisionOfPage(shown.url ?? undefined);
  const reason = reasonNotToSend(order, configuration, false);
  return {
    ...shown,
    ...(division === undefined ? {} : { division }),
    exactNumber: textOrNull(order.Exact_Number__c),
    reason: reason ?? new TandemError('record_on_its_way', { minutes: RETURN_SETTINGS.of(configuration).everyMinutes }),
    canSend: reasonNotToSend(order, configuration, true) === undefined,
    dependsOnFlow: true,
  };
}
