export { createEngine } from './engine.ts';
export type { ConnectedSystems, EngineDependencies, SliceOutcome } from './dependencies.ts';
export type { Engine, PushAnswer, RunRequest } from './types.ts';
export { createStopping, type Stopping } from './stopping.ts';
export { rememberParsed } from './parsed-configurations.ts';
export { createDraftRoom, type DraftRoom } from './drafts/draft-room.ts';
export { inFlow } from './in-flow.ts';
export { planSamples, type SampleRequest } from './preview.ts';
export { isReserveReached } from './salesforce-reserve.ts';
