/** Types of the data files in this folder. */

/** A stored value: dates are epoch milliseconds, guids lower case, codes without padding. */
export type Value = string | number | boolean | null;

/** A stored row; fields that hold their default are absent. `Timestamp` is the row version. */
export type Row = Record<string, Value>;

export interface Field {
  readonly name: string;
  readonly type: string;
  readonly isReadable: boolean;
  readonly isCreatable: boolean;
  readonly isUpdatable: boolean;
  readonly isMandatory: boolean;
  readonly isObsolete: boolean;
  readonly isCollection: boolean;
}

export interface Navigation {
  readonly resource: string;
  readonly by: string;
  /** The field of the parent that the children name, where it is called otherwise there. */
  readonly of?: string;
}

/** One address of the API; several resources (plain, bulk, sync) may show the same set of rows. */
export interface Resource {
  readonly path: string;
  readonly set: string;
  readonly type: string;
  readonly methods: readonly string[];
  readonly key: string;
  readonly pageSize: number;
  readonly isSync: boolean;
  /** Released after 1 March 2017: no `$skip`. */
  readonly isNewer: boolean;
  readonly isSelectMandatory: boolean;
  readonly isSelectStarForbidden: boolean;
  readonly filterable: ReadonlySet<string> | undefined;
  /** One of these must be filtered, for resources that have a sync twin. */
  readonly requiresFilter: readonly string[] | undefined;
  readonly navigation: Readonly<Record<string, Navigation>>;
  readonly fields: ReadonlyMap<string, Field>;
}

/** A set of rows of a division and what the vendor demands of them. */
export interface RowSet {
  readonly name: string;
  /** The resource that creates and changes its rows. */
  readonly home: string;
  readonly key: string;
  readonly deletedType: number | undefined;
  readonly topic: string | undefined;
  /** Field that names the document around a row, which has the same name there. */
  readonly parentField: string | undefined;
  readonly unique: readonly string[];
  readonly immutable: readonly string[];
  readonly lengths: Readonly<Record<string, number>>;
  readonly padStart: Readonly<Record<string, number>>;
  readonly padEnd: Readonly<Record<string, number>>;
  /** Guid fields and the set they point into; an unknown guid is refused. */
  readonly references: Readonly<Record<string, string>>;
  /** Guid fields whose unknown guids are dropped without a word. */
  readonly quietReferences: Readonly<Record<string, string>>;
  readonly codes: Readonly<Record<string, string>>;
  /** Code fields whose inactive codes are emptied without a word. */
  readonly quietCodes: Readonly<Record<string, string>>;
}
