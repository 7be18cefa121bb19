// Holds the custom labels of the package to whoever shows them, and every translation to the labels.
//
//   node scripts/check-labels.mjs
//
// - A label that is used exists, and a label that exists is used: by a Lightning component, by Apex or by other metadata.
// - What a template reads of the labels of its bundle is there, and what is there is read.
// - A label has a text in every language of translations/, with the same slots, and no translation is left over.
// - Names and texts are as long as deploy.
// - A component shows no text that is written into its template or its code (in code: what looks like one).
//
// Then it breaks the sources on purpose, once in each way of MUTATIONS, and looks whether that is found.
//
// Prints one line for each finding and a summary; exits with 1 when there are findings.
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SOURCE_LANGUAGE, readLabels } from '../simulators/lightning/build/labels.ts';
import { literalsOfCode, literalsOfTemplate, objectProblems, translationProblems, usageProblems } from './label-rules.mjs';
import { blank, readProductionApex } from './read-apex.mjs';
import { root } from './setup.mjs';

const PACKAGE = 'force-app/main/default';

/** Ways to break what the rules hold: what is changed in a copy of the sources, and what the finding must say. */
const MUTATIONS = [
  [
    'an import of a label that does not exist',
    'asyncView.ts',
    /c\.AsyncView_Loading'/,
    "c.AsyncView_Lading'",
    'there is no label AsyncView_Lading',
  ],
  [
    'a label that Apex names wrongly',
    'AuraErrors.cls',
    /Unexpected_Error_Title/,
    'Unexpected_Title',
    'there is no label Unexpected_Title',
  ],
  ['a label that nobody uses any more', 'asyncView.ts', /^import loading .*$/m, '', 'AsyncView_Loading: nobody uses it'],
  ['a label that a template calls wrongly', 'errorPanel.html', /labels\.whatToDo/, 'labels.whatTodo', 'have no whatTodo'],
  ['a label that no template shows any more', 'errorPanel.html', /\{labels\.whatToDo\}/, '', 'nobody reads labels.whatToDo'],
  ['a text in a template', 'errorPanel.html', /\{labels\.whatToDo\}/, 'What to do:', '"What to do:" is no label'],
  ['a text in an attribute', 'errorPanel.html', /label=\{labels\.tryAgain\}/, 'label="Try again"', 'is no label'],
  ['a text behind an expression', 'asyncView.html', />\{emptyText\}</, '>{emptyText}, later<', 'is no label'],
  ['a text in a table of the code', 'readinessCheck.ts', /labels\.fine/, "'Fine'", '"Fine" is no label'],
  ['a sentence in the code', 'orgRights.ts', /labels\.complete/, "'Nothing is missing'", '"Nothing is missing" is no label'],
  [
    'a text with a number in it',
    'planReview.ts',
    /fill\(labels\.nothingCompared, \{ records \}\)/,
    '`No ${records} left`',
    'is no label',
  ],
  ['a word between values', 'changeUtils.ts', /fill\(labels\.place, .*\)/, '`${object} of ${system}`', '"{} of {}" is no label'],
  ['a text of a getter', 'pairingForm.ts', /labels\.opened/, "'Opened'", '"Opened" is no label'],
  ['a label without Dutch', 'nl_NL', 'AsyncView_Loading', undefined, 'AsyncView_Loading: no text in nl_NL'],
  ['a Dutch text for a label that is gone', 'nl_NL', 'Gone_Title', 'Weg', 'Gone_Title: translated, but there is no such label'],
  [
    'a slot that Dutch calls otherwise',
    'nl_NL',
    'BudgetMeter_Today',
    '{administratie}: vandaag',
    'BudgetMeter_Today, nl_NL: other slots',
  ],
  ['a slot that Dutch forgets', 'nl_NL', 'RunProgress_SoFar', '{done} tot nu toe', 'RunProgress_SoFar, nl_NL: other slots'],
  ['a text that is too long', 'nl_NL', 'AsyncView_Loading', 'a'.repeat(1001), '1001 characters'],
  ['an apostrophe for String.format', 'nl_NL', 'Unexpected_Error_Detail', "Pagina's: {0}", 'apostrophe'],
  ['a name that is no API name', SOURCE_LANGUAGE, 'Wrong__Name_', 'Wrong', 'Wrong__Name_: no API name'],
];

const sources = readSources();
const labels = readLabels(join(root, PACKAGE));
const languages = globSync('translations/*.translation-meta.xml', { cwd: join(root, PACKAGE) }).map(
  (path) => basename(path).split('.')[0],
);

const findings = [...problemsOf(sources, labels), ...MUTATIONS.flatMap(problemsOfMutation)];
for (const finding of findings) console.log(finding);
console.log(
  `labels: ${labels.size} in ${languages.length + 1} languages, ${MUTATIONS.length} mutations, ${findings.length} findings`,
);
process.exitCode = findings.length > 0 ? 1 : 0;

/** `path`, `source` and `bundle` of everything that may show a label. */
function readSources() {
  const components = globSync('lwc/*/*.{ts,html}', { cwd: join(root, PACKAGE) }).map((path) => ({
    path,
    bundle: path.split('/')[1],
  }));
  const metadata = globSync('**/*-meta.xml', { cwd: join(root, PACKAGE), exclude: ['labels/**', 'translations/**'] }).map(
    (path) => ({ path }),
  );
  const texts = [...components, ...metadata].map((file) => ({
    ...file,
    source: readFileSync(join(root, PACKAGE, file.path), 'utf8'),
  }));
  const apex = readProductionApex(join(root, PACKAGE)).map(({ path, source }) => ({ path, source: blank(source).bare }));
  return [...texts, ...apex].sort((a, b) => a.path.localeCompare(b.path));
}

function problemsOf(files, known) {
  const bundles = Map.groupBy(
    files.filter(({ bundle }) => bundle !== undefined),
    ({ bundle }) => bundle,
  );
  return [
    ...usageProblems({ labels: known, uses: files.flatMap(usesOf) }),
    ...[...bundles.values()].flatMap((its) => [...objectProblems(its.map(placed))]),
    ...translationProblems({ labels: known, languages }),
    ...[...bundles.values()]
      .flat()
      .flatMap(literalsOf)
      .map(({ path, line, text }) => `${path}:${line}: "${text}" is no label`),
  ];
}

/** The file as findings name it. */
function placed({ path, source }) {
  return { path: `${PACKAGE}/${path}`, source };
}

function usesOf({ path, source }) {
  const pattern = path.endsWith('.ts')
    ? /'@salesforce\/label\/c\.(\w+)'/g
    : path.endsWith('.xml')
      ? /\$Label\.(\w+)/g
      : /\bLabel\.(\w+)/gi;
  return [...source.matchAll(pattern)].map(({ 1: name, index }) => ({
    path: `${PACKAGE}/${path}`,
    line: source.slice(0, index).split('\n').length,
    name,
  }));
}

function literalsOf({ path, source }) {
  const literals = path.endsWith('.html') ? literalsOfTemplate(source) : literalsOfCode(source, path);
  return [...literals].map((literal) => ({ path: `${PACKAGE}/${path}`, ...literal }));
}

function problemsOfMutation([what, where, taken, instead, wanted]) {
  const file = sources.find(({ path }) => path.endsWith(`/${where}`));
  if (file !== undefined && !taken.test(file.source))
    return [`the mutation "${what}" no longer fits ${where}: mend it in check-labels.mjs`];
  const found =
    file === undefined
      ? problemsOf(sources, new Map([...labels, [taken, { ...labels.get(taken), [where]: instead ?? '' }]]))
      : problemsOf(
          [...sources.filter((other) => other !== file), { ...file, source: file.source.replace(taken, () => instead) }],
          labels,
        );
  return found.some((finding) => finding.includes(wanted)) ? [] : [`the mutation "${what}" is not noticed`];
}
