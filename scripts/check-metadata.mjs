// Checks the metadata XML of the packages without an org: each with what the packages before it bring.
//
//   node scripts/check-metadata.mjs [package directory ...]
//
// 1. Every file against the types that Salesforce generates from its own WSDL (@salesforce/types): unknown elements,
//    values outside an enumeration, wrong types, missing required elements.
// 2. Names that one file uses of another, which those types cannot see: fields and classes of permission sets,
//    tabs of the app, pages of tabs, components of pages and quick actions, principals of credentials.
// 3. The length of every name and text (metadata-lengths.mjs), and of those in sfdx-project.json.
//
// Prints one line for each finding and a summary; exits with 1 when there are findings. Takes about five seconds.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { nameProblem, numberProblems, projectProblems, textProblem } from './metadata-lengths.mjs';
import { list, readComponents } from './read-package.mjs';

const ROOT = join(import.meta.dirname, '..');
const NAMED = process.argv.slice(2);
const PACKAGES = NAMED.length > 0 ? NAMED : ['force-app', 'force-app-quotes'].map((name) => join(ROOT, name, 'main/default'));
const STANDARD_OBJECTS = join(ROOT, 'simulators/salesforce/schema/standard-objects.json');
/** The WSDL calls these text because their content is XML of another schema. */
const FREE_CONTENT = new Set(['LightningComponentBundle.targetConfigs']);

/** The checker of TypeScript, asked about the types of one declaration file. */
function createTypeChecks() {
  const declarations = join(dirname(createRequire(import.meta.url).resolve('@salesforce/types/metadata')), 'metadata.d.ts');
  const program = ts.createProgram([declarations], { strict: true, skipLibCheck: true });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(declarations);
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(source));
  const schema = checker.getDeclaredTypeOfSymbol(exported.find((symbol) => symbol.name === 'ApiSchemaTypes'));
  const typeOf = (symbol) => checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(symbol, source));
  const elementOf = (type) => (checker.isArrayType(type) ? checker.getTypeArguments(type)[0] : type);
  const choicesOf = (type) => (type.isUnion() ? type.types : [type]).filter((choice) => choice.isStringLiteral());

  function* problemsOf(value, type, path) {
    if (!checker.isArrayType(type) && Array.isArray(value)) yield `${path}: stands more than once`;
    for (const one of list(value)) yield* problemsOfOne(one, elementOf(type), path);
  }

  function* problemsOfOne(value, type, path) {
    if (FREE_CONTENT.has(path)) return;
    const choices = choicesOf(type);
    if (type.flags & ts.TypeFlags.BooleanLike) {
      if (value !== 'true' && value !== 'false') yield `${path}: '${value}' is not true or false`;
    } else if (type.flags & ts.TypeFlags.NumberLike) {
      if (value === '' || Number.isNaN(Number(value))) yield `${path}: '${value}' is not a number`;
    } else if (choices.length > 0) {
      if (!choices.some((choice) => choice.value === value))
        yield `${path}: '${value}' is not one of its ${choices.length} values`;
    } else if (type.flags & ts.TypeFlags.StringLike) {
      const problem = typeof value === 'object' ? `${path}: must be text` : textProblem(path, value);
      if (problem !== undefined) yield problem;
    } else if (typeof value === 'object') {
      yield* problemsOfElements(value, type, path);
    } else if (value !== '' && !(type.flags & ts.TypeFlags.Any)) {
      yield `${path}: must have elements`;
    }
  }

  function* problemsOfElements(value, type, path) {
    for (const [name, child] of Object.entries(value)) {
      const property = type.getProperty(name);
      if (property) yield* problemsOf(child, typeOf(property), `${path}.${name}`);
      else yield `${path}.${name}: unknown element`;
    }
    for (const property of type.getProperties()) {
      const isOptional = property.flags & ts.SymbolFlags.Optional || checker.isArrayType(typeOf(property));
      if (!isOptional && property.name !== 'fullName' && !(property.name in value)) yield `${path}.${property.name}: is missing`;
    }
  }

  return ({ type, content }) => {
    const property = schema.getProperty(type);
    return property ? [...problemsOf(content, typeOf(property), type)] : [`${type}: unknown type of metadata`];
  };
}

/** What a component may name, by kind. */
function collectNames(components) {
  const names = (type) => new Set(components.filter((component) => component.type === type).map(({ name }) => name));
  const objectOf = ({ path }) => path.split('/')[1];
  const fields = components.filter(({ type }) => type === 'CustomField');
  const isRequired = ({ content }) => content.required === 'true';
  const standard = JSON.parse(readFileSync(STANDARD_OBJECTS, 'utf8')).objects;
  const principals = components
    .filter(({ type }) => type === 'ExternalCredential')
    .flatMap(({ name, content }) =>
      list(content.externalCredentialParameters)
        .filter(({ parameterType }) => parameterType === 'NamedPrincipal')
        .map(({ parameterName }) => `${name}-${parameterName}`),
    );
  return {
    classes: names('ApexClass'),
    tabs: names('CustomTab'),
    apps: names('CustomApplication'),
    pages: names('FlexiPage'),
    components: names('LightningComponentBundle'),
    customPermissions: names('CustomPermission'),
    externalCredentials: names('ExternalCredential'),
    principals: new Set(principals),
    customObjects: names('CustomObject'),
    fields: new Set(fields.filter((field) => !isRequired(field)).map((field) => `${objectOf(field)}.${field.name}`)),
    isStandardField: (path) => standard[path.split('.')[0]]?.fields[path.split('.')[1]] !== undefined,
  };
}

const componentsOf = (page) =>
  list(page.flexiPageRegions).flatMap(({ itemInstances }) =>
    list(itemInstances).map(({ componentInstance }) => componentInstance),
  );

/** For each type: the names it uses, each with the set that must hold it. */
const REFERENCES = {
  PermissionSet: (content, known) => [
    ...list(content.classAccesses).map(({ apexClass }) => ['class', apexClass, known.classes.has(apexClass)]),
    ...list(content.fieldPermissions).map(({ field }) => [
      'field that is not required',
      field,
      field.endsWith('__c') ? known.fields.has(field) : known.isStandardField(field),
    ]),
    ...list(content.objectPermissions).map(({ object }) => [
      'object',
      object,
      !object.endsWith('__c') || known.customObjects.has(object),
    ]),
    ...list(content.tabSettings).map(({ tab }) => ['tab', tab, known.tabs.has(tab)]),
    ...list(content.applicationVisibilities).map(({ application }) => ['app', application, known.apps.has(application)]),
    ...list(content.customPermissions).map(({ name }) => ['custom permission', name, known.customPermissions.has(name)]),
    ...list(content.externalCredentialPrincipalAccesses).map(({ externalCredentialPrincipal: name }) => [
      'principal',
      name,
      known.principals.has(name),
    ]),
  ],
  CustomApplication: (content, known) => [
    ...list(content.tabs).map((tab) => ['tab', tab, tab.startsWith('standard-') || known.tabs.has(tab)]),
    ...list(content.actionOverrides).map(({ content: page }) => ['page', page, known.pages.has(page)]),
  ],
  CustomTab: (content, known) => [['page', content.flexiPage, known.pages.has(content.flexiPage)]],
  FlexiPage: (content, known) => {
    const regions = new Set(list(content.flexiPageRegions).map(({ name }) => name));
    return componentsOf(content).flatMap(({ componentName, componentInstanceProperties }) => [
      ['component', componentName, !componentName.startsWith('c:') || known.components.has(componentName.slice(2))],
      ...list(componentInstanceProperties)
        .filter(({ name }) => name === 'body' || name === 'tabs')
        .map(({ value }) => ['region', value, regions.has(value)]),
    ]);
  },
  QuickAction: (content, known) => [
    ['component', content.lightningWebComponent, known.components.has(content.lightningWebComponent)],
  ],
  NamedCredential: (content, known) =>
    list(content.namedCredentialParameters)
      .filter(({ externalCredential }) => externalCredential !== undefined)
      .map(({ externalCredential: name }) => ['external credential', name, known.externalCredentials.has(name)]),
};

const typeProblemsOf = createTypeChecks();
const packages = PACKAGES.map((directory) => ({ directory, components: readComponents(directory) }));
const components = packages.flatMap((each) => each.components);
const findings = packages.flatMap(({ directory, components: own }, index) => {
  const within = packages.slice(0, index + 1).flatMap((each) => each.components);
  const known = collectNames(within.filter(({ malformed }) => malformed === undefined));
  return own.flatMap((component) => findingsOf(component, relative(ROOT, join(directory, component.path)), known));
});

function findingsOf(component, path, known) {
  if (component.malformed) return [`${path}: ${component.malformed}`];
  const missing = (REFERENCES[component.type]?.(component.content, known) ?? []).filter(([, , isKnown]) => !isKnown);
  return [
    ...[
      ...typeProblemsOf(component),
      nameProblem(component.type, component.name),
      ...numberProblems(component.type, component.content),
    ]
      .filter((problem) => problem !== undefined)
      .map((problem) => `${path}: ${problem}`),
    ...missing.map(([kind, name]) => `${path}: the package has no ${kind} ${name}`),
  ];
}

const project = JSON.parse(readFileSync(join(ROOT, 'sfdx-project.json'), 'utf8'));
findings.push(...projectProblems(project).map((problem) => `sfdx-project.json: ${problem}`));

for (const finding of findings) console.log(finding);
console.log(`metadata: ${components.length} files, ${findings.length} findings`);
process.exitCode = findings.length > 0 ? 1 : 0;
