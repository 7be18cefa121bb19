import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** A Lightning component as the compiler wants it: its module name and its entry file. */
export interface ComponentModule {
  readonly name: string;
  readonly path: string;
}

/** The components of a folder of bundles under a namespace; TypeScript wins over the JavaScript compiled from it. */
export function findComponents(folder: string, namespace: string): ComponentModule[] {
  return readdirSync(folder)
    .sort()
    .flatMap((bundle) => {
      const file = ['ts', 'js']
        .map((extension) => path.join(folder, bundle, `${bundle}.${extension}`))
        .find((each) => existsSync(each));
      return file ? [{ name: `${namespace}/${bundle}`, path: file }] : [];
    });
}

/** `Controller.method` of every Apex method that a component imports. */
export function findApexImports(folder: string): string[] {
  const sources = globSync('*/*.ts', { cwd: folder }).map((file) => readFileSync(path.join(folder, file), 'utf8'));
  return [
    ...new Set(sources.flatMap((source) => [...source.matchAll(/'@salesforce\/apex\/([\w.]+)'/g)].map(([, name]) => name ?? ''))),
  ];
}

/** A hash of every file under the folders, by content: the same inputs give the same page. */
export function hashFolders(folders: readonly string[], extra: string): string {
  const hash = createHash('sha256').update(extra);
  for (const folder of folders) {
    const files = globSync('**/*.{ts,js,html,css}', { cwd: folder }).filter((file) => !file.includes('__tests__'));
    for (const file of files.sort()) {
      hash.update(`\0${file}\0`).update(readFileSync(path.join(folder, file)));
    }
  }
  return hash.digest('hex').slice(0, 24);
}
