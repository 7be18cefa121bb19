import { createHash } from 'node:crypto';
import type { ErrorParams } from '../errors/index.ts';

const PARAM = 'approvalDigest';

/** Params with which an error may be overruled by a second person: he agrees to exactly these facts, decimal texts and ids as they stand. */
export function approvableOn(facts: Readonly<Record<string, string>>): Readonly<Record<typeof PARAM, string>> {
  const sorted = Object.entries(facts).sort(([one], [other]) => (one < other ? -1 : 1));
  return { [PARAM]: createHash('sha256').update(JSON.stringify(sorted)).digest('base64url') };
}

/** The facts of an error as a digest; undefined of one that nobody may overrule. */
export function approvalDigestIn(params: ErrorParams): string | undefined {
  const digest = params[PARAM];
  return typeof digest === 'string' ? digest : undefined;
}
