const SUFFIX_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** What an id looks like, its check characters unread. */
export const SALESFORCE_ID_PATTERN = /^[0-9A-Za-z]{15}([0-9A-Za-z]{3})?$/;

/**
 * The 18-character form of an id of 15 characters, or of 18 with the right check characters, so that one record has one id;
 * undefined for anything else.
 */
export function toSalesforceId(text: string): string | undefined {
  if (!SALESFORCE_ID_PATTERN.test(text)) return undefined;
  const id = normalizeSalesforceId(text.slice(0, 15));
  return text.length === 15 || text === id ? id : undefined;
}

/**
 * True for an id of 15 characters, or of 18 with the right check characters: Salesforce refuses a whole query for one that is
 * wrong.
 */
export function isSalesforceId(text: string): boolean {
  return toSalesforceId(text) !== undefined;
}

/** By the first three characters of their ids, which are the same in every org. */
const OBJECT_OF_PREFIX: Readonly<Record<string, string>> = {
  '001': 'Account',
  '003': 'Contact',
  '006': 'Opportunity',
  '0Q0': 'Quote',
  '801': 'Order',
  '01t': 'Product2',
};

/** API name of the object that an id is of; undefined for objects that Tandem does not work with. */
export function objectOfId(id: string): string | undefined {
  return OBJECT_OF_PREFIX[id.slice(0, 3)];
}

/**
 * The 18-character form of an id, which is safe where case is lost: each of the last three characters says which of five
 * characters are capitals. Throws a RangeError for anything that is no id.
 */
export function normalizeSalesforceId(id: string): string {
  if (!SALESFORCE_ID_PATTERN.test(id)) throw new RangeError(`not a Salesforce id: ${id}`);
  if (id.length === 18) return id;
  const suffix = [0, 5, 10].map((start) => {
    const capitals = [...id.slice(start, start + 5)].reduce(
      (bits, character, place) => (/[A-Z]/.test(character) ? bits | (1 << place) : bits),
      0,
    );
    return SUFFIX_CHARACTERS.charAt(capitals);
  });
  return `${id}${suffix.join('')}`;
}
