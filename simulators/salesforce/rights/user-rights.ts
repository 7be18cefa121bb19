import type { OrgRecords } from '../org-records.ts';
import type { StoredRecord } from '../records/record-store.ts';
import { hasObjectPermissions, OrgSchema, permissionNameOf, type ObjectDefinition } from '../schema/index.ts';

/** What may be done with the records of an object. */
interface ObjectAccess {
  readonly read: boolean;
  readonly create: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
}

/** Only those who may view the set-up see these (Object Reference, special access rules). */
const SETUP_OBJECTS = new Set([
  'ApexClass',
  'CustomNotificationType',
  'CustomPermission',
  'FieldPermissions',
  'ObjectPermissions',
  'PermissionSet',
  'PermissionSetAssignment',
  'SetupEntityAccess',
]);

/** Lines whose rights are those of their record. */
const LINES_OF: Readonly<Record<string, string>> = {
  OrderItem: 'Order',
  OpportunityLineItem: 'Opportunity',
  QuoteLineItem: 'Quote',
};

/** What a user may do, added up from the permission sets in force for him, that of his profile among them. */
export class UserRights {
  /** The org as this user sees it: without what he may not read, closed where he may not write. */
  readonly schema: OrgSchema;
  private readonly org: OrgRecords;
  private readonly sets: readonly StoredRecord[];
  /** `Object: Right` of every right on an object. */
  private readonly objectRights = new Set<string>();
  private readonly readable = new Set<string>();
  private readonly editable = new Set<string>();
  private readonly entities = new Set<string>();

  constructor(org: OrgRecords, userId: string) {
    this.org = org;
    const setIds = living(org, 'PermissionSetAssignment', 'AssigneeId', userId).map((row) => String(row['PermissionSetId']));
    this.sets = setIds.flatMap((id) => org.store.get(org.object('PermissionSet'), id) ?? []).filter((set) => !set.IsDeleted);
    for (const { Id } of this.sets) {
      for (const row of living(org, 'ObjectPermissions', 'ParentId', Id)) this.addObject(row);
      for (const row of living(org, 'FieldPermissions', 'ParentId', Id)) {
        if (row['PermissionsRead'] === true) this.readable.add(String(row['Field']));
        if (row['PermissionsEdit'] === true) this.editable.add(String(row['Field']));
      }
      for (const row of living(org, 'SetupEntityAccess', 'ParentId', Id)) this.entities.add(String(row['SetupEntityId']));
    }
    this.schema = this.isUnlimited() ? org.schema : new OrgSchema(org.schema.objects.flatMap((object) => this.seen(object)));
  }

  /** A system administrator: his profile opens everything. */
  isUnlimited(): boolean {
    return this.may('ModifyAllData');
  }

  /** Whether a right of users such as `ViewSetup` is granted. */
  may(permission: string): boolean {
    return this.sets.some((set) => set[`Permissions${permission}`] === true);
  }

  /** Whether an Apex class or a custom permission is granted, by its id. */
  mayUse(setupEntityId: string): boolean {
    return this.entities.has(setupEntityId);
  }

  /** Whether a right such as `ViewAllRecords` on an object is granted. */
  mayWith(object: string, right: string): boolean {
    return this.isUnlimited() || this.objectRights.has(`${object}: ${right}`);
  }

  private addObject(row: StoredRecord): void {
    for (const [column, value] of Object.entries(row))
      if (value === true && column.startsWith('Permissions'))
        this.objectRights.add(`${String(row['SobjectType'])}: ${column.slice('Permissions'.length)}`);
  }

  private seen(object: ObjectDefinition): ObjectDefinition[] {
    const access = this.accessTo(object);
    if (!access.read) return [];
    const fields = object.fields.flatMap((field) => {
      const name = permissionNameOf(object, field);
      if (name === null) return [field];
      const mayEdit = this.editable.has(name);
      if (!mayEdit && !this.readable.has(name) && !this.objectRights.has(`${object.name}: ViewAllFields`)) return [];
      return [{ ...field, isCreateable: field.isCreateable && mayEdit, isUpdateable: field.isUpdateable && mayEdit }];
    });
    const [isCreateable, isUpdateable] = [object.isCreateable && access.create, object.isUpdateable && access.edit];
    return [{ ...object, isCreateable, isUpdateable, isDeletable: object.isDeletable && access.delete, fields }];
  }

  private accessTo({ name }: ObjectDefinition): ObjectAccess {
    const has = (object: string, right: string): boolean => this.objectRights.has(`${object}: ${right}`);
    if (hasObjectPermissions(name))
      return { read: has(name, 'Read'), create: has(name, 'Create'), edit: has(name, 'Edit'), delete: has(name, 'Delete') };
    const parent = LINES_OF[name];
    if (parent !== undefined) {
      const isOpen = has(parent, 'Edit');
      return { read: has(parent, 'Read'), create: isOpen, edit: isOpen, delete: isOpen };
    }
    if (name === 'PricebookEntry') {
      const read = has('Product2', 'Read') && has('Pricebook2', 'Read');
      const isOpen = read && has('Pricebook2', 'Edit');
      return { read, create: isOpen, edit: isOpen, delete: isOpen };
    }
    if (SETUP_OBJECTS.has(name)) {
      const isOpen = this.may(name === 'PermissionSetAssignment' ? 'AssignPermissionSets' : 'ManageProfilesPermissionsets');
      return { read: this.may('ViewSetup'), create: isOpen, edit: isOpen, delete: isOpen };
    }
    return { read: true, create: true, edit: true, delete: true };
  }
}

function living(org: OrgRecords, object: string, lookup: string, id: string): StoredRecord[] {
  return org.store.find(org.object(object), lookup, id).filter((row) => !row.IsDeleted);
}
