/** How people read of a flow. */
export interface FlowTexts {
  /** Its name on pages, such as `Products`. */
  readonly label: string;
  /** What moves where, as a sentence without a full stop. */
  readonly description: string;
  /** One of its records, and several: `item`, `items`. */
  readonly one: string;
  readonly several: string;
}
