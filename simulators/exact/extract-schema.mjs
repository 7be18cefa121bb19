/**
 * Writes schema/resources.json: the resources this simulator serves, cut from a full field reference of Exact Online.
 * Usage: node extract-schema.mjs <path of exact-entities.json>
 */
import { readFileSync, writeFileSync } from 'node:fs';

const annotations = JSON.parse(readFileSync(new URL('./schema/annotations.json', import.meta.url), 'utf8'));
const source = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));

const fieldText = (field, type = field.type) =>
  [
    type.replace('Edm.', '').replace(/\?$/, ''),
    field.ops,
    ...['mandatory', 'obsolete', 'writeOnly'].filter((flag) => field[flag]),
  ].join(' ');

const resources = Object.fromEntries(
  Object.entries(annotations.resources).map(([path, { types = {} }]) => {
    const entity = source.entities[path];
    if (!entity) throw new Error(`${path} is not in the reference`);
    return [
      path,
      {
        methods: entity.methods,
        key: entity.primaryKey[0],
        pageSize: entity.pageSize ?? 60,
        selectMandatory: entity.selectMandatory ?? false,
        selectStarForbidden: entity.selectStarForbidden ?? false,
        filterable: entity.filterableFieldsOnly ?? null,
        fields: Object.fromEntries(Object.entries(entity.fields).map(([name, field]) => [name, fieldText(field, types[name])])),
      },
    ];
  }),
);

writeFileSync(
  new URL('./schema/resources.json', import.meta.url),
  `${JSON.stringify({ deletedEntityTypes: source.deletedEntityTypes, resources }, null, 2)}\n`,
);
