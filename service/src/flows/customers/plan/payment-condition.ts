import { phrase, TandemError } from '../../../errors/index.ts';
import { TABLES } from '../../../mapping/index.ts';
import type { CustomerFacts } from '../types.ts';
import type { MappedCustomer } from '../values.ts';

/** A payment condition that would be written and that Exact does not have. Pure. */
export function unknownCondition(mapped: MappedCustomer, facts: CustomerFacts, isNew: boolean): TandemError | undefined {
  const condition = mapped.account.fields.find(({ rule }) => rule.field === 'PaymentConditionSales');
  const code = condition?.value;
  if (typeof code !== 'string' || code === '' || facts.paymentConditions === undefined) return undefined;
  const isWritten = isNew || condition?.rule.policy !== 'create';
  if (!isWritten || facts.paymentConditions.some((row) => row.Code === code)) return undefined;
  return new TandemError(
    'value_not_in_exact',
    { table: TABLES.paymentConditions.title, value: mapped.name, exact: code, what: phrase('what_payment_condition') },
    { field: 'Payment_Condition__c' },
  );
}
