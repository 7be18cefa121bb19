import type { OrgScope } from './org-scope.ts';

const PURPOSE = 'author';
const SEALED = /^1\.[\w-]+\.[A-Za-z0-9+/=]{80,}$/;

/** The name of who saved the settings, as it is stored. */
export function sealAuthor(scope: OrgScope, name: string): string {
  return scope.seal(PURPOSE, name);
}

/** The name, or its initials once it is old. */
export function openAuthor(scope: OrgScope, stored: string): string {
  return isSealedAuthor(stored) ? scope.open<string>(PURPOSE, stored) : stored;
}

/** False of a name of an older version, and of initials. */
export function isSealedAuthor(stored: string): boolean {
  return SEALED.test(stored);
}

/** `Anna de Vries` -> `A. d. V.` Initials stay what they are. */
export function shortenedName(name: string): string {
  return name
    .split(/[\s.]+/)
    .flatMap((word) => [...word].slice(0, 1))
    .map((letter) => `${letter}.`)
    .join(' ');
}
