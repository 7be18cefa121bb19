import { z } from 'zod';
import { phrase } from '../../../errors/index.ts';
import type { ConfigurationProblem, SettingsReference } from '../../../mapping/index.ts';
import { SHIPPED_SOURCES } from './shipped.ts';
import type { OrderSource } from './source.ts';

const API_NAME = z
  .string()
  .max(80)
  .regex(/^[A-Za-z]\w*$/);

/** What the settings call the fields of a record, and what the flow does. */
const HEADER_NAMES = {
  label: 'OrderNumber',
  name: 'Name',
  status: 'Status',
  account: 'AccountId',
  contact: 'BillToContactId',
  date: 'EffectiveDate',
  sentFrom: 'ActivatedDate',
  total: 'TotalAmount',
  poNumber: 'PoNumber',
  description: 'Description',
  discount: 'Discount_Percent__c',
  paymentCondition: 'Payment_Condition__c',
  shippingMethod: 'Shipping_Method__c',
  shippingStreet: 'ShippingStreet',
  shippingPostalCode: 'ShippingPostalCode',
  shippingCity: 'ShippingCity',
  shippingCountry: 'ShippingCountry',
} as const;
const LINE_NAMES = {
  quantity: 'Quantity',
  unitPrice: 'UnitPrice',
  discount: 'Discount_Percent__c',
  description: 'Description',
  deliveryDate: 'ServiceDate',
  vatCode: 'Vat_Code__c',
  priceQuantity: 'Price_Quantity__c',
} as const;
const RESULT_NAMES = {
  id: 'Exact_Id__c',
  number: 'Exact_Number__c',
  document: 'Exact_Document__c',
  url: 'Exact_Url__c',
  orderStatus: 'Exact_Order_Status__c',
  net: 'Exact_Net_Amount__c',
  vat: 'Exact_Vat_Amount__c',
  gross: 'Exact_Gross_Amount__c',
  status: 'Exact_Sync_Status__c',
  problem: 'Exact_Sync_Problem__c',
  action: 'Exact_Sync_Action__c',
  syncedAt: 'Exact_Synced_At__c',
  sets: 'Exact_Sets_Apart__c',
} as const;

const PROGRESS_NAMES = {
  progress: 'Exact_Progress__c',
  approval: 'Exact_Approval__c',
  deliveryStatus: 'Exact_Delivery_Status__c',
  invoiceStatus: 'Exact_Invoice_Status__c',
  changed: 'Exact_Changed__c',
} as const;
const LINE_PROGRESS_NAMES = {
  id: 'Exact_Line_Id__c',
  ordered: 'Exact_Ordered_Quantity__c',
  delivered: 'Exact_Delivered_Quantity__c',
  open: 'Exact_Open_Quantity__c',
  cancelled: 'Exact_Cancelled_Quantity__c',
  invoiced: 'Exact_Invoiced_Quantity__c',
} as const;

/** Settings of one record that is sent: an object that Tandem knows, with what is different, or any other with all that it needs. */
const SOURCE = z.strictObject({
  object: API_NAME.describe('API name of the record that is sent: Order, Opportunity, Quote or another one'),
  key: API_NAME.optional().describe('field whose text the order bears in Exact Online'),
  prefix: z
    .string()
    .max(5)
    .regex(/^[\w./-]*$/)
    .optional()
    .describe('what stands before that text, so that no two records share it'),
  statuses: z
    .array(z.string().min(1).max(100))
    .min(1)
    .max(50)
    .optional()
    .describe('statuses that are sent; of Order by the flow itself'),
  deal: z.array(API_NAME).max(3).optional().describe('lookups to the opportunity or quote that it belongs to'),
  fields: named(HEADER_NAMES).optional().describe('its own fields'),
  line: named(LINE_NAMES)
    .extend({ object: API_NAME.optional(), record: API_NAME.optional(), product: API_NAME.optional() })
    .optional()
    .describe('the object of its lines, the lookup to the record, the lookup to the product, and its own fields'),
  result: named({ ...RESULT_NAMES, ...PROGRESS_NAMES })
    .optional()
    .describe('its own fields that take what became of it'),
  lineResult: named(LINE_PROGRESS_NAMES).optional().describe('own fields of its lines that take what became of each'),
});

/** Settings of one record that is sent. */
export type SourceDocument = z.output<typeof SOURCE>;

/** The records that are sent, each object once. */
export const SOURCES = z
  .array(SOURCE)
  .min(1)
  .max(10)
  .default([{ object: 'Order' }])
  .describe('records of Salesforce that become orders; one deal is sent by one of them only');

/** The source that the settings describe: of an object that Tandem knows with what they say otherwise. Pure. */
export function sourceOf(document: SourceDocument): OrderSource {
  const { object, line = {}, deal } = document;
  const shipped = SHIPPED_SOURCES[object];
  const header = underFlowNames(document.fields, HEADER_NAMES);
  const { object: lineObject = '', record: parent = '', product = '', ...lineFields } = line;
  const key = document.key ?? shipped?.key ?? '';
  const own: OrderSource = shipped ?? {
    object,
    fields: { OrderNumber: key },
    result: {},
    progress: {},
    key,
    prefix: '',
    statuses: [],
    statusCodes: [],
    wonFlag: undefined,
    closedOn: undefined,
    isTotalDiscounted: true,
    deal: [],
    isOnePerDeal: true,
    line: { object: lineObject, parent, product, hasEntry: false, fields: {}, progress: {}, sortedBy: 'Id' },
  };
  return {
    ...own,
    key,
    prefix: document.prefix ?? own.prefix,
    statuses: document.statuses ?? own.statuses,
    deal: deal ?? own.deal,
    fields: { ...own.fields, ...header },
    // Fields of the org's own in place of all that the package brings.
    result: document.result === undefined ? own.result : underFlowNames(document.result, RESULT_NAMES),
    progress: document.result === undefined ? own.progress : underFlowNames(document.result, PROGRESS_NAMES),
    line: {
      ...own.line,
      object: lineObject || own.line.object,
      parent: parent || own.line.parent,
      product: product || own.line.product,
      fields: { ...own.line.fields, ...underFlowNames(lineFields, LINE_NAMES) },
      progress: document.lineResult === undefined ? own.line.progress : underFlowNames(document.lineResult, LINE_PROGRESS_NAMES),
    },
  };
}

/** What is wrong with these settings by themselves. Pointers begin below the flow's settings. */
export function sourceProblems(documents: readonly SourceDocument[]): ConfigurationProblem[] {
  return documents.flatMap((document, index): ConfigurationProblem[] => {
    const at = `/sources/${index}`;
    const { object } = document;
    const isTwice = documents.slice(0, index).some((other) => other.object === object);
    const twice = isTwice ? [{ pointer: `${at}/object`, fault: phrase('source_twice', { object }) }] : [];
    const statuses =
      object === 'Order' && document.statuses !== undefined
        ? [{ pointer: `${at}/statuses`, fault: phrase('source_order_statuses') }]
        : [];
    const isKnown = SHIPPED_SOURCES[object] !== undefined;
    const needed = isKnown ? (document.result === undefined ? [] : [RESULT_ID]) : [...NEEDED, RESULT_ID];
    const missing = needed.filter(({ isThere }) => !isThere(document));
    return [
      ...twice,
      ...statuses,
      ...missing.map(({ pointer }) => ({ pointer: `${at}${pointer}`, fault: phrase('source_part_missing', { object }) })),
    ];
  });
}

/** What a record that Tandem does not know must say of itself. */
const NEEDED: readonly { readonly pointer: string; readonly isThere: (document: SourceDocument) => boolean }[] = [
  { pointer: '/key', isThere: ({ key }) => key !== undefined },
  { pointer: '/prefix', isThere: ({ prefix }) => prefix !== undefined && prefix !== '' },
  { pointer: '/statuses', isThere: ({ statuses }) => statuses !== undefined },
  { pointer: '/fields/status', isThere: ({ fields }) => fields?.status !== undefined },
  { pointer: '/fields/account', isThere: ({ fields }) => fields?.account !== undefined },
  { pointer: '/line/object', isThere: ({ line }) => line?.object !== undefined },
  { pointer: '/line/record', isThere: ({ line }) => line?.record !== undefined },
  { pointer: '/line/product', isThere: ({ line }) => line?.product !== undefined },
  { pointer: '/line/quantity', isThere: ({ line }) => line?.quantity !== undefined },
  { pointer: '/line/unitPrice', isThere: ({ line }) => line?.unitPrice !== undefined },
];

/** Where nothing says that it is in Exact it would be sent again once our memory is lost. */
const RESULT_ID: (typeof NEEDED)[number] = {
  pointer: '/result/id',
  isThere: ({ result }) => result?.id !== undefined,
};

/** The fields that these settings name, for a look whether the org has them. */
export function sourceReferences(documents: readonly SourceDocument[]): SettingsReference[] {
  return documents.flatMap((document, index) => {
    const { object, key, deal = [], fields = {}, line = {}, result = {}, lineResult = {} } = document;
    const at = `/sources/${index}`;
    const lineObject = line.object ?? SHIPPED_SOURCES[object]?.line.object ?? '';
    const { object: _object, ...lineFields } = line;
    const known = object === 'Order' ? [] : [read(`${at}/object`, object, 'Id')];
    const isTold = object === 'Order' || SHIPPED_SOURCES[object] === undefined || document.result !== undefined;
    const told = isTold ? [] : [written(`${at}/object`, object, 'Exact_Id__c')];
    return [
      ...known,
      ...told,
      ...(key === undefined ? [] : [read(`${at}/key`, object, key)]),
      ...deal.map((field, place) => read(`${at}/deal/${place}`, object, field)),
      ...given(fields).map(([name, field]) => read(`${at}/fields/${name}`, object, field)),
      ...given(lineFields).map(([name, field]) => read(`${at}/line/${name}`, lineObject, field)),
      ...given(result).map(([name, field]) => written(`${at}/result/${name}`, object, field)),
      ...given(lineResult).map(([name, field]) => written(`${at}/lineResult/${name}`, lineObject, field)),
    ];
  });
}

function given(fields: Readonly<Record<string, string | undefined>>): [string, string][] {
  return Object.entries(fields).flatMap(([name, field]) => (field === undefined ? [] : [[name, field]]));
}

function written(pointer: string, object: string, field: string) {
  return { kind: 'field', pointer, object, field, use: 'update' } as const;
}

function read(pointer: string, object: string, field: string) {
  return { kind: 'field', pointer, object, field, use: 'read' } as const;
}

function named<Name extends string>(names: Readonly<Record<Name, string>>) {
  const shape = Object.fromEntries(Object.keys(names).map((name) => [name, API_NAME.optional()]));
  return z.strictObject(shape as Record<Name, z.ZodOptional<typeof API_NAME>>);
}

function underFlowNames(
  fields: Readonly<Record<string, string | undefined>> | undefined,
  names: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    given(fields ?? {}).flatMap(([name, field]) => {
      const flowName = names[name];
      return flowName === undefined ? [] : [[flowName, field]];
    }),
  );
}
