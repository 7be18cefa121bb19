import { messageOf, TandemError } from '../../errors/index.ts';
import { DOCUMENT_ATTACHMENTS, guidEquals, ORDER_DOCUMENTS } from '../../exact/index.ts';
import { plainText } from '../../mapping/index.ts';
import { exactObject, type ObjectTables, type Posted } from '../execute/index.ts';
import type { FlowContext } from '../flow.ts';
import { markIn } from './mark.ts';
import { ATTACHMENT_OBJECT, DOCUMENT_OBJECT } from './settings.ts';

/** What the attachments flow writes. `bytes`: of the file that goes, one at a time. */
export function attachmentObjects(bytes: Buffer | undefined): ObjectTables {
  return {
    exact: [
      exactObject({
        object: DOCUMENT_OBJECT,
        resource: ORDER_DOCUMENTS,
        findAgain: async (exact, { body }) => {
          const number = plainText(body['SalesOrderNumber']);
          const documents = await exact.findAny(ORDER_DOCUMENTS, 'SalesOrderNumber', 'integer', [number]);
          const mark = markIn(plainText(body['Body']));
          return documents.find((document) => mark !== undefined && markIn(document.Body) === mark);
        },
        refused,
      }),
      exactObject({
        object: ATTACHMENT_OBJECT,
        resource: DOCUMENT_ATTACHMENTS,
        // A document of ours has one file.
        findAgain: async (exact, { body }) =>
          (await exact.find(DOCUMENT_ATTACHMENTS, { filter: guidEquals('Document', plainText(body['Document'])) }))[0],
        readBlob: (_context, { name }) =>
          bytes === undefined
            ? Promise.reject(new TandemError('internal_error', {}, { cause: `nobody fetched ${name}` }))
            : Promise.resolve(bytes),
        refused,
      }),
    ],
    salesforce: [],
  };
}

/** Types may have changed: the next look reads them again. */
function refused({ references }: FlowContext, { operation }: Posted, refusal: TandemError): Promise<TandemError> {
  if (refusal.handling !== 'person') return Promise.resolve(refusal);
  references.forget();
  const { recordId, label, fields, blob } = operation;
  const subject = plainText(fields.find(({ field }) => field === 'Subject')?.to);
  const params = { order: label, file: blob?.name ?? subject, problem: messageOf(refusal) };
  return Promise.resolve(new TandemError('attachment_refused', params, { recordId, cause: refusal }));
}
