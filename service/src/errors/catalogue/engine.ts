/** Errors of runs, lanes and plans. */
export const ENGINE_ERRORS = {
  unknown_flow: {
    title: 'There is no such flow',
    status: 400,
    message: 'Tandem has no flow called "{flow}".',
    action: 'Use one of: {known}.',
    handling: 'person',
  },
  records_of_several_divisions: {
    title: 'The records go to several companies',
    status: 422,
    message: 'By the rules of the flow these records go to several companies: {divisions}.',
    action: 'Run the flow for the records of one company at a time.',
    handling: 'person',
  },
  flow_not_configured: {
    title: 'The flow has no division yet',
    status: 422,
    message: 'The flow "{flow}" does not know which Exact division it works in.',
    action: 'For an administrator: choose the division on the Settings tab of Tandem Setup and press Save settings.',
    handling: 'person',
  },
  flow_off: {
    title: 'The flow is switched off',
    status: 422,
    message: 'The flow "{flow}" is switched off, so nothing is sent.',
    action: 'For an administrator: switch it on in Tandem Setup, then try again.',
    handling: 'person',
  },
  flow_without_history: {
    title: 'There is no history of this flow to load',
    status: 422,
    message: 'The flow "{flow}" has no history that could be loaded: it brings all there is, or what is now.',
    action: 'Choose invoices or deliveries.',
    handling: 'person',
  },
  history_too_short: {
    title: 'These years come by themselves',
    status: 422,
    message: 'Of the flow "{flow}" everything of fewer than {years} years comes by itself.',
    action: 'Choose {years} years or more.',
    handling: 'person',
  },
  run_not_waiting: {
    title: 'This run cannot be changed any more',
    status: 409,
    message:
      'The run is {state}; only a finished preview can be applied, only a run that is not over can be paused or cancelled, and only a paused one goes on.',
    action: 'Press Run now or Preview a run to start a new one.',
    handling: 'person',
  },
  plan_outdated: {
    title: 'The settings changed since this preview',
    status: 409,
    message:
      'The preview was made with version {planned} of the settings; version {current} is in force now. Nothing was written.',
    action: 'Press Preview a run again and apply that one.',
    handling: 'person',
  },
  changed_since_plan: {
    title: 'The record changed since the preview',
    status: 409,
    message: 'The record {record} changed after the preview was made, so it was left as it is.',
    action: 'Press Preview a run again, or let the next run pick it up.',
    handling: 'person',
  },
} as const;
