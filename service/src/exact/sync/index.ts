export { syncStream, type SyncStream } from './sync-stream.ts';
export { fromStartAgain, isWalking, SyncWalk } from './sync-walk.ts';
