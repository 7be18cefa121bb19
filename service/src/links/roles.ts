/** What a record of Exact is to a record of Salesforce. Each flow brings those of its records, by name. */
export interface LinkRole {
  /** API name of the object in Salesforce. */
  readonly object: string;
  /** Name of the entity in Exact, as in the key of a link. */
  readonly entity: string;
  /** Lookup of `ExactLink__c` that leads to the object; undefined for a role that has no rows. */
  readonly lookup?: string;
  /**
   * Fields of the record that speak of its link in the default division only: in any other one the row stands in their place.
   * Empty for a record whose fields speak of whatever division it is in; its row stands beside them.
   */
  readonly ofDefaultDivision: readonly string[];
  /**
   * True where the record in Salesforce bears the id before the link is remembered: one that bears none any more was unlinked there.
   */
  readonly isFirstOnRecord: boolean;
  /** Address of the page in Exact; undefined where it has none. */
  readonly page?: (host: string, division: number, exactId: string) => string;
}

/** Roles by their names, as the table `link` and `ExactLink__c.Role__c` keep them. */
export type NamedRoles = Readonly<Record<string, LinkRole>>;

/** The roles of all flows, those that pages show first in front. */
export class LinkRoles {
  readonly names: readonly string[];
  readonly #byName: ReadonlyMap<string, LinkRole>;

  constructor(brought: readonly NamedRoles[]) {
    this.#byName = new Map(brought.flatMap((roles) => Object.entries(roles)));
    this.names = [...this.#byName.keys()];
  }

  find(name: string): LinkRole | undefined {
    return this.#byName.get(name);
  }

  /** Names of the roles of an entity of Exact. */
  ofEntity(entity: string): readonly string[] {
    return this.names.filter((name) => this.find(name)?.entity === entity);
  }

  /** The name of the role whose document the page of such a record shows; undefined for objects that are linked to nothing. */
  mainOf(object: string | undefined): string | undefined {
    return this.names.find((name) => this.find(name)?.object === object);
  }
}
