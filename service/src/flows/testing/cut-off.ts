import type { FlowContext } from '../index.ts';

/** Methods of a context that leave something behind, by the part that has them. */
const STEPS = {
  exact: ['create', 'update', 'remove'],
  salesforce: ['write'],
  claims: ['intend', 'amend', 'settle', 'forgetIntent', 'writtenBack'],
  links: ['remember', 'forget', 'doubt'],
  items: ['remember', 'forget'],
} as const satisfies Partial<Record<keyof FlowContext, readonly string[]>>;

type Part = keyof typeof STEPS;

/** A process that dies before one of its steps: from then on nothing it does has any effect. */
export class CutOff {
  readonly #before: number;
  /** The steps it began, by name; the last is the one it died before, if it died. */
  readonly begun: string[] = [];

  /** @param before number of the step it dies before, from 0; none where it is Infinity */
  constructor(before = Number.POSITIVE_INFINITY) {
    this.#before = before;
  }

  context(context: FlowContext): FlowContext {
    const parts = (Object.keys(STEPS) as Part[]).map((part) => [part, this.#part(context[part], part)] as const);
    return { ...context, ...Object.fromEntries(parts) };
  }

  #part(whole: object, part: Part): object {
    const steps: readonly string[] = STEPS[part];
    return new Proxy(whole, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]): unknown => {
          if (this.begun.length > this.#before) throw new Error('this process is dead');
          if (steps.includes(String(name)) && this.begun.push(`${part}.${String(name)}`) > this.#before)
            throw new Error('the process dies');
          return Reflect.apply(value, target, args);
        };
      },
    });
  }
}
