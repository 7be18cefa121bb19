/** Errors of the area in this file's name. */
export const SALESFORCE_ERRORS = {} as const;
