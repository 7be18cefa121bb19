/** Thrown when `@{ref.path}` finds nothing. */
export class ReferenceMissing extends Error {
  override readonly name = 'ReferenceMissing';
}

const REFERENCE = /@\{(\w+)\.?([^}]*)\}/g;

const follow = (root: unknown, path: string): unknown => {
  let value = root;
  for (const step of path.split(/[.[\]]+/).filter((part) => part !== '')) {
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined;
  }
  return value;
};

const lookUp = (answers: ReadonlyMap<string, unknown>, name: string, path: string): unknown => {
  const value = answers.has(name) ? follow(answers.get(name), path) : undefined;
  if (value === undefined)
    throw new ReferenceMissing(`Invalid reference specified. No value for ${name}.${path} found in ${name}`);
  return value;
};

/** Replaces every `@{ref.path}` in a text or a body by what the named subrequest answered. A value that is one reference only keeps its type. */
export function resolveReferences(value: unknown, answers: ReadonlyMap<string, unknown>): unknown {
  if (typeof value === 'string') {
    const whole = /^@\{(\w+)\.?([^}]*)\}$/.exec(value);
    if (whole !== null) return lookUp(answers, whole[1] ?? '', whole[2] ?? '');
    return value.replace(REFERENCE, (_match, name: string, path: string) => String(lookUp(answers, name, path)));
  }
  if (Array.isArray(value)) return value.map((entry: unknown) => resolveReferences(entry, answers));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, resolveReferences(entry, answers)]));
}

/** Names of the subrequests that a value refers to. */
export function referencesIn(value: unknown): string[] {
  return [...JSON.stringify(value ?? null).matchAll(REFERENCE)].map((match) => match[1] ?? '');
}
