import type { Phrase } from '../errors/index.ts';

/** Rights by object, in the words of ObjectPermissions: `viewAllRecords` is its column `PermissionsViewAllRecords`. */
export type ObjectRight = 'read' | 'create' | 'edit' | 'viewAllFields' | 'viewAllRecords';

/** What somebody must be able to do in Salesforce. */
export interface NeededRights {
  readonly objects: Readonly<Record<string, readonly ObjectRight[]>>;
  /** Such as `Product2.Family`. */
  readonly editable: readonly string[];
  readonly readable: readonly string[];
  readonly userPermissions: readonly string[];
}

/** An object that a flow needs and that an org may have switched off. */
export interface SwitchedObject {
  readonly object: string;
  /** What is there only with it: objects, and rights of users. */
  readonly with: readonly string[];
  /** The check of the set-up that tells of it. */
  readonly checkId: string;
  readonly title: Phrase;
  /** What to do in Setup, as a sentence. */
  readonly switchOn: Phrase;
}

/** What a flow needs in Salesforce. */
export interface SalesforceNeeds {
  /** Of the user under whom Tandem works. */
  readonly integration: NeededRights;
  /** Of everybody who works with Tandem in Salesforce. */
  readonly people: NeededRights;
  /** The package's own fields that are written, by object; one that is closed stops a flow at its first record. */
  readonly packageFields: Readonly<Record<string, readonly string[]>>;
  /** Objects whose rights are told with those of another, through which people reach them. */
  readonly shownWith: Readonly<Record<string, string>>;
  readonly switched: readonly SwitchedObject[];
}

export const NO_RIGHTS: NeededRights = { objects: {}, editable: [], readable: [], userPermissions: [] };

/** What is needed for all of them together, in their order. */
export function togetherNeeded(needs: readonly SalesforceNeeds[]): SalesforceNeeds {
  return {
    integration: together(needs.map(({ integration }) => integration)),
    people: together(needs.map(({ people }) => people)),
    packageFields: byObject(needs.map(({ packageFields }) => packageFields)),
    shownWith: Object.assign({}, ...needs.map(({ shownWith }) => shownWith)) as Record<string, string>,
    switched: [...new Map(needs.flatMap(({ switched }) => switched).map((each) => [each.object, each])).values()],
  };
}

function together(rights: readonly NeededRights[]): NeededRights {
  return {
    objects: byObject(rights.map(({ objects }) => objects)),
    editable: unique(rights.flatMap(({ editable }) => editable)),
    readable: unique(rights.flatMap(({ readable }) => readable)),
    userPermissions: unique(rights.flatMap(({ userPermissions }) => userPermissions)),
  };
}

function byObject<Value>(parts: readonly Readonly<Record<string, readonly Value[]>>[]): Record<string, Value[]> {
  const objects = unique(parts.flatMap((part) => Object.keys(part)));
  return Object.fromEntries(objects.map((object) => [object, unique(parts.flatMap((part) => part[object] ?? []))]));
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}
