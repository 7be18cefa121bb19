/** Errors of the area in this file's name. */
export const CUSTOMER_ERRORS = {} as const;
