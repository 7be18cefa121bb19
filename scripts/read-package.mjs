// The metadata of the package as the checks read it.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** All metadata files of a package directory, parsed: `type` is the root element, `name` what the file is called without its suffixes. */
export function readComponents(directory) {
  const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false });
  const files = readdirSync(directory, { recursive: true }).filter((path) => path.endsWith('-meta.xml'));
  return files.sort().map((path) => {
    const text = readFileSync(join(directory, path), 'utf8');
    const validity = XMLValidator.validate(text);
    if (validity !== true) return { path, malformed: `${validity.err.msg} (line ${validity.err.line})` };
    const document = parser.parse(text);
    const type = Object.keys(document).find((name) => !name.startsWith('?'));
    return { path, type, name: basename(path).split('.').slice(0, -2).join('.') || basename(path), content: document[type] };
  });
}

/** An element that may stand once, more than once or not at all, as a list. */
export const list = (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
