import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

const COOKIE = 'tandem_login';
const COOKIE_PATTERN = /(?:^|;\s*)tandem_login=([\w-]{43})(?:;|$)/;
const LIFETIME_SECONDS = 600;

/**
 * Ties a login to the browser that began it: without this, somebody could send his own unfinished login to another
 * administrator and receive that company's data. Answers what the login must remember.
 */
export function bindBrowser(request: FastifyRequest, reply: FastifyReply, isSecure: boolean): string {
  const nonce = cookieOf(request) ?? randomBytes(32).toString('base64url');
  const secure = isSecure ? '; Secure' : '';
  void reply.header(
    'set-cookie',
    `${COOKIE}=${nonce}; Path=/connect; Max-Age=${LIFETIME_SECONDS}; HttpOnly; SameSite=Lax${secure}`,
  );
  return sha256(nonce);
}

/** True when the browser is the one that began the login. */
export function isSameBrowser(request: FastifyRequest, remembered: string): boolean {
  const nonce = cookieOf(request);
  return nonce !== undefined && timingSafeEqual(Buffer.from(sha256(nonce)), Buffer.from(remembered.padEnd(64).slice(0, 64)));
}

function cookieOf(request: FastifyRequest): string | undefined {
  return COOKIE_PATTERN.exec(request.headers.cookie ?? '')?.[1];
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
