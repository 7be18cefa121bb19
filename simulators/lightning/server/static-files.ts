import { createReadStream, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { FastifyReply } from 'fastify';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/** Sends a file of a folder; anything outside it, or of an unknown kind, is not found. */
export function sendFile(reply: FastifyReply, folder: string, file: string): FastifyReply {
  const full = path.join(folder, file);
  const contentType = CONTENT_TYPES[path.extname(full)];
  if (!full.startsWith(folder + path.sep) || contentType === undefined || !existsSync(full) || !statSync(full).isFile()) {
    return reply.code(404).send({ message: 'Not found' });
  }
  return reply.header('Content-Type', contentType).header('Cache-Control', 'no-cache').send(createReadStream(full));
}
