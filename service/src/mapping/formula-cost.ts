import type { ASTNode } from '@marcbachmann/cel-js';
import { callOf, childrenOf, type FormulaCall } from './formula-nodes.ts';

/** What is known of a list before it is made: how many elements at most, and what is in them. */
interface Shape {
  readonly size: number;
  readonly element: Shape | undefined;
}

interface Estimate {
  readonly steps: number;
  /** Of a list or map; undefined where nothing is known. */
  readonly shape: Shape | undefined;
}

/** Shapes of the variables that macros bind. */
type Bound = ReadonlyMap<string, Shape | undefined>;

/** A list that comes from a record or is cut from a text; how long it is shows when the formula runs. */
const UNKNOWN: Shape = { size: 20, element: undefined };
const LOOPS: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);
/** Steps the library takes for an element besides those that are written down. */
const LOOP_STEPS = 3;

/**
 * Steps a formula takes at most, from its lists as they are written: those of a list inside another one are multiplied. Lists
 * whose length is not known count as twenty; what they really take is counted when the formula runs.
 */
export function estimatedSteps(ast: ASTNode): number {
  return estimate(ast, new Map()).steps;
}

function estimate(node: ASTNode, bound: Bound): Estimate {
  const call = callOf(node);
  if (call !== undefined) return estimateCall(call, bound);
  if (node.op === 'id') return { steps: 1, shape: bound.get(node.args) };
  const parts = childrenOf(node).map((child) => estimate(child, bound));
  const steps = 1 + total(parts);
  switch (node.op) {
    case 'list':
      return { steps, shape: { size: parts.length, element: joined(parts) } };
    case 'map':
      return { steps, shape: { size: parts.length / 2, element: joined(parts) } };
    case '+':
      return { steps, shape: appended(parts) };
    case '?:':
      return { steps, shape: joined(parts) };
    case '[]':
      return { steps, shape: parts[0]?.shape?.element };
    default:
      return { steps, shape: undefined };
  }
}

function estimateCall({ name, hasReceiver, operands }: FormulaCall, bound: Bound): Estimate {
  const [receiver, variable, ...bodies] = operands;
  if (hasReceiver && receiver !== undefined && variable?.op === 'id' && bodies.length > 0) {
    if (LOOPS.has(name)) return estimateLoop(name, estimate(receiver, bound), variable.args, bodies, bound);
    if (name === 'bind' && bodies.length === 2) return estimateBinding(variable.args, bodies, bound);
  }
  const parts = operands.map((operand) => estimate(operand, bound));
  return { steps: 1 + total(parts), shape: name === 'split' ? UNKNOWN : undefined };
}

function estimateLoop(name: string, list: Estimate, variable: string, bodies: readonly ASTNode[], bound: Bound): Estimate {
  const { size, element } = list.shape ?? UNKNOWN;
  const inside = new Map([...bound, [variable, element] as const]);
  const parts = bodies.map((body) => estimate(body, inside));
  const steps = 1 + list.steps + size * (LOOP_STEPS + total(parts));
  if (name === 'map') return { steps, shape: { size, element: parts.at(-1)?.shape } };
  return { steps, shape: name === 'filter' ? { size, element } : undefined };
}

function estimateBinding(variable: string, [value, body]: readonly ASTNode[], bound: Bound): Estimate {
  const given = value === undefined ? undefined : estimate(value, bound);
  const inside = new Map([...bound, [variable, given?.shape] as const]);
  const result = body === undefined ? undefined : estimate(body, inside);
  return { steps: 1 + (given?.steps ?? 0) + (result?.steps ?? 0), shape: result?.shape };
}

function total(parts: readonly Estimate[]): number {
  return parts.reduce((sum, { steps }) => sum + steps, 0);
}

/** What holds for any of several values. */
function joined(parts: readonly Estimate[]): Shape | undefined {
  return parts.reduce<Shape | undefined>((shape, part) => either(shape, part.shape), undefined);
}

function either(left: Shape | undefined, right: Shape | undefined): Shape | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return { size: Math.max(left.size, right.size), element: either(left.element, right.element) };
}

function appended(parts: readonly Estimate[]): Shape | undefined {
  const shape = joined(parts);
  if (shape === undefined) return undefined;
  return { ...shape, size: parts.reduce((sum, part) => sum + (part.shape?.size ?? 0), 0) };
}
