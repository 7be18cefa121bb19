import type { AddressInfo } from 'node:net';
import { createLogger, startRetention, type Logger } from './activity/index.ts';
import { buildApp } from './app.ts';
import { compose, type Service } from './compose.ts';
import { readProcessConfig, type Config } from './config.ts';
import { watchLostRenewals } from './connector/index.ts';
import { isTandemError } from './errors/index.ts';

/** How long running work may take to come to a safe point after SIGTERM, and when the process ends regardless. */
const GRACE_MS = 8_000;
const LAST_RESORT_MS = 10_000;

const MODES = ['--serve', '--worker', '--migrate', '--reseal'] as const;
type Mode = (typeof MODES)[number];

/** Stops in the order in which things depend on each other. */
type Stop = () => Promise<void>;

async function main(arguments_: readonly string[]): Promise<void> {
  const mode = modeOf(arguments_);
  const config = readProcessConfig();
  const log = createLogger(config.logLevel);
  let port = config.port;
  const service = await compose(config, log, () => config.publicUrl ?? `http://localhost:${port}`);
  try {
    if (mode === '--reseal') {
      await resealStore(service);
      return;
    }
    await service.store.migrate();
    log.info({ isRowSecurityActive: service.store.isRowSecurityActive }, 'database is up to date');
    if (mode === '--migrate') {
      await service.close();
      return;
    }
    // It alone has this database: a lease that is there belongs to a process that was killed.
    if (service.store.isEmbedded) await service.store.vault.endLeases();
    const stop = mode === '--serve' ? await serve(config, service, log, (opened) => (port = opened)) : await work(service);
    const stopRetention = startRetention(service.store.retention, config.activityRetentionDays, log);
    const stopWatching = watchLostRenewals(service.store, (orgId) => service.engine.wake(orgId), log);
    stopOnSignals(log, async () => {
      stopRetention();
      stopWatching();
      await stop();
      await service.close();
    });
  } catch (error) {
    await service.close();
    throw error;
  }
}

function modeOf(arguments_: readonly string[]): Mode {
  const [first = '--serve', ...more] = arguments_;
  const mode = MODES.find((candidate) => candidate === first);
  if (mode === undefined || more.length > 0) throw new RangeError(`usage: main.ts [${MODES.join(' | ')}]`);
  return mode;
}

async function serve(config: Config, service: Service, log: Logger, onOpened: (port: number) => void): Promise<Stop> {
  const app = await buildApp(service.http, log);
  await app.ready();
  // Made before anybody can ask for it: that takes longer than a request may hold up the others.
  app.swagger();
  await service.engine.start();
  await app.listen({ host: config.host, port: config.port });
  const { address, port } = app.server.address() as AddressInfo;
  onOpened(port);
  process.stdout.write(`listening on http://${address.includes(':') ? `[${address}]` : address}:${port}\n`);
  // Together: a request that waits for a push ends when the engine has finished it.
  return async () => {
    // Whoever has not even sent its request by then gets no answer.
    setTimeout(() => app.server.closeAllConnections(), GRACE_MS).unref();
    await Promise.all([app.close(), service.engine.stop(GRACE_MS)]);
  };
}

/** Next to running instances, and so without a migration. */
async function resealStore(service: Service): Promise<void> {
  await service.store.join();
  const counts = await service.store.reseal((done, total) => process.stdout.write(`org ${done} of ${total}\n`));
  for (const { table, resealed, overtaken, unreadable } of counts)
    process.stdout.write(
      `${table}: ${resealed} sealed anew, ${overtaken} renewed meanwhile, ${unreadable} could not be opened\n`,
    );
  await service.close();
  if (counts.every(({ unreadable }) => unreadable === 0)) return;
  process.stderr.write(
    'Some values were sealed with a key that MASTER_KEYS does not hold, or were altered. They are as before.\n',
  );
  process.exitCode = 1;
}

async function work(service: Service): Promise<Stop> {
  await service.engine.start();
  process.stdout.write('working\n');
  return () => service.engine.stop(GRACE_MS);
}

function stopOnSignals(log: Logger, stop: Stop): void {
  let isStopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), LAST_RESORT_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

function causeOf(error: Error): string {
  return error.cause instanceof Error ? `Cause: ${error.cause.message}\n` : '';
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  // Before the logger exists, and for a person at a terminal: what is wrong and what to do, without a stack.
  process.stderr.write(
    isTandemError(error) ? `${error.title}: ${error.message}\n${error.action}\n${causeOf(error)}` : `${String(error)}\n`,
  );
  process.exitCode = 1;
}
