/** Errors of the area in this file's name. */
export const PRODUCT_ERRORS = {} as const;
