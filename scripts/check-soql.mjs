// Checks what the semantic check of Apex does not see: the fields of its queries, and the access mode of queries and DML.
//
//   node scripts/check-soql.mjs [package directory]
//
// - Every `[SELECT ...]` parses, names only fields that exist (standard ones from the simulator's schema, custom ones
//   from the package) and ends in an access mode.
// - A class that builds a query as text runs it with an AccessLevel.
// - Every DML statement says `as user` or `as system`.
//
// Prints one line for each finding and a summary; exits with 1 when there are findings. Takes under a second.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { parseQuery } from '@jetstreamapp/soql-parser-js';
import { XMLParser } from 'fast-xml-parser';
import { blank } from './read-apex.mjs';

const ROOT = join(import.meta.dirname, '..');
const PACKAGE = process.argv[2] ?? join(ROOT, 'force-app/main/default');
const STANDARD_OBJECTS = join(ROOT, 'simulators/salesforce/schema/standard-objects.json');
const SYSTEM_FIELDS = [
  'Id',
  'Name',
  'OwnerId',
  'IsDeleted',
  'CreatedById',
  'CreatedDate',
  'LastModifiedById',
  'LastModifiedDate',
  'SystemModstamp',
];
/** Setup objects that the simulator has no use for. */
const SETUP_OBJECTS = {
  ApexClass: ['Id', 'Name'],
  AsyncApexJob: ['Id', 'ApexClassId', 'JobType'],
  FieldPermissions: ['Id', 'ParentId', 'SobjectType', 'Field', 'PermissionsRead', 'PermissionsEdit'],
  ObjectPermissions: [
    'Id',
    'ParentId',
    'SobjectType',
    'PermissionsCreate',
    'PermissionsDelete',
    'PermissionsEdit',
    'PermissionsModifyAllRecords',
    'PermissionsRead',
    'PermissionsViewAllFields',
    'PermissionsViewAllRecords',
  ],
  PermissionSet: ['Id', 'Name', 'Label', 'NamespacePrefix', 'IsOwnedByProfile', 'ProfileId'],
  PermissionSetAssignment: ['Id', 'AssigneeId', 'PermissionSetId'],
  Profile: ['Id', 'UserLicenseId'],
  UserLicense: ['Id', 'LicenseDefinitionKey'],
};
const SETUP_PARENTS = {
  AsyncApexJob: { ApexClassId: ['apexclass', 'ApexClass'] },
  FieldPermissions: { ParentId: ['parent', 'PermissionSet'] },
  ObjectPermissions: { ParentId: ['parent', 'PermissionSet'] },
  PermissionSetAssignment: { AssigneeId: ['assignee', 'User'], PermissionSetId: ['permissionset', 'PermissionSet'] },
  Profile: { UserLicenseId: ['userlicense', 'UserLicense'] },
};

/** Object -> fields by lower-case name -> { parent: name of the relationship, referenceTo: its object }. */
function readSchema() {
  const schema = new Map();
  const objectNamed = (name) =>
    schema.get(name.toLowerCase()) ?? schema.set(name.toLowerCase(), new Map()).get(name.toLowerCase());
  const addField = (object, name, facts = {}) => objectNamed(object).set(name.toLowerCase(), facts);

  const standard = JSON.parse(readFileSync(STANDARD_OBJECTS, 'utf8')).objects;
  for (const [object, { fields }] of Object.entries(standard)) {
    for (const [name, { relationshipName, referenceTo }] of Object.entries(fields)) {
      addField(object, name, { parent: relationshipName?.toLowerCase(), referenceTo: referenceTo?.[0] });
    }
  }
  for (const [object, fields] of Object.entries(SETUP_OBJECTS)) {
    for (const name of fields) {
      const [parent, referenceTo] = SETUP_PARENTS[object]?.[name] ?? [];
      addField(object, name, { parent, referenceTo });
    }
  }

  const parser = new XMLParser({ ignoreAttributes: true });
  for (const path of readdirSync(join(PACKAGE, 'objects'), { recursive: true })) {
    const object = path.split('/')[0];
    if (path.endsWith('.object-meta.xml')) for (const name of SYSTEM_FIELDS) addField(object, name);
    if (!path.endsWith('.field-meta.xml')) continue;
    const { CustomField: field } = parser.parse(readFileSync(join(PACKAGE, 'objects', path), 'utf8'));
    const parent = field.referenceTo && field.fullName.replace(/__c$/, '__r').toLowerCase();
    addField(object, field.fullName, { parent, referenceTo: field.referenceTo });
  }
  return schema;
}

/** Queries in brackets: found where strings cannot deceive, read where they are whole. */
function* inlineQueries({ code, bare }) {
  for (const { index } of bare.matchAll(/\[\s*SELECT\b/gi)) {
    let depth = 0;
    let end = index;
    do {
      if (bare[end] === '[') depth += 1;
      if (bare[end] === ']') depth -= 1;
      end += 1;
    } while (depth > 0 && end < bare.length);
    yield { index, soql: code.slice(index + 1, end - 1) };
  }
}

/** Every field path a query names, each with the object it starts at. Nested queries bring their own. */
function* fieldPaths(node, object) {
  if (node === null || typeof node !== 'object') return;
  if (typeof node.sObject === 'string') object = node.sObject;
  if (node.type === 'FieldSubquery') {
    yield { object, path: node.subquery.relationshipName, problem: 'child queries are not checked: query the child object' };
    return;
  }
  if (typeof node.field === 'string') yield { object, path: [...(node.relationships ?? []), node.field].join('.') };
  for (const child of Object.values(node)) yield* fieldPaths(child, object);
}

function problemOfPath(schema, { object, path, problem }) {
  if (problem) return `${path}: ${problem}`;
  const steps = path.split('.');
  let current = object;
  for (const [i, step] of steps.entries()) {
    const fields = schema.get(current?.toLowerCase());
    if (!fields) return `${path}: nothing is known about the object ${current}`;
    if (i === steps.length - 1) return fields.has(step.toLowerCase()) ? undefined : `${path}: ${current} has no such field`;
    current = [...fields.values()].find(({ parent }) => parent === step.toLowerCase())?.referenceTo;
  }
  return undefined;
}

function problemsOfQuery(schema, soql) {
  try {
    const query = parseQuery(soql, { allowApexBindVariables: true });
    const unknown = [...fieldPaths(query, query.sObject)].map((field) => problemOfPath(schema, field));
    const mode = query.withAccessLevel ? undefined : 'the query does not say WITH USER_MODE';
    return [...unknown, mode].filter((problem) => problem !== undefined);
  } catch (error) {
    return [`the query does not parse: ${error.message.split('\n')[0]}`];
  }
}

function* problemsOfFile(schema, source, count) {
  const text = blank(source);
  const lineOf = (index) => source.slice(0, index).split('\n').length;
  for (const { index, soql } of inlineQueries(text)) {
    count.queries += 1;
    for (const problem of problemsOfQuery(schema, soql)) yield [lineOf(index), problem];
  }
  for (const { index } of text.code.matchAll(/'\s*SELECT\b/gi)) {
    count.queries += 1;
    if (!/\bAccessLevel\./.test(text.bare)) yield [lineOf(index), 'the query built here runs without an AccessLevel'];
  }
  for (const { index, 1: verb, 2: next } of text.bare.matchAll(
    /(?<=[;{})]\s*)(insert|update|upsert|delete|undelete|merge)\b\s*(\w+|\()/gi,
  )) {
    count.dml += 1;
    if (next.toLowerCase() !== 'as') yield [lineOf(index), `${verb} does not say 'as user'`];
  }
}

const schema = readSchema();
const count = { files: 0, queries: 0, dml: 0 };
const findings = [];
for (const path of readdirSync(PACKAGE, { recursive: true })
  .filter((name) => /\.(cls|trigger)$/.test(basename(name)))
  .sort()) {
  count.files += 1;
  const file = join(PACKAGE, path);
  for (const [line, problem] of problemsOfFile(schema, readFileSync(file, 'utf8'), count)) {
    findings.push(`${relative(ROOT, file)}:${line}: ${problem}`);
  }
}

for (const finding of findings) console.log(finding);
console.log(`soql: ${count.files} files, ${count.queries} queries, ${count.dml} DML statements, ${findings.length} findings`);
process.exitCode = findings.length > 0 ? 1 : 0;
