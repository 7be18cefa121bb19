export { createLogger, type Logger } from './logger.ts';
export {
  findActivity,
  listActivity,
  payloadOf,
  type ActivityDetail,
  type ActivityItem,
  type ActivityPayload,
  type RecordedOperation,
} from './activity-log.ts';
export { timelineOf, type TimelineItem } from './timeline.ts';
export { statusOf, type RecordStatus } from './record-status.ts';
export { insightsOf, type FlowInsights } from './insights.ts';
export { startRetention } from './retention.ts';
export { forecast, type CallsLeft, type FlowForecast, type FlowLoad } from './forecast.ts';
export { forecastText, knownTimeZone } from './forecast-text.ts';
