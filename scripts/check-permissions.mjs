// Checks the permission sets of the package against what uses them, without an org.
//
//   node scripts/check-permissions.mjs [package directory]
//
// 1. Apex: every class that a component imports from @salesforce/apex, itself or through a component inside it, is
//    granted by every permission set that shows the component (SHOWN below).
// 2. No packaged permission set has a right that Salesforce drops when a managed package is installed (DROPPED below):
//    it would be there for whoever deploys the sources, and missing for every customer. OrgRights.cls grants these.
// 3. What the flows need and the readiness of the service looks for (service/src/needs.ts) is what OrgRights.cls grants: a right that only one of
//    them names would be missed, or could never be granted.
// 4. Every field that the service writes in Salesforce unless the settings say otherwise is open to the integration
//    user: the targets of its default rules, and the package's own fields that say 'Written by Tandem'.
//
// Prints one line for each finding and a summary; exits with 1 when there are findings. Takes under a second.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIGURATION } from '../service/src/flows/index.ts';
import { writtenFields } from '../service/src/mapping/index.ts';
import { NEEDS } from '../service/src/needs.ts';
import { readOrgRights } from '../simulators/salesforce/schema/org-rights.ts';
import { list, readComponents } from './read-package.mjs';

const ROOT = join(import.meta.dirname, '..');
const PACKAGE = process.argv[2] ?? join(ROOT, 'force-app/main/default');
const STANDARD_OBJECTS = JSON.parse(
  readFileSync(join(ROOT, 'simulators/salesforce/schema/standard-objects.json'), 'utf8'),
).objects;
const INTEGRATION = 'Tandem_Integration';
/** Written in Salesforce by the products flow itself: no rule has them as its target. */
const WRITTEN_WITHOUT_RULE = ['Product2.IsActive'];

const isOwn = (name) => name.endsWith('__c');
const isOn = (value) => value === 'true';
const detailObjects = new Set();

/**
 * What a managed installation drops from a permission set, by its element: which entries, and how a finding names them.
 * Second-Generation Managed Packaging Developer Guide, "Permission Set Groups": object permissions for standard objects
 * are ignored, only permissions for metadata of the package can be packaged. ISVforce Guide, "Permission Sets and Profile
 * Settings in Packages": also dropped are user permissions, standard tabs, and custom objects that are a detail of a
 * standard one.
 */
const DROPPED = {
  objectPermissions: {
    isDropped: ({ object }) => !isOwn(object) || detailObjects.has(object),
    rightsOf: (entry) =>
      Object.entries(entry)
        .filter(([name, value]) => name !== 'object' && isOn(value))
        .map(([name]) => `${entry.object}: ${name.replace(/^allow/, '').replace(/^./, (first) => first.toLowerCase())}`),
  },
  fieldPermissions: {
    isDropped: ({ field }) => !isOwn(field),
    rightsOf: ({ field, editable, readable }) => (isOn(editable) ? [field] : isOn(readable) ? [`${field}: read`] : []),
  },
  userPermissions: { isDropped: ({ enabled }) => isOn(enabled), rightsOf: ({ name }) => [name] },
  tabSettings: { isDropped: ({ tab }) => tab.startsWith('standard-'), rightsOf: ({ tab }) => [`tab ${tab}`] },
  applicationVisibilities: {
    isDropped: ({ application }) => application.startsWith('standard__'),
    rightsOf: ({ application }) => [`app ${application}`],
  },
};

/** Which permission sets show a component with a target: who calls the service works with records, who has the app sees its pages. */
const SHOWN = {
  lightning__RecordAction: (set) => list(set.externalCredentialPrincipalAccesses).some(({ enabled }) => isOn(enabled)),
  lightning__RecordPage: (set) => list(set.externalCredentialPrincipalAccesses).some(({ enabled }) => isOn(enabled)),
  lightning__AppPage: (set) => list(set.applicationVisibilities).some(({ visible }) => isOn(visible)),
  lightning__HomePage: (set) => list(set.applicationVisibilities).some(({ visible }) => isOn(visible)),
};

const components = readComponents(PACKAGE);
const sets = components.filter(({ type }) => type === 'PermissionSet');
const fields = components
  .filter(({ type }) => type === 'CustomField')
  .map(({ path, name, content }) => ({ object: path.split('/')[1], name, content }));
for (const { object, content } of fields) {
  if (content.type === 'MasterDetail' && !isOwn(content.referenceTo)) detailObjects.add(object);
}

/** Apex classes of a component and of those inside it, each with the component that imports it. */
function importsOf(bundle, seen = new Set()) {
  if (seen.has(bundle)) return [];
  seen.add(bundle);
  const folder = join(PACKAGE, 'lwc', bundle);
  const sources = ['ts', 'html'].map((ending) => join(folder, `${bundle}.${ending}`)).filter((path) => existsSync(path));
  const source = sources.map((path) => readFileSync(path, 'utf8')).join('\n');
  const names = (pattern) => [...source.matchAll(pattern)].map(([, name]) => name);
  const inside = [
    ...names(/['"]c\/(\w+)['"]/g),
    ...names(/<c-([a-z0-9-]+)/g).map((tag) => tag.replace(/-(.)/g, (_dash, letter) => letter.toUpperCase())),
  ];
  return [
    ...names(/@salesforce\/apex\/(\w+)\./g).map((apexClass) => ({ apexClass, bundle })),
    ...inside.flatMap((name) => importsOf(name, seen)),
  ];
}

function* apexProblems() {
  for (const { name: bundle, content } of components.filter(({ type }) => type === 'LightningComponentBundle')) {
    for (const target of list(content.targets?.target)) {
      const isShown = SHOWN[target];
      if (isShown === undefined) yield `lwc/${bundle}: which permission sets show ${target} is not known; add it to SHOWN`;
      for (const set of sets.filter(({ content: grants }) => isShown?.(grants))) {
        const granted = new Set(
          list(set.content.classAccesses)
            .filter(({ enabled }) => isOn(enabled))
            .map(({ apexClass }) => apexClass),
        );
        for (const { apexClass, bundle: importer } of importsOf(bundle).filter((found) => !granted.has(found.apexClass))) {
          yield `lwc/${importer}: calls ${apexClass}, which ${set.name} does not grant; it shows ${bundle} (${target})`;
        }
      }
    }
  }
}

/** What a permission set loses on a managed installation. */
function droppedFrom({ content }) {
  return Object.entries(DROPPED).flatMap(([element, { isDropped, rightsOf }]) =>
    list(content[element]).filter(isDropped).flatMap(rightsOf),
  );
}

const orgRights = readOrgRights(PACKAGE);
const orgFieldsOf = (name) =>
  orgRights
    .filter(({ packagedSets }) => packagedSets.includes(name))
    .flatMap(({ set }) => set.fields.filter(({ isEditable }) => isEditable).map(({ field }) => field));

function* droppedProblems() {
  for (const set of sets) {
    for (const right of droppedFrom(set)) {
      yield `${set.path}: Salesforce drops '${right}' from a managed package; it belongs in OrgRights.cls alone`;
    }
  }
  for (const { packagedSets, set } of orgRights) {
    for (const name of packagedSets.filter((each) => !sets.some((packaged) => packaged.name === each))) {
      yield `OrgRights.cls: the package has no permission set ${name}`;
    }
    const rights = [...set.objects.map(({ object }) => object), ...set.fields.map(({ field }) => field)];
    for (const right of rights.filter(isOwn)) {
      yield `OrgRights.cls: ${set.name} grants '${right}', which the package can bring itself`;
    }
  }
}

/** A required field of a standard object is open to whoever may edit the object. */
function hasFieldLevelSecurity(path) {
  const [object, field] = path.split('.');
  // The name of a record has none, whatever its object.
  if (field === 'Name') return false;
  const facts = STANDARD_OBJECTS[object]?.fields[field];
  return facts === undefined || facts.nillable || facts.type === 'boolean';
}

/** The rights of a list of the service, or of a set of OrgRights.cls, as lines that can be compared. */
const linesOf = (objects, editable, readable, userPermissions) => [
  ...objects.flatMap(([object, rights]) => rights.map((right) => `${object}: ${right}`)),
  ...editable,
  ...readable.map((field) => `${field}: read`),
  ...userPermissions,
];

function* neededProblems() {
  const lists = { [INTEGRATION]: NEEDS.integration, Tandem_User: NEEDS.people, Tandem_Administrator: NEEDS.people };
  for (const [name, needed] of Object.entries(lists)) {
    const { objects, editable, readable, userPermissions } = needed;
    const looked = linesOf(Object.entries(objects), editable, readable, userPermissions);
    const granted = orgRights
      .filter(({ packagedSets }) => packagedSets.includes(name))
      .flatMap(({ set }) =>
        linesOf(
          set.objects.map(({ object, rights }) => [
            object,
            rights.map((right) => right.replace(/^./, (first) => first.toLowerCase())),
          ]),
          set.fields.filter(({ isEditable }) => isEditable).map(({ field }) => field),
          set.fields.filter(({ isEditable }) => !isEditable).map(({ field }) => field),
          set.userPermissions,
        ),
      );
    for (const right of looked.filter((each) => !granted.includes(each))) {
      yield `needs.ts: looks for '${right}' of ${name}, which OrgRights.cls does not grant`;
    }
    for (const right of granted.filter((each) => !looked.includes(each))) {
      yield `OrgRights.cls: grants '${right}' beside ${name}, and needs.ts does not look for it`;
    }
  }
}

const written = [
  ...[...writtenFields(CONFIGURATION.parse({ version: 1 }))].flatMap(([object, names]) =>
    names.map((name) => `${object}.${name}`),
  ),
  ...WRITTEN_WITHOUT_RULE,
  ...fields
    .filter(({ content }) => content.description?.startsWith('Written by Tandem') && content.required !== 'true')
    .map(({ object, name }) => `${object}.${name}`),
];

/** The address that a field is a part of: rights are given to the whole. */
function addressOf(path) {
  return path.replace(
    /(Billing|Shipping|Mailing|Other)(Street|PostalCode|City|State|StateCode|Country|CountryCode)$/,
    '$1Address',
  );
}

function* writtenProblems() {
  const integration = sets.find(({ name }) => name === INTEGRATION);
  const packaged = list(integration?.content.fieldPermissions).filter(({ editable }) => isOn(editable));
  const granted = new Set([...packaged.map(({ field }) => field).filter(isOwn), ...orgFieldsOf(INTEGRATION)]);
  for (const field of new Set(written)) {
    if (hasFieldLevelSecurity(field) && !granted.has(field) && !granted.has(addressOf(field))) {
      yield `${field}: is written by default, and ${INTEGRATION} with its OrgRights does not let the integration user edit it`;
    }
  }
}

const findings = [...new Set([...apexProblems(), ...droppedProblems(), ...neededProblems(), ...writtenProblems()])];
for (const finding of findings) console.log(finding);
const bundles = readdirSync(join(PACKAGE, 'lwc')).length;
console.log(
  `permissions: ${sets.length} sets, ${bundles} components, ${orgRights.length} sets of the org itself, ` +
    `${new Set(written).size} fields written by default, ${findings.length} findings`,
);
process.exitCode = findings.length > 0 ? 1 : 0;
