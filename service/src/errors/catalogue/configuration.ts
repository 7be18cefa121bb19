/** Errors of the area in this file's name. */
export const CONFIGURATION_ERRORS = {} as const;
