/** Lines of Exact's account and address screens. */
export interface ExactAddressLines {
  readonly addressLine1: string;
  readonly addressLine2: string;
  readonly addressLine3: string;
}

/**
 * A Salesforce street of any number of lines as Exact's three. Lines are kept as they are; from the fourth line on they
 * stand in the third, separated by a comma, so that no character is lost.
 */
export function toExactAddressLines(street: string): ExactAddressLines {
  const lines = street
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return { addressLine1: lines[0] ?? '', addressLine2: lines[1] ?? '', addressLine3: lines.slice(2).join(', ') };
}
