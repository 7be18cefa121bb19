/** Errors of the area in this file's name. */
export const EXACT_ERRORS = {} as const;
