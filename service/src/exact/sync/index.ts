export { syncStream } from './sync-stream.ts';
export { fromStartAgain, isWalking, SyncWalk } from './sync-walk.ts';
