import type { Actor, Org } from '../org.ts';
import { hasUserPermission } from '../people.ts';
import type { ObjectDefinition } from '../schema/index.ts';

/** Only those who may view the set-up see these (Object Reference, special access rules). */
const SETUP_OBJECTS = new Set(['CustomNotificationType', 'PermissionSet', 'PermissionSetAssignment']);

/** For this user the org has no such object. */
export function isHidden(org: Org, actor: Actor, object: ObjectDefinition): boolean {
  return SETUP_OBJECTS.has(object.name) && !hasUserPermission(org, actor, 'ViewSetup');
}
