const BASE_62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SUFFIX = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** Adds the three characters that make a 15-character id safe in systems without upper and lower case. */
export function toId18(id15: string): string {
  let suffix = '';
  for (let block = 0; block < 3; block += 1) {
    let bits = 0;
    for (let index = 0; index < 5; index += 1) {
      const character = id15.charCodeAt(block * 5 + index);
      if (character >= 65 && character <= 90) bits |= 1 << index;
    }
    suffix += SUFFIX.charAt(bits);
  }
  return id15 + suffix;
}

/** The 18-character form of an id of 15 or 18 characters; null when it is none, or when its suffix does not fit. */
export function normaliseId(value: string): string | null {
  if (/^[a-zA-Z0-9]{15}$/.test(value)) return toId18(value);
  if (!/^[a-zA-Z0-9]{18}$/.test(value)) return null;
  const id = toId18(value.slice(0, 15));
  return id.slice(15) === value.slice(15).toUpperCase() ? id : null;
}

/** Makes ids that rise, per key prefix: `01t` -> `01tQy0000000001...`; two orgs have different `instance` characters, three of them. */
export class RecordIdSequence {
  private readonly last = new Map<string, number>();
  private readonly instance: string;

  constructor(instance = 'Qy0') {
    this.instance = instance;
  }

  next(keyPrefix: string): string {
    const number = (this.last.get(keyPrefix) ?? 0) + 1;
    this.last.set(keyPrefix, number);
    let rest = number;
    let digits = '';
    for (let index = 0; index < 9; index += 1) {
      digits = BASE_62.charAt(rest % 62) + digits;
      rest = Math.floor(rest / 62);
    }
    return toId18(`${keyPrefix}${this.instance}${digits}`);
  }
}
