import { listed, phrase, TandemError, type Phrase } from '../../errors/index.ts';
import { plainText } from '../../mapping/index.ts';
import type { BothValues, Topic, Winner } from './ownership/index.ts';

/** Something that both sides may have changed. */
export interface ConflictedTopic {
  readonly topic: Topic;
  readonly values: readonly BothValues[];
  /** Side whose value stays. */
  readonly stays: Winner;
}

const NAMES: Readonly<Record<Topic, Phrase>> = {
  name: phrase('topic_name'),
  address: phrase('topic_address'),
  phone: phrase('topic_phone'),
  website: phrase('topic_website'),
  email: phrase('topic_email'),
  vatNumber: phrase('topic_vat_number'),
  chamberNumber: phrase('topic_chamber_number'),
  paymentCondition: phrase('topic_payment_condition'),
  vatCode: phrase('topic_vat_code'),
  currency: phrase('topic_currency'),
};

/** What is told of a customer whose fields were changed on both sides, with both values; undefined where none was. Pure. */
export function conflictOf(customer: string, topics: readonly ConflictedTopic[]): TandemError | undefined {
  const [first] = topics;
  if (first === undefined) return undefined;
  const told = topics.map(({ topic, values }) =>
    phrase('conflict_values', { what: NAMES[topic], salesforce: textOf(values, 'salesforce'), exact: textOf(values, 'exact') }),
  );
  const stays = first.stays === 'exact' ? 'Exact Online' : 'Salesforce';
  return new TandemError('customer_changed_on_both_sides', { customer, values: listed(told), stays });
}

function textOf(values: readonly BothValues[], side: 'salesforce' | 'exact'): string {
  const texts = values.map((each) => plainText(each[side]).trim()).filter((text) => text !== '');
  return texts.length === 0 ? '-' : texts.join(', ');
}
