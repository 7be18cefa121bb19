export { syncStream } from './sync-stream.ts';
export { SyncWalk } from './sync-walk.ts';
