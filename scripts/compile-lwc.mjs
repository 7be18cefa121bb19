// The compilation itself, on the Node of the packages; started by build-lwc.mjs. The JavaScript lies git-ignored beside its source.
import { existsSync, globSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const lwcFolder = path.join(root, 'force-app/main/default/lwc');
const configPath = path.join(root, 'tsconfig.lwc.json');
const config = ts.parseJsonConfigFileContent(JSON.parse(readFileSync(configPath, 'utf8')), ts.sys, root);
const bundles = readdirSync(lwcFolder).filter((name) => existsSync(path.join(lwcFolder, name, `${name}.ts`)));

const unlisted = bundles.filter((name) => !config.options.paths?.[`c/${name}`]);
if (unlisted.length > 0) {
  console.error(`tsconfig.lwc.json has no path for: ${unlisted.map((name) => `c/${name}`).join(', ')}`);
  process.exit(1);
}

// Whoever checks the types only, an editor too, writes nothing.
const program = ts.createProgram(config.fileNames, { ...config.options, noEmit: false, allowImportingTsExtensions: false });
const emitted = program.emit();
const diagnostics = [...config.errors, ...ts.getPreEmitDiagnostics(program), ...emitted.diagnostics];
if (diagnostics.length > 0) {
  const host = { getCanonicalFileName: (name) => name, getCurrentDirectory: () => root, getNewLine: () => '\n' };
  console.error(ts.formatDiagnostics(ts.sortAndDeduplicateDiagnostics(diagnostics), host));
  process.exit(1);
}
console.log(`compiled ${bundles.length} bundles to ${globSync('*/*.js', { cwd: lwcFolder }).length} files`);
