import { readFileSync, statSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';

/** Reads one metadata file: what its root element of that name holds. */
export type MetadataReader = (path: string, root: string) => Readonly<Record<string, unknown>>;

/**
 * A reader of metadata files, which parses a file once for as long as it stays as it is: every reset makes an org anew from some six
 * hundred files, and hardly ever has one of them changed. What it answers is shared and must not be changed.
 *
 * @param lists names of elements that are lists also where there is one of them
 */
export function createMetadataReader(lists: readonly string[]): MetadataReader {
  const parser = new XMLParser({ parseTagValue: false, isArray: (name) => lists.includes(name) });
  const parsed = new Map<string, { readonly version: string; readonly document: Readonly<Record<string, unknown>> }>();
  return (path, root) => {
    const { mtimeMs, size } = statSync(path);
    const version = `${mtimeMs}:${size}`;
    let known = parsed.get(path);
    if (known?.version !== version) {
      known = { version, document: parser.parse(readFileSync(path, 'utf8')) as Record<string, unknown> };
      parsed.set(path, known);
    }
    const content = known.document[root];
    if (typeof content !== 'object' || content === null) throw new Error(`${path} holds no ${root}`);
    return content as Record<string, unknown>;
  };
}
