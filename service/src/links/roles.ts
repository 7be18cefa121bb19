import { accountUrl, itemUrl, salesOrderUrl } from '../exact/index.ts';

interface RoleFacts {
  /** API name of the object in Salesforce. */
  readonly object: string;
  /** Name of the entity in Exact, as in the key of a link. */
  readonly entity: string;
  /**
   * True where the record in Salesforce bears the id before the link is remembered: one that bears none any more was unlinked there.
   */
  readonly isFirstOnRecord: boolean;
  /** Address of the page in Exact; undefined where it has none. */
  readonly page?: (host: string, division: number, exactId: string) => string;
}

/** What a record of Exact is to a record of Salesforce. The first of an object is the one that its page shows. */
export const LINK_ROLES = {
  item: { object: 'Product2', entity: 'Items', isFirstOnRecord: true, page: itemUrl },
  salesOrder: { object: 'Order', entity: 'SalesOrders', isFirstOnRecord: true, page: salesOrderUrl },
  account: { object: 'Account', entity: 'Accounts', isFirstOnRecord: false, page: accountUrl },
  contact: { object: 'Contact', entity: 'Contacts', isFirstOnRecord: false },
  deliveryAddress: { object: 'Account', entity: 'Addresses', isFirstOnRecord: false },
} as const satisfies Readonly<Record<string, RoleFacts>>;

/** Name of a role, as the table `link` keeps it. */
export type LinkRole = keyof typeof LINK_ROLES;

/** All roles, the ones that pages show first in front. */
export const ROLE_NAMES = Object.keys(LINK_ROLES) as readonly LinkRole[];

/** What is known of a role. */
export function factsOfRole(role: LinkRole): RoleFacts {
  return LINK_ROLES[role];
}

/** The role whose document the page of such a record shows; undefined for objects that are linked to nothing. */
export function mainRoleOf(object: string | undefined): LinkRole | undefined {
  return ROLE_NAMES.find((role) => LINK_ROLES[role].object === object);
}
