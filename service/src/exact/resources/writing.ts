import type { ExactWritableField, ExactWritableFields } from '../types.ts';

export const guid: ExactWritableField = { kind: 'guid' };
export const date: ExactWritableField = { kind: 'date' };
export const amount: ExactWritableField = { kind: 'amount' };
export const integer: ExactWritableField = { kind: 'integer' };

export function text(length?: number): ExactWritableField {
  return length === undefined ? { kind: 'text' } : { kind: 'text', length };
}

/** The address of an account, and a further one. */
export const addressFields: ExactWritableFields = {
  AddressLine1: text(100),
  AddressLine2: text(100),
  AddressLine3: text(100),
  Postcode: text(10),
  City: text(100),
  State: text(),
  Country: text(2),
};
