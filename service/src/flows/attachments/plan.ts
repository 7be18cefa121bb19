import { phrase } from '../../errors/index.ts';
import { salesforceRef } from '../../links/index.ts';
import { applyRules, plannedChanges } from '../../mapping/index.ts';
import type { PlanMoment } from '../flow.ts';
import { oneMainEach } from '../one-main.ts';
import type { Operation } from '../operation.ts';
import { changesTo } from '../record-changes.ts';
import { bodyOf } from './mark.ts';
import { LOOKED, SENT, sentKey } from './memory.ts';
import { ATTACHMENT_OBJECT, ATTACHMENT_SETTINGS, DOCUMENT_OBJECT, limitsOf, type AttachmentsConfiguration } from './settings.ts';
import type { AttachmentsInput, FileInput, OrderFile, OrderInput, SalesOrder } from './types.ts';

type Base = Pick<Operation, 'recordId' | 'label' | 'system' | 'source' | 'isMain'>;

/** From files of orders to documents of sales orders in Exact, each content once. Pure. */
export function planAttachments({ orders }: AttachmentsInput, { configuration }: PlanMoment): readonly Operation[] {
  const settings = ATTACHMENT_SETTINGS.of(configuration);
  return oneMainEach(orders.flatMap((input) => planOrder(input, settings)));
}

function planOrder(input: OrderInput, settings: AttachmentsConfiguration): Operation[] {
  const { order, files, salesOrder, problem, isForPerson } = input;
  const base: Base = {
    ...{ recordId: order.Id, label: order.OrderNumber, system: 'exact', source: salesforceRef(order.Id), isMain: true },
  };
  const looked = lookedOperation(input, base);
  if (problem !== undefined) return [{ ...looked, action: isForPerson ? 'block' : 'skip', reason: problem }];
  return [...files.flatMap((file) => planFile(file, { input, base, settings, salesOrder })), looked];
}

interface OfOrder {
  readonly input: OrderInput;
  readonly base: Base;
  readonly settings: AttachmentsConfiguration;
  readonly salesOrder: SalesOrder | undefined;
}

function planFile({ file, state }: FileInput, { input, base, settings, salesOrder }: OfOrder): Operation[] {
  const { Id: orderId } = input.order;
  const content = file.checksum ?? file.versionId;
  const attachment = { ...base, key: `exact/${ATTACHMENT_OBJECT}/${orderId}/${content}`, object: ATTACHMENT_OBJECT, fields: [] };
  const link = { role: SENT, salesforceId: sentKey(orderId, content), fingerprint: content };
  if (state.kind === 'sent') return [];
  if (state.kind === 'found') return [{ ...attachment, action: 'unchanged', targetId: state.attachmentId, link }];
  if (state.kind === 'problem') return [{ ...attachment, action: 'block', reason: state.problem }];
  const document = state.documentId === undefined ? documentOf(file, { input, base, settings, salesOrder }) : undefined;
  if (document?.reason !== undefined) return [document];
  const fields = changesTo(undefined, { FileName: file.name });
  return [
    ...(document === undefined ? [] : [document]),
    {
      ...{ ...attachment, action: 'create', link },
      fields: [
        ...fields,
        {
          field: 'Document',
          from: null,
          to: document === undefined ? state.documentId : { ref: document.key },
          policy: 'create',
        },
      ],
      blob: { field: 'Attachment', name: file.name, size: file.size, source: file.versionId, hash: content },
    },
  ];
}

function documentOf(file: OrderFile, { input: { order }, base, settings, salesOrder }: OfOrder): Operation {
  const content = file.checksum ?? file.versionId;
  const names = { record: phrase('record_file', { file: file.name, order: order.OrderNumber }), system: 'Exact Online' };
  const mapped = applyRules(settings.rules, { file: file.fields, order }, limitsOf, names);
  const [problem] = mapped.problems;
  const ruled = plannedChanges(mapped.fields, undefined, { keepsEmpty: true });
  const own = {
    ...(ruled.some(({ field }) => field === 'Subject') ? {} : { Subject: file.name }),
    Body: bodyOf(order, file.name, content),
    Account: salesOrder?.debtorId ?? null,
  };
  return {
    ...{ ...base, key: `exact/${DOCUMENT_OBJECT}/${order.Id}/${content}`, object: DOCUMENT_OBJECT },
    action: problem === undefined ? 'create' : 'block',
    fields: [
      ...ruled,
      ...changesTo(undefined, own),
      { field: 'SalesOrderNumber', from: null, to: Number(salesOrder?.number), policy: 'create' },
      { field: 'Type', from: null, to: settings.documentType, policy: 'create' },
    ],
    ...(problem === undefined ? {} : { reason: problem }),
  };
}

/** That the files of an order were looked at: nothing is written for it, in neither system. */
function lookedOperation({ order, salesOrder, fingerprint }: OrderInput, base: Base): Operation {
  return {
    ...{ ...base, key: `exact/SalesOrder/${order.Id}/files`, object: 'SalesOrder', action: 'unchanged', fields: [] },
    found: { number: order.Exact_Number__c ?? undefined, url: order.Exact_Url__c ?? undefined },
    link: { role: LOOKED, salesforceId: order.Id, fingerprint, within: salesOrder?.debtorId ?? '' },
  };
}
