/** A value that an earlier operation of the plan will have made: the id of what the operation with this key makes. */
export interface Reference {
  readonly ref: string;
}

export function isReference(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && 'ref' in value && typeof value.ref === 'string';
}
