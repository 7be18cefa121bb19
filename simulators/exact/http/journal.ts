export interface Call {
  readonly seq: number;
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly status: number;
  readonly division?: number;
  readonly isCounted: boolean;
  readonly isWrite: boolean;
  /** Which of the access tokens seen so far the call bore, by number. */
  readonly token?: number;
}

/** Every call to the vendor's API and token endpoint, in the order they were answered. Status 0: the socket was cut. */
export class Journal {
  #seq = 0;
  #calls: Call[] = [];
  readonly #tokens = new Map<string, number>();

  note(call: Omit<Call, 'seq' | 'at' | 'token'>, accessToken?: string): void {
    this.#seq += 1;
    const token = accessToken === undefined ? {} : { token: this.#numberOf(accessToken) };
    this.#calls.push({ seq: this.#seq, at: new Date().toISOString(), ...call, ...token });
  }

  #numberOf(accessToken: string): number {
    const number = this.#tokens.get(accessToken) ?? this.#tokens.size + 1;
    this.#tokens.set(accessToken, number);
    return number;
  }

  after(seq: number): readonly Call[] {
    return this.#calls.filter((call) => call.seq > seq);
  }

  counts(): { counted: number; writes: number } {
    return {
      counted: this.#calls.filter((call) => call.isCounted).length,
      writes: this.#calls.filter((call) => call.isWrite).length,
    };
  }

  clear(): void {
    this.#calls = [];
  }
}
