/** What the key of a link names: a record of Exact, with its division and entity. */
export interface LinkKey {
  readonly division: number;
  /** Such as `Items`. */
  readonly entity: string;
  readonly exactId: string;
}

/** `division-Entity-guid`, with the guid in lower case: the form of `ExactLink__c.Key__c`. */
export function linkKey({ division, entity, exactId }: LinkKey): string {
  return `${division}-${entity}-${exactId.toLowerCase()}`;
}

/** Reads the key of a link; undefined for a text of another form. */
export function parseLinkKey(text: string): LinkKey | undefined {
  const [, division, entity, exactId] = /^(\d{1,10})-([A-Za-z]+)-([0-9a-f-]{36})$/i.exec(text) ?? [];
  if (division === undefined || entity === undefined || exactId === undefined) return undefined;
  return { division: Number(division), entity, exactId: exactId.toLowerCase() };
}
