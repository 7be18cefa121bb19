export { syncStream } from './sync-stream.ts';
export { isWalking, SyncWalk } from './sync-walk.ts';
