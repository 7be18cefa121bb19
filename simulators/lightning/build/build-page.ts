import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import lwc from '@lwc/rollup-plugin';
import replacePlugin, { type RollupReplaceOptions } from '@rollup/plugin-replace';
import { rollup, type Plugin } from 'rollup';
import ts from 'typescript';
import { findComponents, hashFolders } from './component-sources.ts';
import { readLabels } from './labels.ts';
import { onlyOneEngine, platformModules, salesforceScoped } from './platform-modules.ts';

const here = path.resolve(import.meta.dirname, '..');
const pageFolder = path.join(here, 'page');
const stubFolder = path.join(here, 'stubs');
// Its types describe the CommonJS build; what Node loads here is the function itself.
const replace = replacePlugin as unknown as (options: RollupReplaceOptions) => Plugin;

/**
 * Builds the page with the package's own components and answers the folder with `app.js`.
 * A build is kept under the hash of its inputs: the second one of the same sources takes no time.
 */
export async function buildPage(packageDirectory: string, buildDirectory: string): Promise<string> {
  const lwcFolder = path.join(packageDirectory, 'lwc');
  const labels = readLabels(packageDirectory);
  const inputs = [lwcFolder, pageFolder, stubFolder, import.meta.dirname];
  const directory = path.join(buildDirectory, hashFolders(inputs, versions() + JSON.stringify([...labels])));
  if (existsSync(directory)) {
    return directory;
  }
  const unfinished = `${directory}.${process.pid}`;
  const bundle = await rollup({
    input: path.join(pageFolder, 'app.ts'),
    plugins: [
      onlyOneEngine(),
      salesforceScoped(stubFolder, labels),
      stripTypes(),
      replace({ values: { 'process.env.NODE_ENV': '"production"', 'import.meta.env.SSR': 'false' }, preventAssignment: true }),
      lwc({
        modules: [
          ...findComponents(lwcFolder, 'c'),
          ...findComponents(path.join(pageFolder, 'modules/page'), 'page'),
          ...platformModules(stubFolder),
          { npm: 'lightning-base-components' },
        ],
        defaultModules: [],
        enableDynamicComponents: true,
        enableLwcOn: true,
      }) as Plugin,
    ],
    onwarn: (warning) => {
      // Circular imports and the like inside the base components are theirs; anything in our own sources must not pass.
      if (warning.id?.startsWith(packageDirectory) || warning.id?.startsWith(here) || warning.code === 'UNRESOLVED_IMPORT') {
        throw new Error(`${warning.id ?? ''} ${warning.message}`);
      }
    },
  });
  mkdirSync(buildDirectory, { recursive: true });
  await bundle.write({ dir: unfinished, entryFileNames: 'app.js', chunkFileNames: 'chunk-[hash].js', format: 'es' });
  await bundle.close();
  publish(unfinished, directory);
  return directory;
}

/** Another process may have finished the same build meanwhile: then that one stays. */
function publish(unfinished: string, directory: string): void {
  try {
    renameSync(unfinished, directory);
  } catch (error) {
    rmSync(unfinished, { recursive: true });
    if (!existsSync(directory)) {
      throw error;
    }
  }
}

function stripTypes(): Plugin {
  return {
    name: 'strip-types',
    transform(code, id) {
      // The compiler of LWC appends the name of the module to the path.
      const [file = ''] = id.split('?');
      if (!file.endsWith('.ts')) {
        return null;
      }
      const compilerOptions: ts.CompilerOptions = {
        target: ts.ScriptTarget.ESNext,
        module: ts.ModuleKind.ESNext,
        verbatimModuleSyntax: true,
        experimentalDecorators: false,
        useDefineForClassFields: true,
      };
      return { code: ts.transpileModule(code, { fileName: file, compilerOptions }).outputText, map: { mappings: '' } };
    },
  };
}

/** The exact versions of the compiler and of the base components. */
function versions(): string {
  return readFileSync(path.join(here, '../package.json'), 'utf8');
}
