// Holds what Salesforce translates by itself to what the package has: objects, fields, values of picklists, tabs and apps.
//
//   node scripts/check-translations.mjs
//
// In every language of translations/ each of them has its text, and no text is left over. Custom labels are held by check-labels.mjs,
// lengths by check-metadata.mjs. Then it breaks the package on purpose, once in each way of MUTATIONS, and looks whether that is found.
//
// Prints one line for each finding and a summary; exits with 1 when there are findings.
import { join } from 'node:path';
import { list, readComponents } from './read-package.mjs';
import { root } from './setup.mjs';

/** Ways to break what the rules hold: a change of the wanted texts or of the found ones, and what the finding must say. */
const MUTATIONS = [
  [(wanted) => wanted.add('Order.New__c: label'), 'Order.New__c: label has no text'],
  [(wanted) => wanted.add('Order.Exact_Sync_Status__c: value New'), 'Order.Exact_Sync_Status__c: value New has no text'],
  [(wanted) => wanted.add('tab New'), 'tab New has no text'],
  [(wanted) => wanted.delete('Account.Exact_Id__c: help'), 'Account.Exact_Id__c: help is translated'],
];

const components = readComponents(join(root, 'force-app/main/default'));
const languages = components.filter(({ type }) => type === 'Translations').map(({ name }) => name);
const wanted = new Set(components.flatMap(textsOf));

const findings = [
  ...languages.flatMap((language) => problemsOf(wanted, language)),
  ...(languages.length === 0 ? ['translations/ holds no language'] : []),
  ...MUTATIONS.filter(([change, finding]) => !isNoticed(change, finding)).map(([, finding]) => `not noticed: ${finding}`),
];
for (const finding of findings) console.log(finding);
console.log(
  `translations: ${wanted.size} texts in ${languages.join(', ')}, ${MUTATIONS.length} mutations, ${findings.length} findings`,
);
process.exitCode = findings.length > 0 ? 1 : 0;

function problemsOf(texts, language) {
  const found = new Set(components.flatMap((component) => translatedIn(component, language)));
  return [
    ...[...texts].filter((text) => !found.has(text)).map((text) => `${text} has no text in ${language}`),
    ...[...found].filter((text) => !texts.has(text)).map((text) => `${text} is translated into ${language}, but is not there`),
  ];
}

function isNoticed(change, finding) {
  const texts = new Set(wanted);
  change(texts);
  return languages.some((language) => problemsOf(texts, language).some((problem) => problem.startsWith(finding)));
}

/** What of a component people read, each by a name of its own. */
function textsOf({ type, path, name, content }) {
  const object = path.split('/')[1];
  switch (type) {
    case 'CustomField': {
      const values = list(content.valueSet?.valueSetDefinition?.value).map(({ label }) => `value ${label}`);
      const parts = ['label', ...given(content, { inlineHelpText: 'help', relationshipLabel: 'list' }), ...values];
      return parts.map((part) => `${object}.${name}: ${part}`);
    }
    case 'CustomObject':
      return ['one', 'several', 'number'].map((part) => `${name}: ${part}`);
    case 'CustomTab':
      return [`tab ${name}`];
    case 'CustomApplication':
      return [`app ${name}`, ...(content.description === undefined ? [] : [`app ${name}: description`])];
    default:
      return [];
  }
}

/** What a component has in a language, by the same names. */
function translatedIn({ type, name, content }, language) {
  if (type === 'Translations' && name === language) {
    return [
      ...list(content.customTabs).map((tab) => `tab ${tab.name}`),
      ...list(content.customApplications).flatMap((app) => [
        `app ${app.name}`,
        ...given(app, { description: `app ${app.name}: description` }),
      ]),
    ];
  }
  if (type !== 'CustomObjectTranslation' || !name.endsWith(`-${language}`)) return [];
  const object = name.slice(0, -language.length - 1);
  const names = list(content.caseValues).map(({ plural }) => (plural === 'true' ? 'several' : 'one'));
  return [
    ...[...names, ...given(content, { nameFieldLabel: 'number' })].map((part) => `${object}: ${part}`),
    ...list(content.fields).flatMap((field) => {
      const values = list(field.picklistValues).map(({ masterLabel }) => `value ${masterLabel}`);
      const parts = [...given(field, { label: 'label', help: 'help', relationshipLabel: 'list' }), ...values];
      return parts.map((part) => `${object}.${field.name}: ${part}`);
    }),
  ];
}

/** The names of those elements that are there and not empty. */
function given(content, names) {
  return Object.entries(names).flatMap(([element, name]) => (content[element] ? [name] : []));
}
