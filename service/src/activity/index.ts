export { createLogger, type Logger } from './logger.ts';
export { recordOutcomes, type ActivityPayload, type RecordedOperation, type RecordedOutcome } from './record-outcomes.ts';
export { listActivity, findActivity, type ActivityDetail, type ActivityItem } from './activity-log.ts';
export { timelineOf, type TimelineItem } from './timeline.ts';
export { statusOf, type RecordStatus } from './record-status.ts';
export { insightsOf, type FlowInsights } from './insights.ts';
export { startRetention } from './retention.ts';
