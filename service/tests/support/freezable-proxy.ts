import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP proxy that can stop forwarding without closing anything, as a network that drops packets does. */
export interface FreezableProxy {
  readonly port: number;
  /** From now on nothing comes through, in either direction, and new connections get no answer. */
  freeze(): void;
  /** What was held back goes on; `isForgotten`: as behind a firewall that no longer knows the old connections, those stay silent. */
  thaw(isForgotten?: boolean): void;
  close(): Promise<void>;
}

export async function startFreezableProxy(target: { readonly host: string; readonly port: number }): Promise<FreezableProxy> {
  const links = new Set<readonly [Socket, Socket]>();
  let isFrozen = false;
  const server = createServer({ pauseOnConnect: true }, (near) => {
    const far = connect(target.port, target.host);
    const link = [near, far] as const;
    links.add(link);
    const end = (): void => {
      links.delete(link);
      near.destroy();
      far.destroy();
    };
    for (const [from, to] of [link, [far, near] as const]) {
      from.on('data', (chunk: Buffer) => to.write(chunk));
      from.on('end', () => void to.end());
      from.on('error', end);
      from.on('close', end);
      if (isFrozen) from.pause();
      else from.resume();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    freeze: () => {
      isFrozen = true;
      for (const socket of [...links].flat()) socket.pause();
    },
    thaw: (isForgotten = false) => {
      isFrozen = false;
      if (!isForgotten) for (const socket of [...links].flat()) socket.resume();
    },
    close: async () => {
      server.close();
      for (const socket of [...links].flat()) socket.destroy();
      await once(server, 'close');
    },
  };
}
