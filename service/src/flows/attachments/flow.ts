import { DOCUMENT_TYPES, SALES_ORDERS } from '../../exact/index.ts';
import { defineFlow } from '../define-flow.ts';
import { ORDER_ROLES } from '../orders/index.ts';
import { sendFiles } from './apply.ts';
import { ATTACHMENT_NEEDS } from './needs.ts';
import { planAttachments } from './plan.ts';
import { readAttachments } from './read.ts';
import { SHOWN_ATTACHMENT_SETTINGS } from './settings-texts.ts';
import { ATTACHMENT_SETTINGS } from './settings.ts';
import { ATTACHMENTS_START } from './start-point.ts';
import type { AttachmentsInput } from './types.ts';

/** Files of orders become documents of their sales orders in Exact Online, each content once. */
export const ATTACHMENTS = defineFlow<AttachmentsInput>({
  name: ATTACHMENT_SETTINGS.flow,
  source: 'salesforce',
  texts: {
    en: {
      label: 'Attachments',
      description: 'Files of an order in Salesforce become documents of its sales order in Exact Online',
      one: 'order with files',
      several: 'orders with files',
    },
    nl: {
      label: 'Bijlagen',
      description: 'Bestanden bij een order in Salesforce worden documenten bij de verkooporder in Exact Online',
      one: 'order met bestanden',
      several: 'orders met bestanden',
    },
  },
  icon: 'standard:document',
  mapping: ATTACHMENT_SETTINGS,
  shownSettings: SHOWN_ATTACHMENT_SETTINGS,
  hints: { salesforceObjects: { Order: 'same' }, exactTopics: {}, flows: { orders: 'poll' } },
  needs: ATTACHMENT_NEEDS,
  exactNeeds: [SALES_ORDERS, DOCUMENT_TYPES],
  isExclusivePerRecord: false,
  awaits: [],
  start: ATTACHMENTS_START,
  roles: ORDER_ROLES,
  linkedAs: 'salesOrder',
  looks: {},
  read: readAttachments,
  plan: planAttachments,
  apply: sendFiles,
});
