// Apex sources as the checks read them.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The same text with comments blanked, and the content of strings too; positions and lines stay. */
export function blank(source) {
  const blanked = (text) => text.replace(/[^\n]/g, ' ');
  const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*|'(?:\\.|[^'\\\n])*'/g, (token) =>
    token.startsWith("'") ? token : blanked(token),
  );
  const bare = code.replace(/'(?:\\.|[^'\\\n])*'/g, (text) => `'${blanked(text.slice(1, -1))}'`);
  return { code, bare };
}

/** Every class and trigger of a package directory that is no test: `path` inside it, `source` as it is written. */
export function readProductionApex(directory) {
  return readdirSync(directory, { recursive: true })
    .filter((path) => /\.(cls|trigger)$/.test(basename(path)))
    .sort()
    .map((path) => ({ path, source: readFileSync(join(directory, path), 'utf8') }))
    .filter(({ source }) => !/@IsTest\b/i.test(blank(source).bare));
}
