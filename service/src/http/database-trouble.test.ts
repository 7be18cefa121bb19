import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { makeOrg } from '../../tests/support/test-store.ts';
import { startFreezableProxy, type FreezableProxy } from '../../tests/support/freezable-proxy.ts';

const server = process.env['DATABASE_URL'];

/** What an org route and the look at readiness answer, and after how many milliseconds. */
async function ask(app: TestApp, path: string, key?: string) {
  const startedAt = performance.now();
  const response = await app.request('GET', path, key === undefined ? {} : { key });
  const body = (await response.json()) as { readonly code?: string };
  return {
    status: response.status,
    code: body.code,
    retryAfter: Number(response.headers.get('retry-after')),
    ms: performance.now() - startedAt,
  };
}

(server === undefined ? describe.skip : describe)('a database that cannot be reached', () => {
  let proxy: FreezableProxy;
  let app: TestApp;
  let key: string;

  beforeEach(async () => {
    const { hostname, port } = new URL(server ?? '');
    proxy = await startFreezableProxy({ host: hostname, port: Number(port || 5432) });
    const through = (databaseUrl: string): string => {
      const url = new URL(databaseUrl);
      url.hostname = '127.0.0.1';
      url.port = String(proxy.port);
      return url.href;
    };
    app = await startTestApp({ through });
    key = (await makeOrg(app.store)).apiKey;
  });
  afterEach(async () => {
    proxy.thaw();
    await app.close();
    await proxy.close();
  });

  it.each([
    ['its connections go on afterwards', false],
    ['its connections never come back', true],
  ])(
    'is told of in time when it is frozen, and is used again without a restart: %s',
    async (_how, isForgotten) => {
      expect((await ask(app, '/v1/issues', key)).status).toBe(200);
      proxy.freeze();

      const [ready, ...routes] = await Promise.all([
        ask(app, '/health/ready'),
        ...Array.from({ length: 15 }, () => ask(app, '/v1/issues', key)),
      ]);

      expect(ready).toMatchObject({ status: 503, code: 'database_unavailable' });
      expect(ready.ms).toBeLessThan(5_000);
      for (const route of routes) {
        expect(route).toMatchObject({ status: 503, code: 'database_unavailable', retryAfter: 5 });
        expect(route.ms).toBeLessThan(10_000);
      }
      proxy.thaw(isForgotten);
      const until = performance.now() + 20_000;
      let answers = [];
      // Whoever gets a connection that never came back, this question among them, learns it once.
      do
        answers = [
          ...(await Promise.all(Array.from({ length: 15 }, () => ask(app, '/v1/issues', key)))),
          await ask(app, '/health/ready'),
        ];
      while (answers.some(({ status }) => status !== 200) && performance.now() < until);
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    },
    60_000,
  );

  it('is told of at once when nobody listens there', async () => {
    await proxy.close();

    expect(await ask(app, '/v1/issues', key)).toMatchObject({ status: 503, code: 'database_unavailable', retryAfter: 5 });
    expect(await ask(app, '/health/ready')).toMatchObject({ status: 503, code: 'database_unavailable' });
  });
});
