export { addOrders, allSent, enterParties, prepareOrders } from './orders.ts';
export { peakMemoryMbOf } from './process-figures.ts';
export { effortOf, startScene, type Scene } from './scene.ts';
export { timeOutside } from './stopwatch.ts';
