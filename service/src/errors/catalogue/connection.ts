/** Errors of the area in this file's name. */
export const CONNECTION_ERRORS = {} as const;
