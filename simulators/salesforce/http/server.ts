import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { SalesforceSimulator } from '../simulator.ts';
import { jsonAnswer, send } from './answer.ts';
import { handleRequest } from './request-handler.ts';

/** Above the 16 KB limit of a URI, so that a long one reaches the simulator and gets its 414. */
const MAX_HEADER_BYTES = 256 * 1024;

const respond = async (simulator: SalesforceSimulator, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  try {
    const outcome = await handleRequest(simulator, request);
    if (outcome.isDropped) request.socket.resetAndDestroy();
    else send(response, outcome.answer, outcome.isTruncated);
  } catch (error) {
    if (response.destroyed) return;
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    send(
      response,
      jsonAnswer(500, [{ errorCode: 'UNKNOWN_EXCEPTION', message: `The simulator itself failed: ${String(error)}` }]),
      false,
    );
  }
};

/** Starts listening. @returns the server and its URL */
export async function listen(
  simulator: SalesforceSimulator,
  port: number,
  host: string,
): Promise<{ server: Server; url: string }> {
  const server = createServer(
    { maxHeaderSize: MAX_HEADER_BYTES, keepAliveTimeout: 60_000 },
    (request, response) => void respond(simulator, request, response),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no address');
  return { server, url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}` };
}
