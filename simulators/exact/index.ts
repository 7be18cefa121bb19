import type { AddressInfo } from 'node:net';
import { buildServer } from './http/server.ts';
import { settingsOf, type ExactSimulatorOptions } from './options.ts';
import { World } from './world.ts';

export type { ExactSimulatorOptions } from './options.ts';
export interface ExactSimulator {
  /** Where it listens, without a slash at the end; doubles as the host of the API and of the login page. */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts an Exact Online over HTTP, with its control interface under `/_control`. */
export const startExactSimulator = async (options: ExactSimulatorOptions): Promise<ExactSimulator> => {
  const settings = settingsOf(options);
  let world: World | undefined;
  let url = '';
  const current = (): World => (world ??= new World(settings, settings.publicUrl ?? url));
  const reset = (): void => {
    world?.deliveries.close();
    world = undefined;
  };
  const server = buildServer(current, reset);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, settings.host, resolve);
  });
  url = `http://${settings.host}:${(server.address() as AddressInfo).port}`;
  return {
    url,
    close: () =>
      new Promise((resolve, reject) => {
        reset();
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
};
