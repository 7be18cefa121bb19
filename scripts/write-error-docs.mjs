// Writes a page of docs/ for each language from the error catalogue; with --check it only says whether the pages are up to date.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import prettier from 'prettier';
import { root } from './setup.mjs';

const catalogueFolder = path.join(root, 'service/src/errors/catalogue');

/** The areas in the order an administrator meets them; one that is not named here comes last, under the name of its file. */
const AREAS = [
  'connection',
  'configuration',
  'products',
  'customers',
  'orders',
  'progress',
  'approvals',
  'runs',
  'exact',
  'salesforce',
  'service',
];

/**
 * A page in each language: its file, its own words, and of the areas and the handling (what happens to a record that met the error, in
 * the words of a person who waits for it).
 */
const PAGES = {
  en: {
    file: 'docs/errors.md',
    title: 'Errors and what to do',
    intro: `Every error of Tandem has a code, a sentence that names what is wrong, and a sentence that says what to do. This page is
written from the catalogue in \`service/src/errors/catalogue/\` by \`scripts/write-error-docs.mjs\`; words in braces are
filled in with the record, field or number that is meant.`,
    areas: {
      connection: 'Connecting',
      configuration: 'Configuration',
      products: 'Products',
      customers: 'Customers',
      orders: 'Orders',
      progress: 'Order progress',
      approvals: 'Approval by a second person',
      deliveries: 'Deliveries',
      selling: 'While selling',
      runs: 'Runs',
      exact: 'Exact Online',
      salesforce: 'Salesforce',
      service: 'The service itself',
    },
    handling: {
      retry: 'Tried again by itself.',
      wait: 'Waits by itself.',
      stop: 'The flow stops until it is solved.',
      person: 'Waits for a person.',
    },
    action: 'What to do',
  },
  nl: {
    file: 'docs/errors.nl.md',
    title: 'Fouten en wat eraan te doen',
    intro: `Elke fout van Tandem heeft een code, een zin die zegt wat er mis is en een zin die zegt wat eraan te doen is. Deze pagina is
door \`scripts/write-error-docs.mjs\` geschreven uit \`service/src/errors/texts/nl/\`; op de plaats van woorden tussen accolades staat
het record, het veld of het getal dat bedoeld is.`,
    areas: {
      connection: 'Verbinden',
      configuration: 'Instellingen',
      products: 'Producten',
      customers: 'Klanten',
      orders: 'Orders',
      progress: 'Ordervoortgang',
      approvals: 'Goedkeuring door een tweede persoon',
      deliveries: 'Leveringen',
      selling: 'Tijdens het verkopen',
      runs: 'Runs',
      engine: 'Runs en flows',
      records: 'Records',
      exact: 'Exact Online',
      salesforce: 'Salesforce',
      service: 'De service zelf',
    },
    handling: {
      retry: 'Wordt vanzelf opnieuw geprobeerd.',
      wait: 'Wacht vanzelf.',
      stop: 'De flow stopt tot het is opgelost.',
      person: 'Wacht op iemand.',
    },
    action: 'Wat te doen',
  },
};

const { TEXTS } = await import(path.join(root, 'service/src/errors/texts/index.ts'));

for (const [language, words] of Object.entries(PAGES)) {
  const page = path.join(root, words.file);
  const text = await prettier.format(await pageText(language, words), {
    parser: 'markdown',
    ...(await prettier.resolveConfig(page)),
  });
  const current = existsSync(page) ? readFileSync(page, 'utf8') : '';
  if (!process.argv.includes('--check')) writeFileSync(page, text);
  else if (current !== text) {
    console.error(`${words.file} differs from the catalogue; run: node scripts/write-error-docs.mjs`);
    process.exitCode = 1;
  }
}

async function pageText(language, words) {
  const files = readdirSync(catalogueFolder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => path.basename(file, '.ts'));
  const ordered = [...AREAS.filter((area) => files.includes(area)), ...files.filter((area) => !AREAS.includes(area))];
  const chapters = [];
  for (const area of ordered) {
    const entries = Object.values(await import(path.join(catalogueFolder, `${area}.ts`))).flatMap((codes) =>
      Object.entries(codes),
    );
    const texts = entries.map(([code, entry]) => chapterOf(code, entry, TEXTS[language].problems[code], words));
    if (entries.length > 0) chapters.push(`## ${words.areas[area] ?? area}\n\n${texts.join('\n\n')}`);
  }
  return `# ${words.title}\n\n${words.intro}\n\n${chapters.join('\n\n')}\n`;
}

function chapterOf(code, { status, handling }, { title, message, action }, words) {
  return [
    `### ${title}`,
    `\`${code}\` · HTTP ${status} · ${words.handling[handling]}`,
    message,
    `**${words.action}:** ${action}`,
  ].join('\n\n');
}
