import type { FlowContext } from '../flows/index.ts';

/** Reads the calls of both systems that were not yet booked on the run. */
export class CallMeter {
  readonly #context: FlowContext;
  #exactBooked = 0;
  #salesforceBooked = 0;

  constructor(context: FlowContext) {
    this.#context = context;
  }

  take(): { exact: number; salesforce: number } {
    const { exact, salesforce } = this.#context;
    const spent = { exact: exact.callsSpent - this.#exactBooked, salesforce: salesforce.callsSpent - this.#salesforceBooked };
    this.#exactBooked = exact.callsSpent;
    this.#salesforceBooked = salesforce.callsSpent;
    return spent;
  }
}
