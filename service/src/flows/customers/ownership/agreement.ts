import { createHash } from 'node:crypto';
import { isSameValue, plainText, type MappedValue } from '../../../mapping/index.ts';
import { meantBy, NUMBERS } from './numbers.ts';
import { TOPICS, type Topic, type Winner } from './topics.ts';

/** A field of the account in Exact Online with what Salesforce says of it, as Exact would hold it, and what stands there. */
export interface BothValues {
  readonly field: string;
  readonly salesforce: MappedValue;
  readonly exact: unknown;
  /** ISO code of where the customer is, as Exact has it: numbers are read by it. Empty where nobody knows. */
  readonly country: string;
}

/** Hashes of what both sides said when they last agreed, by topic. Values are not kept: that one changed is all that has to be known. */
export type Agreement = ReadonlyMap<Topic, string>;

/** Where something is to be written; `isConflict`: the value that is written over may have been changed too. */
export interface Verdict {
  readonly to: 'exact' | 'salesforce' | 'nowhere';
  readonly isConflict: boolean;
}

const NOWHERE: Verdict = { to: 'nowhere', isConflict: false };
/** Characters of one hash. */
const LENGTH = 8;

/** What is remembered for one topic once both sides are as `values` say. `accountId`: of Salesforce; it makes the hashes of two customers differ. Pure. */
export function agreedOn(values: readonly BothValues[], accountId: string): string {
  return `${hashOf(values, 'salesforce', accountId)}${hashOf(values, 'exact', accountId)}`;
}

/** True where both sides say the same. Pure. */
export function isAgreed(values: readonly BothValues[]): boolean {
  return values.every(({ field, salesforce, exact, country }) => {
    const meant = (value: unknown): string => meantBy(field, plainText(value).trim(), country);
    return isSameValue(exact, salesforce) || (field in NUMBERS && meant(exact) === meant(salesforce));
  });
}

/**
 * What to do with a topic that both sides may change. Pure.
 * @param agreed what they agreed on last; undefined where nobody remembers: then one that is empty is filled, else one side wins
 */
export function verdictOf(
  values: readonly BothValues[],
  { agreed, wins, accountId }: { readonly agreed: string | undefined; readonly wins: Winner; readonly accountId: string },
): Verdict {
  if (isAgreed(values)) return NOWHERE;
  const over = wins === 'salesforce' ? 'exact' : 'salesforce';
  if (agreed === undefined) {
    if (values.every(({ exact }) => isEmpty(exact))) return { to: 'exact', isConflict: false };
    if (values.every(({ salesforce }) => isEmpty(salesforce))) return { to: 'salesforce', isConflict: false };
    return { to: over, isConflict: true };
  }
  const now = agreedOn(values, accountId);
  const isChangedHere = now.slice(0, LENGTH) !== agreed.slice(0, LENGTH);
  const isChangedThere = now.slice(LENGTH) !== agreed.slice(LENGTH);
  if (isChangedHere && isChangedThere) return { to: over, isConflict: true };
  if (isChangedHere) return { to: 'exact', isConflict: false };
  return isChangedThere ? { to: 'salesforce', isConflict: false } : NOWHERE;
}

/** The agreement as it is remembered; what cannot be read is forgotten. */
export function readAgreement(text: string | undefined): Agreement {
  const parts = (text ?? '').split(' ').map((part) => part.split('='));
  return new Map(
    parts.flatMap(([name = '', hashes = '']) => {
      const topic = TOPICS.find((each) => each === name);
      return topic === undefined || hashes.length !== 2 * LENGTH ? [] : [[topic, hashes] as const];
    }),
  );
}

export function agreementText(agreement: Agreement): string {
  return [...agreement]
    .map(([topic, hashes]) => `${topic}=${hashes}`)
    .sort()
    .join(' ');
}

function hashOf(values: readonly BothValues[], side: 'salesforce' | 'exact', accountId: string): string {
  const said = values
    .map((each) => {
      const text = plainText(each[side]).replaceAll('\r\n', '\n').trim();
      return [each.field, meantBy(each.field, text, each.country)] as const;
    })
    .filter(([, text]) => text !== '')
    .sort(([one], [other]) => one.localeCompare(other));
  const hash = createHash('sha256').update(JSON.stringify([accountId.toLowerCase(), side, said]));
  return hash.digest('base64url').slice(0, LENGTH);
}

function isEmpty(value: unknown): boolean {
  return plainText(value).trim() === '';
}
