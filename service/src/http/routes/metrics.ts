import { Histogram, collectDefaultMetrics } from 'prom-client';
import type { HttpApp } from '../app-types.ts';
import { registerEngineState } from '../engine-metrics.ts';
import { measureEventLoop } from '../event-loop-metric.ts';
import type { HttpDependencies } from '../ports.ts';

/**
 * Prometheus metrics of this instance, its process, requests and work, and of what is in the database: by route pattern and flow,
 * never by address or org.
 */
export function metricsRoutes(app: HttpApp, { store, metrics: register }: HttpDependencies): void {
  registerEngineState(register, store);
  collectDefaultMetrics({ register });
  const endLooking = measureEventLoop(register);
  app.addHook('onClose', async () => endLooking());
  const requests = new Histogram({
    name: 'tandem_http_request_duration_seconds',
    help: 'Duration of HTTP requests',
    labelNames: ['method', 'route', 'status'],
    registers: [register],
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    requests.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    return reply.type(register.contentType).send(await register.metrics());
  });
}
