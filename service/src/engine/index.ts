export { createEngine } from './engine.ts';
export type { ConnectedSystems, EngineDependencies } from './dependencies.ts';
export type { Engine, PushAnswer, RunRequest } from './types.ts';
export { rememberParsed } from './parsed-configurations.ts';
export { planSamples, type SampleRequest } from './preview.ts';
