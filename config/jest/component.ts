import { createElement } from 'lwc';
import type { LightningElement } from 'lwc';
import type { ShownProblem } from 'c/errorUtils';

/** What a component can be given: its own public members. */
type Given<Component> = Partial<Omit<Component, keyof LightningElement>>;

/** Puts a component on the page and waits until its first answers are rendered. */
export async function mount<Component extends LightningElement>(
  tag: string,
  Component: new () => Component,
  properties: Given<Component> = {},
): Promise<HTMLElement & Given<Component>> {
  const element = Object.assign(
    createElement(tag, { is: Component as typeof LightningElement & (new () => Component) }),
    properties,
  );
  document.body.appendChild(element);
  await settle();
  return element as HTMLElement & Given<Component>;
}

/** Lets everything that is already answered reach the page. Works with fake timers, which leave promises alone. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) {
    await Promise.resolve();
  }
}

/** What Apex rejects with: an AuraHandledException whose message is the problem as JSON. */
export function apexError(problem: ShownProblem): { body: { message: string } } {
  return { body: { message: JSON.stringify(problem) } };
}

/** An element of the component's template, which must be there. */
export function find<Found extends HTMLElement = HTMLElement>(element: HTMLElement, selector: string): Found {
  const found = element.shadowRoot?.querySelector<Found>(selector);
  if (!found) {
    throw new Error(`${selector} is not on the page`);
  }
  return found;
}

export function findAll<Found extends HTMLElement = HTMLElement>(element: HTMLElement, selector: string): Found[] {
  return [...(element.shadowRoot?.querySelectorAll<Found>(selector) ?? [])];
}

export function textOf(element: HTMLElement, selector: string): string {
  return find(element, selector).textContent?.replace(/\s+/g, ' ').trim() ?? '';
}

export function texts(element: HTMLElement, selector: string): string[] {
  return findAll(element, selector).map((found) => found.textContent?.replace(/\s+/g, ' ').trim() ?? '');
}

/** The button with that label. */
export function button(element: HTMLElement, label: string): HTMLElement & { label: string; disabled: boolean } {
  const found = findAll<HTMLElement & { label: string; disabled: boolean }>(element, 'lightning-button').find(
    (candidate) => candidate.label === label,
  );
  if (!found) {
    throw new Error(`no button ${label} on the page`);
  }
  return found;
}

/** What a form control sends when a person enters something. */
export function enter(control: HTMLElement, detail: object): void {
  control.dispatchEvent(new CustomEvent('change', { detail }));
}

/** Records the details of the events that a component fires. */
export function listen(element: HTMLElement, eventName: string): jest.Mock {
  const heard = jest.fn();
  element.addEventListener(eventName, (event) => heard((event as CustomEvent).detail ?? undefined));
  return heard;
}
