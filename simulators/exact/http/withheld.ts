import { badRequest, forbidden } from '../failure.ts';

/** What the app or its user may not use: the paths of resources as a regular expression, in one company or in all. */
export interface Withheld {
  readonly path: string;
  /** The scope of the app that is missing; without one it is the user who lacks a right. */
  readonly scope?: string;
  readonly division?: number;
}

/** Scopes and rights that the control interface took away. */
export class WithheldRights {
  #all: readonly (Withheld & { readonly matches: RegExp })[] = [];

  /** Replaces all. */
  set(withheld: readonly Withheld[]): void {
    for (const { path } of withheld) if (typeof path !== 'string') throw badRequest('path is not a text');
    this.#all = withheld.map((each) => ({ ...each, matches: new RegExp(each.path, 'i') }));
  }

  /** Throws as Exact does where a call may not be made. @param path below the company, such as `crm/Accounts` */
  check(method: string, division: number, path: string): void {
    const found = this.#all.find(({ matches, division: only }) => (only ?? division) === division && matches.test(path));
    if (found === undefined) return;
    const verb = method === 'GET' ? 'read' : 'manage';
    throw forbidden(
      found.scope === undefined ? 'Forbidden' : `Forbidden - Application Scope Violated. Cannot ${verb} '${found.scope}' scope.`,
    );
  }
}
