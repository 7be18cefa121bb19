export { addOrders, allSent, enterParties, prepareOrders } from './orders.ts';
export { cpuMsOf, peakMemoryMbOf } from './process-figures.ts';
export { effortOf, startScene, type Effort, type Scene } from './scene.ts';
export { timeOutside, type Span } from './stopwatch.ts';
