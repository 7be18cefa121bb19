export interface Answer {
  data?: unknown;
  error?: unknown;
}

/** A wire adapter over a function that reads something: it reads as soon as every input is known, and again when one changes. */
export function createAdapter<Config extends object>(read: (config: Config) => Promise<unknown>) {
  return class {
    readonly answer: (answer: Answer) => void;
    private config: Config | undefined;
    private turn = 0;

    constructor(answer: (answer: Answer) => void) {
      this.answer = answer;
      answer({ data: undefined, error: undefined });
    }

    connect(): void {
      adapters.add(this);
    }

    disconnect(): void {
      adapters.delete(this);
    }

    update(config: Config): void {
      this.config = config;
      this.refresh();
    }

    refresh(): void {
      const config = this.config;
      if (!config || Object.values(config).some((value) => value === undefined)) {
        return;
      }
      const turn = ++this.turn;
      const settle = (answer: Answer): void => {
        if (turn === this.turn) {
          this.answer(answer);
        }
      };
      read(config).then(
        (data) => settle({ data, error: undefined }),
        (error: unknown) => settle({ data: undefined, error }),
      );
    }
  };
}

const adapters = new Set<{ refresh(): void }>();

/** Everything that is wired reads again. */
export function refreshWires(): void {
  for (const adapter of adapters) {
    adapter.refresh();
  }
}

/** Reads JSON from the page's own server; rejects as Lightning Data Service does. */
export async function readJson(address: string): Promise<unknown> {
  const response = await fetch(address);
  const body: unknown = await response.json();
  if (!response.ok) {
    throw { body };
  }
  return body;
}
