import type { TandemError } from '../../../errors/index.ts';
import { plainText, plannedChanges, type MappedField } from '../../../mapping/index.ts';
import type { FieldChange } from '../../operation.ts';
import { conflictOf, type ConflictedTopic } from '../conflict.ts';
import {
  agreedOn,
  agreementText,
  isAgreed,
  readAgreement,
  topicOf,
  verdictOf,
  type BothValues,
  type Topic,
} from '../ownership/index.ts';
import type { Ownership } from '../types.ts';

/** What Salesforce changes in a debtor that is there. */
export interface OwnedChanges {
  readonly changes: readonly FieldChange[];
  /** What both sides agree on once that is done; undefined where no field is shared. */
  readonly agreement: string | undefined;
  /** A value that was changed on both sides is written over, or nobody can tell whether it was. */
  readonly conflict: TandemError | undefined;
}

interface Standing {
  /** The account in Exact. */
  readonly account: Readonly<Record<string, unknown>>;
  /** Id of the account in Salesforce. */
  readonly accountId: string;
  /** What a person calls the customer. */
  readonly customer: string;
  /** As it is remembered. */
  readonly agreed: string | undefined;
}

/**
 * What the rules change in a debtor that is there, as far as Salesforce may. A field that both sides may change is written where it was
 * changed in Salesforce, with all that belongs together. Pure.
 */
export function ownedChanges(
  fields: readonly MappedField[],
  { account, accountId, customer, agreed }: Standing,
  { shared, wins }: Ownership,
): OwnedChanges {
  const { own = [], both = [] } = Object.groupBy(fields, (field) => (sharedTopic(field, shared) === undefined ? 'own' : 'both'));
  const changes = [...plannedChanges(withoutMixedAddress(own, account), account, { keepsEmpty: true })];
  if (both.length === 0) return { changes, agreement: undefined, conflict: undefined };
  const remembered = new Map(readAgreement(agreed));
  const conflicts: ConflictedTopic[] = [];
  for (const [topic, group] of Map.groupBy(both, (field) => sharedTopic(field, shared) ?? 'name')) {
    const values = bothValues(group, account);
    const before = remembered.get(topic);
    const { to, isConflict } = verdictOf(values, { agreed: before, wins, accountId });
    if (isConflict && (to === 'exact' || before === undefined)) conflicts.push({ topic, values, stays: wins });
    if (to === 'exact') {
      const isCleared = before !== undefined && topic !== 'name' && group.every(({ note }) => note === undefined);
      const written = plannedChanges(group, account, { keepsEmpty: !isCleared });
      changes.push(...written);
      const after = { ...account, ...Object.fromEntries(written.map((change) => [change.field, change.to])) };
      remembered.set(topic, agreedOn(bothValues(group, after), accountId));
    } else if (isAgreed(values)) remembered.set(topic, agreedOn(values, accountId));
  }
  return { changes, agreement: agreementText(remembered), conflict: conflictOf(customer, conflicts) };
}

/** What both sides agree on once a debtor is made. Pure. */
export function agreementOfNew(fields: readonly MappedField[], accountId: string, { shared }: Ownership): string {
  const both = fields.filter((field) => sharedTopic(field, shared) !== undefined);
  const made = Object.fromEntries(both.map(({ rule, value }) => [rule.field, value]));
  const groups = Map.groupBy(both, (field) => sharedTopic(field, shared) ?? 'name');
  return agreementText(new Map([...groups].map(([topic, group]) => [topic, agreedOn(bothValues(group, made), accountId)])));
}

/** An address is filled as a whole, where there is none yet: Exact gives a country to every account. */
function withoutMixedAddress(fields: readonly MappedField[], account: Standing['account']): readonly MappedField[] {
  const isThere = ['AddressLine1', 'Postcode', 'City'].some((field) => (account[field] ?? '') !== '');
  return fields.filter(({ rule }) => !isThere || rule.policy !== 'ifEmpty' || topicOf('exact', rule.field) !== 'address');
}

function sharedTopic({ rule }: MappedField, shared: ReadonlySet<Topic>): Topic | undefined {
  const topic = topicOf('exact', rule.field);
  return topic !== undefined && rule.policy === 'always' && shared.has(topic) ? topic : undefined;
}

function bothValues(group: readonly MappedField[], standing: Readonly<Record<string, unknown>>): BothValues[] {
  const country = plainText(standing['Country']).trim();
  return group.map(({ rule, value }) => ({ field: rule.field, salesforce: value, exact: standing[rule.field] ?? null, country }));
}
