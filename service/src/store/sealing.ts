import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/**
 * Seals text at rest. Every value has a data key of its own, which a master key wraps (AES-256-GCM, both layers);
 * the org and the purpose are authenticated, so that a value moved to another row does not open.
 */
export class KeyRing {
  readonly #keys: ReadonlyMap<string, Buffer>;
  readonly #sealingId: string;

  /** `text` is `id:base64(32 bytes)`, comma separated; the first key seals, all of them open. */
  constructor(text: string) {
    const entries = text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map(parseKey);
    const first = entries[0];
    if (first === undefined) throw new RangeError('MASTER_KEYS: holds no key');
    this.#keys = new Map(entries);
    if (this.#keys.size !== entries.length) throw new RangeError('MASTER_KEYS: uses an id twice');
    this.#sealingId = first[0];
  }

  /** Ids of all keys, the sealing one first. */
  get ids(): readonly string[] {
    return [...this.#keys.keys()];
  }

  /** Id of the key that seals. */
  get sealingId(): string {
    return this.#sealingId;
  }

  seal(orgId: string, purpose: string, plaintext: string): string {
    const dataKey = randomBytes(KEY_BYTES);
    const aad = additionalData(orgId, purpose);
    const wrapped = encrypt(this.#key(this.#sealingId), aad, dataKey);
    const body = encrypt(dataKey, aad, Buffer.from(plaintext, 'utf8'));
    return `1.${this.#sealingId}.${Buffer.concat([wrapped, body]).toString('base64')}`;
  }

  /** Throws when the value was sealed for another org or purpose, was altered, or its key has left the ring. */
  open(orgId: string, purpose: string, sealed: string): string {
    const [version, keyId, data] = sealed.split('.');
    if (version !== '1' || keyId === undefined || data === undefined) throw new RangeError('Not a sealed value');
    const bytes = Buffer.from(data, 'base64');
    const aad = additionalData(orgId, purpose);
    const wrappedLength = IV_BYTES + KEY_BYTES + TAG_BYTES;
    const dataKey = decrypt(this.#key(keyId), aad, bytes.subarray(0, wrappedLength));
    return decrypt(dataKey, aad, bytes.subarray(wrappedLength)).toString('utf8');
  }

  sealJson(orgId: string, purpose: string, value: unknown): string {
    return this.seal(orgId, purpose, JSON.stringify(value));
  }

  openJson<T>(orgId: string, purpose: string, sealed: string): T {
    return JSON.parse(this.open(orgId, purpose, sealed)) as T;
  }

  #key(id: string): Buffer {
    const key = this.#keys.get(id);
    if (key === undefined) throw new RangeError(`MASTER_KEYS holds no key with the id "${id}"`);
    return key;
  }
}

function parseKey(entry: string): [string, Buffer] {
  const colon = entry.indexOf(':');
  const id = entry.slice(0, Math.max(colon, 0));
  const key = Buffer.from(entry.slice(colon + 1), 'base64');
  if (!/^[\w-]+$/.test(id)) throw new RangeError('MASTER_KEYS: an entry is `id:base64`, the id of letters, digits, _ and -');
  if (key.length !== KEY_BYTES) throw new RangeError(`MASTER_KEYS: the key "${id}" is not 32 bytes long`);
  return [id, key];
}

function additionalData(orgId: string, purpose: string): Buffer {
  return Buffer.from(`${orgId}\n${purpose}`, 'utf8');
}

function encrypt(key: Buffer, aad: Buffer, plaintext: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(aad);
  return Buffer.concat([iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, aad: Buffer, bytes: Buffer): Buffer {
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES)).setAAD(aad);
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, bytes.length - TAG_BYTES)), decipher.final()]);
}
