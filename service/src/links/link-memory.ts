/** A link as a flow remembers it, within one division and one role. */
export interface RememberedLink {
  readonly salesforceId: string;
  readonly exactId: string;
  /** Hash of the mapped values last sent; equal means the record in Exact needs no look. Empty: it has to be looked at. */
  readonly fingerprint: string;
}

/**
 * Links of one division, and what else a flow notes of its records in the same form: a cache only, the truth is in the customer's own
 * systems. A record has one link a role.
 */
export interface LinkMemory {
  /** By Salesforce id. */
  find(role: string, salesforceIds: readonly string[]): Promise<ReadonlyMap<string, RememberedLink>>;
  /** The links to these records of Exact, whatever record of Salesforce they are of. */
  findByExactId(role: string, exactIds: readonly string[]): Promise<readonly RememberedLink[]>;
  /** The divisions in which these records of Exact are remembered, whatever division this memory is of; by lower-case id. */
  divisionsOf(role: string, exactIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Takes links in place of those that their records had. One with a fingerprint is in step. */
  remember(role: string, links: readonly RememberedLink[]): Promise<void>;
  /** Exact contradicted what is remembered of these records: their links stay, and the next look reads them. */
  doubt(role: string, exactIds: readonly string[]): Promise<void>;
  forget(role: string, salesforceIds: readonly string[]): Promise<void>;
}
