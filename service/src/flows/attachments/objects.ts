import { messageOf, TandemError } from '../../errors/index.ts';
import { DOCUMENT_ATTACHMENTS, guidEquals, ORDER_DOCUMENTS } from '../../exact/index.ts';
import { plainText } from '../../mapping/index.ts';
import { exactObject, type ObjectTables, type Posted } from '../execute/index.ts';
import type { FlowContext } from '../flow.ts';
import { markIn } from './mark.ts';
import { ATTACHMENT_OBJECT, DOCUMENT_OBJECT } from './settings.ts';

/** The file that goes, one at a time. */
export interface FetchedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What the attachments flow writes: the document of a file, and the file. */
export function attachmentObjects(file: FetchedFile | undefined): ObjectTables {
  const refused = (context: FlowContext, posted: Posted, refusal: TandemError): Promise<TandemError> =>
    Promise.resolve(refusalOf(context, posted, { file: file?.name ?? '', refusal }));
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
          file === undefined
            ? Promise.reject(new TandemError('internal_error', {}, { cause: `nobody fetched ${name}` }))
            : Promise.resolve(file.bytes),
        refused,
      }),
    ],
    salesforce: [],
  };
}

function refusalOf(
  { references }: FlowContext,
  { operation: { recordId, label } }: Posted,
  { file, refusal }: { readonly file: string; readonly refusal: TandemError },
): TandemError {
  if (refusal.handling !== 'person') return refusal;
  // The types of documents may have changed.
  references.forget();
  return new TandemError('attachment_refused', { order: label, file, problem: messageOf(refusal) }, { recordId, cause: refusal });
}
