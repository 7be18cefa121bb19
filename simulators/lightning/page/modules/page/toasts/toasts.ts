import { LightningElement } from 'lwc';

interface Toast {
  key: number;
  title: string;
  message: string;
}

const SHOWN_MS = 5000;

/** Messages that components ask the platform to show. */
export default class Toasts extends LightningElement {
  toasts: Toast[] = [];
  private count = 0;
  private readonly listener = (event: Event): void =>
    this.show((event as CustomEvent<{ title: string; message?: string }>).detail);

  connectedCallback(): void {
    document.addEventListener('lightning__showtoast', this.listener);
  }

  disconnectedCallback(): void {
    document.removeEventListener('lightning__showtoast', this.listener);
  }

  private show({ title, message }: { title: string; message?: string }): void {
    const key = ++this.count;
    this.toasts = [...this.toasts, { key, title, message: message ?? '' }];
    setTimeout(() => {
      this.toasts = this.toasts.filter((toast) => toast.key !== key);
    }, SHOWN_MS);
  }
}
