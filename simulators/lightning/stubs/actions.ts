export class CloseActionScreenEvent extends CustomEvent<unknown> {
  constructor() {
    super('lightning__actionsclosescreen', { composed: true, cancelable: true, bubbles: true });
  }
}
