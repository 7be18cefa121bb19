import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

const LIFETIME_SECONDS = 600;
/** A browser takes a cookie of this prefix from this very host only, over TLS only. */
const NAMES = { plain: 'tandem_login', secure: '__Host-tandem_login' } as const;

/**
 * Ties a login to the browser that begins it: without this, somebody could send his own unfinished login to another
 * administrator and receive that company's data. Always a new secret: one that the browser already has may have been planted
 * by somebody who knows it. Answers what the login must remember.
 */
export function bindBrowser(reply: FastifyReply, isSecure: boolean): string {
  const nonce = randomBytes(32).toString('base64url');
  const name = isSecure ? NAMES.secure : NAMES.plain;
  const secure = isSecure ? '; Secure' : '';
  void reply.header('set-cookie', `${name}=${nonce}; Path=/; Max-Age=${LIFETIME_SECONDS}; HttpOnly; SameSite=Lax${secure}`);
  return sha256(nonce);
}

/** True when the browser is the one that began the login. */
export function isSameBrowser(request: FastifyRequest, remembered: string, isSecure: boolean): boolean {
  const nonces = cookiesOf(request, isSecure ? NAMES.secure : NAMES.plain);
  const expected = Buffer.from(remembered.padEnd(64).slice(0, 64));
  // Another cookie of the name may stand beside ours: it helps nobody who does not know ours.
  return nonces.some((nonce) => timingSafeEqual(Buffer.from(sha256(nonce)), expected));
}

function cookiesOf(request: FastifyRequest, name: string): string[] {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.flatMap(([key, value]) => (key === name && value !== undefined && /^[\w-]{43}$/.test(value) ? [value] : []));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
