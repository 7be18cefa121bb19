/** Errors of the area in this file's name. */
export const ORDER_ERRORS = {} as const;
