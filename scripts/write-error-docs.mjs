// Writes docs/errors.md from the error catalogue; with --check it only says whether the page is up to date.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import prettier from 'prettier';
import { root } from './setup.mjs';

const catalogueFolder = path.join(root, 'service/src/errors/catalogue');
const page = path.join(root, 'docs/errors.md');

/** Titles of the areas, in the order an administrator meets them; an area of another name comes last under that name. */
const TITLES = {
  connection: 'Connecting',
  configuration: 'Configuration',
  products: 'Products',
  customers: 'Customers',
  orders: 'Orders',
  runs: 'Runs',
  exact: 'Exact Online',
  salesforce: 'Salesforce',
  service: 'The service itself',
};

/** What happens to a record that met the error, in the words of a person who waits for it. */
const HANDLING = {
  retry: 'Tried again by itself.',
  wait: 'Waits by itself.',
  stop: 'The flow stops until it is solved.',
  person: 'Waits for a person.',
};

const text = await prettier.format(await pageText(), { parser: 'markdown', ...(await prettier.resolveConfig(page)) });
const current = existsSync(page) ? readFileSync(page, 'utf8') : '';
if (!process.argv.includes('--check')) writeFileSync(page, text);
else if (current !== text) {
  console.error('docs/errors.md differs from the catalogue; run: node scripts/write-error-docs.mjs');
  process.exitCode = 1;
}

async function pageText() {
  const files = readdirSync(catalogueFolder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => path.basename(file, '.ts'));
  const ordered = [...Object.keys(TITLES).filter((area) => files.includes(area)), ...files.filter((area) => !(area in TITLES))];
  const chapters = [];
  for (const area of ordered) {
    const entries = Object.values(await import(path.join(catalogueFolder, `${area}.ts`))).flatMap((codes) =>
      Object.entries(codes),
    );
    if (entries.length > 0) chapters.push(`## ${TITLES[area] ?? area}\n\n${entries.map(chapterOf).join('\n\n')}`);
  }
  return `# Errors and what to do

Every error of Tandem has a code, a sentence that names what is wrong, and a sentence that says what to do. This page is
written from the catalogue in \`service/src/errors/catalogue/\` by \`scripts/write-error-docs.mjs\`; words in braces are
filled in with the record, field or number that is meant.

${chapters.join('\n\n')}
`;
}

function chapterOf([code, entry]) {
  return [
    `### ${entry.title}`,
    `\`${code}\` · HTTP ${entry.status} · ${HANDLING[entry.handling]}`,
    `${entry.message}`,
    `**What to do:** ${entry.action}`,
  ].join('\n\n');
}
