import type { ObjectDefinition } from './types.ts';

/** With person accounts every custom field of Contact also stands on Account, its suffix `__c` turned into `__pc`. */
export function personContactFields(objects: readonly ObjectDefinition[]): ObjectDefinition[] {
  const contact = objects.find((object) => object.name === 'Contact');
  return objects.map((object) => {
    if (object.name !== 'Account' || contact === undefined) return object;
    const twins = contact.fields
      .filter((field) => field.isCustom)
      .map((field) => ({
        ...field,
        name: toPersonField(field.name),
        isNillable: true,
        isDefaultedOnCreate: field.type === 'boolean',
        // Uniqueness is checked on the contact; the account's copy is no upsert key.
        isUnique: false,
        isExternalId: false,
        relationshipName: field.relationshipName === null ? null : field.relationshipName.replace(/__r$/, '__pr'),
        childRelationships: {},
      }));
    return { ...object, fields: [...object.fields, ...twins] };
  });
}

/** `Exact_Id__c` of a contact is `Exact_Id__pc` of its person account. */
export function toPersonField(contactField: string): string {
  return contactField.replace(/__c$/, '__pc');
}
