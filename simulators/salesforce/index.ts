import { listen } from './http/server.ts';
import type { SalesforceSimulatorOptions } from './options.ts';
import { SalesforceSimulator } from './simulator.ts';

export type { SalesforceSimulatorOptions } from './options.ts';

/** A running simulator. */
export interface RunningSimulator {
  /** Serves as login URL and as instance URL. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts a Salesforce org over HTTP: OAuth, the REST API and Bulk API 2.0 for the objects of the package, strict about everything an org
 * refuses. `/_control` acts as a person in the org and inspects what happened.
 *
 * @throws Error when the package directory cannot be read or the port is taken
 */
export async function startSalesforceSimulator(options: SalesforceSimulatorOptions): Promise<RunningSimulator> {
  const simulator = new SalesforceSimulator(options);
  const { server, url } = await listen(simulator, options.port ?? 0, options.host ?? '127.0.0.1');
  simulator.origin = url;
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
