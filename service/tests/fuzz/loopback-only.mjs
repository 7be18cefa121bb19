// Preloaded into the service while it is fuzzed: whatever address a request makes up, nothing leaves this machine.
import { Socket } from 'node:net';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;
const connect = Socket.prototype.connect;

Socket.prototype.connect = function connectOnLoopback(...args) {
  const host = hostOf(args);
  if (host === undefined || LOOPBACK.test(host)) return connect.apply(this, args);
  process.stderr.write(`fuzzing: kept from connecting to ${host}\n`);
  process.nextTick(() =>
    this.destroy(Object.assign(new Error('only the loopback may be reached'), { code: 'ECONNREFUSED', syscall: 'connect' })),
  );
  return this;
};

/** Undefined for a socket of the file system. Node itself hands over the arguments as a list in a list. */
function hostOf(args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === 'object') return first.path ? undefined : (first.host ?? 'localhost');
  if (typeof first === 'string' && Number.isNaN(Number(first))) return undefined;
  return typeof second === 'string' ? second : 'localhost';
}
