export { createLogger, type Logger } from './logger.ts';
export { findActivity, listActivity, tellingOf } from './activity-log.ts';
export { timelineOf } from './timeline.ts';
export { statusOf } from './record-status.ts';
export { insightsOf } from './insights.ts';
export { startRetention } from './retention.ts';
export { forecast, type CallsLeft, type FlowLoad } from './forecast.ts';
export { forecastText, knownTimeZone } from './forecast-text.ts';
export { historyDoneAt, historyText, storageMb } from './history-text.ts';
