import type { FieldProblem } from 'tandem/middleware';

type Container = Record<string, unknown> | unknown[];

/** The value at a JSON pointer (RFC 6901), or undefined. */
export function valueAt(document: unknown, pointer: string): unknown {
  return steps(pointer).reduce<unknown>(
    (value, step) => (isContainer(value) ? (value as Record<string, unknown>)[step] : undefined),
    document,
  );
}

/** A copy of the document with the value at the pointer; `undefined` takes the value away. Missing objects on the way are made. */
export function withValueAt<Document>(document: Document, pointer: string, value: unknown): Document {
  const copy = JSON.parse(JSON.stringify(document ?? {})) as Document;
  const path = steps(pointer);
  const last = path.pop() ?? '';
  let place = copy as unknown as Record<string, unknown>;
  for (const step of path) {
    if (!isContainer(place[step])) {
      place[step] = {};
    }
    place = place[step] as Record<string, unknown>;
  }
  if (value === undefined) {
    delete place[last];
  } else {
    place[last] = value;
  }
  return copy;
}

/** The problems of the value at a pointer and of everything inside it. */
export function problemsAt(problems: readonly FieldProblem[], pointer: string): FieldProblem[] {
  return problems.filter((problem) => problem.pointer === pointer || problem.pointer.startsWith(`${pointer}/`));
}

function steps(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}
