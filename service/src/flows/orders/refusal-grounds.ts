import { TandemError, type ErrorCode } from '../../errors/index.ts';
import type { ReferenceListName } from '../../exact/index.ts';
import { planCustomer } from '../customers/index.ts';
import type { Steps } from '../turns.ts';
import { orderBody } from './order-body.ts';
import type { OrderFacts, OrderInput } from './types.ts';
import type { OrdersConfiguration } from './settings.ts';

/** What refusals rest on that was read earlier, and may have been corrected in Exact since. */
export interface Grounds {
  readonly lists: ReadonlySet<ReferenceListName>;
  readonly itemIds: ReadonlySet<string>;
  /** Debtors that nobody looked at, whose VAT code comes before that of an item. */
  readonly debtorIds: ReadonlySet<string>;
  readonly isAny: boolean;
}

const LIST_OF_CODE: Partial<Record<ErrorCode, ReferenceListName>> = {
  order_currency_unknown: 'currencies',
  order_journal_unusable: 'journals',
  order_unit_unknown: 'units',
  order_vat_code_unusable: 'vatCodes',
  customer_vat_code_unusable: 'vatCodes',
  order_vat_code_undecided: 'vatCodes',
  order_warehouse_unusable: 'warehouses',
};
/** `value_not_in_exact` says by its field which list has no such code. */
const LIST_OF_FIELD: Readonly<Record<string, ReferenceListName>> = {
  VATCode: 'vatCodes',
  PaymentCondition: 'paymentConditions',
  Payment_Condition__c: 'paymentConditions',
  ShippingMethod: 'shippingMethods',
};
/** Whether an item is sold at all is read anew with every order that it would stop. */
const OVER_ITEM: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'order_item_not_active',
  'order_unit_differs',
  'order_vat_code_unusable',
  'order_vat_unclear',
  'order_vat_code_undecided',
]);
/** Who knew the VAT code of the debtor would not refuse. */
const OVER_DEBTOR: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['order_vat_code_unusable', 'order_set_vat_unclear']);

/** What the refusals of these orders rest on, with a pause after each line. Pure. */
export function* groundsOfRefusals(
  orders: readonly OrderInput[],
  settings: OrdersConfiguration,
  facts: OrderFacts,
): Steps<Grounds> {
  const lists = new Set<ReferenceListName>();
  const itemIds = new Set<string>();
  const debtorIds = new Set<string>();
  for (const input of orders) {
    const refusal = isToSend(input) ? yield* refusalOf(input, settings, facts) : undefined;
    yield;
    if (refusal === undefined) continue;
    const list = refusal.code === 'value_not_in_exact' ? LIST_OF_FIELD[refusal.field ?? ''] : LIST_OF_CODE[refusal.code];
    if (list !== undefined) lists.add(list);
    if (OVER_ITEM.has(refusal.code)) for (const itemId of itemsNamed(input, refusal)) itemIds.add(itemId);
    const { debtor } = input;
    if (OVER_DEBTOR.has(refusal.code) && (debtor?.kind === 'unchanged' || debtor?.kind === 'default'))
      debtorIds.add(debtor.exactId);
  }
  return { lists, itemIds, debtorIds, isAny: lists.size + itemIds.size + debtorIds.size > 0 };
}

function isToSend({ notSent, sent, existing, choice, debtor }: OrderInput): boolean {
  const isNew = sent === undefined || (sent.kind === 'gone' && choice.sendAgain === true);
  return notSent === undefined && debtor !== undefined && isNew && existing.length === 0 && choice.linkTo === undefined;
}

function* refusalOf(input: OrderInput, settings: OrdersConfiguration, facts: OrderFacts): Steps<TandemError | undefined> {
  const body = yield* orderBody(input, settings, facts);
  if (body instanceof TandemError) return body;
  const customer = planCustomer(input, settings, facts);
  return customer instanceof TandemError ? customer : undefined;
}

function itemsNamed({ lines }: OrderInput, { params }: TandemError): readonly string[] {
  return lines.flatMap(({ Product2 }) =>
    (Product2?.ProductCode ?? Product2?.Name ?? '') === params['product'] ? (Product2?.Exact_Id__c?.toLowerCase() ?? []) : [],
  );
}
