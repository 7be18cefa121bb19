export { backOffMs } from './back-off.ts';
export {
  ALERT_BACK_OFF,
  CALL_BACK_OFF,
  DEFAULT_WAIT_MS,
  HINTED_POLL_MS,
  RECORD_BACK_OFF,
  STOPPED_LANE_DELAY_MS,
  TIMES_SELDOMER_WHEN_TOLD,
} from './delays.ts';
