export const ShowToastEventName = 'lightning__showtoast';

export class ShowToastEvent extends CustomEvent<unknown> {
  constructor(toast: { title: string; message?: string; variant?: string }) {
    super(ShowToastEventName, { composed: true, cancelable: true, bubbles: true, detail: toast });
  }
}
