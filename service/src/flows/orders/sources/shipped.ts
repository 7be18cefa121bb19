import { SETS_FIELD } from '../../order-lines/index.ts';
import { LINE, ORDER } from '../variables.ts';
import type { OrderSource } from './source.ts';

/** What an order, an opportunity and a quote say of what became of them. */
const RESULT_FIELDS = [
  'Exact_Id__c',
  'Exact_Number__c',
  'Exact_Document__c',
  'Exact_Url__c',
  'Exact_Order_Status__c',
  'Exact_Net_Amount__c',
  'Exact_Vat_Amount__c',
  'Exact_Gross_Amount__c',
  'Exact_Sync_Status__c',
  'Exact_Sync_Problem__c',
  'Exact_Sync_Action__c',
  'Exact_Synced_At__c',
  SETS_FIELD,
] as const;
const RESULT = sameNames(RESULT_FIELDS);

/** What they say of what becomes of them later, and their lines. */
const PROGRESS = sameNames(['Exact_Progress__c', 'Exact_Delivery_Status__c', 'Exact_Invoice_Status__c', 'Exact_Changed__c']);
const LINE_PROGRESS = sameNames([
  'Exact_Line_Id__c',
  'Exact_Ordered_Quantity__c',
  'Exact_Delivered_Quantity__c',
  'Exact_Open_Quantity__c',
  'Exact_Cancelled_Quantity__c',
  'Exact_Invoiced_Quantity__c',
]);

const ORDER_SOURCE: OrderSource = {
  object: 'Order',
  fields: sameNames([...Object.keys(ORDER.fields), 'ActivatedDate', 'BillToContactId', 'IsReductionOrder']),
  result: RESULT,
  progress: { ...PROGRESS, ...sameNames(['Exact_Approval__c']) },
  key: 'OrderNumber',
  prefix: '',
  statuses: undefined,
  statusCodes: ['Activated'],
  wonFlag: undefined,
  closedOn: undefined,
  isTotalDiscounted: false,
  deal: ['OpportunityId', 'Quote.OpportunityId', 'QuoteId'],
  isOnePerDeal: false,
  line: {
    object: 'OrderItem',
    parent: 'OrderId',
    product: 'Product2Id',
    hasEntry: true,
    fields: sameNames(Object.keys(LINE.fields)),
    progress: LINE_PROGRESS,
    sortedBy: 'OrderItemNumber',
  },
};

const LINE_OF_SALE = {
  Quantity: 'Quantity',
  UnitPrice: 'UnitPrice',
  ListPrice: 'ListPrice',
  TotalPrice: 'TotalPrice',
  Discount_Percent__c: 'Discount',
  Description: 'Description',
  ServiceDate: 'ServiceDate',
} as const;

const OPPORTUNITY_SOURCE: OrderSource = {
  ...ORDER_SOURCE,
  object: 'Opportunity',
  fields: {
    OrderNumber: 'Name',
    Name: 'Name',
    Description: 'Description',
    Status: 'StageName',
    Type: 'Type',
    EffectiveDate: 'CloseDate',
    ActivatedDate: 'LastStageChangeDate',
    TotalAmount: 'Amount',
    AccountId: 'AccountId',
    BillToContactId: 'ContactId',
  },
  progress: PROGRESS,
  // An opportunity has no number: its id is the one text that each has and none shares.
  key: 'Id',
  wonFlag: 'IsWon',
  closedOn: 'CloseDate',
  isTotalDiscounted: true,
  deal: [],
  isOnePerDeal: true,
  line: {
    object: 'OpportunityLineItem',
    parent: 'OpportunityId',
    product: 'Product2Id',
    hasEntry: true,
    fields: LINE_OF_SALE,
    progress: LINE_PROGRESS,
    sortedBy: 'SortOrder, Id',
  },
};

const QUOTE_SOURCE: OrderSource = {
  ...OPPORTUNITY_SOURCE,
  object: 'Quote',
  fields: {
    OrderNumber: 'QuoteNumber',
    Name: 'Name',
    Description: 'Description',
    Status: 'Status',
    TotalAmount: 'TotalPrice',
    AccountId: 'AccountId',
    BillToContactId: 'ContactId',
    ...sameNames(
      ['Street', 'PostalCode', 'City', 'State', 'Country', 'CountryCode'].flatMap((part) => [
        `Billing${part}`,
        `Shipping${part}`,
      ]),
    ),
  },
  key: 'QuoteNumber',
  // Orders and quotes are numbered alike.
  prefix: 'Q-',
  statuses: ['Accepted'],
  wonFlag: undefined,
  closedOn: undefined,
  deal: ['OpportunityId'],
  line: {
    object: 'QuoteLineItem',
    parent: 'QuoteId',
    product: 'Product2Id',
    hasEntry: true,
    fields: { ...LINE_OF_SALE, OrderItemNumber: 'LineNumber' },
    progress: LINE_PROGRESS,
    sortedBy: 'LineNumber',
  },
};

/** The records that Tandem knows by itself, by object. */
export const SHIPPED_SOURCES: Readonly<Record<string, OrderSource>> = {
  Order: ORDER_SOURCE,
  Opportunity: OPPORTUNITY_SOURCE,
  Quote: QUOTE_SOURCE,
};

function sameNames(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, name]));
}
