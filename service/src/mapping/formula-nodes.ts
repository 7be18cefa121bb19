import type { ASTNode } from '@marcbachmann/cel-js';

/** A call in a formula: `f(a, b)`, or `a.f(b)` with its receiver first among the operands. */
export interface FormulaCall {
  readonly name: string;
  readonly hasReceiver: boolean;
  readonly operands: readonly ASTNode[];
}

/** Every node, the root first. */
export function* walk(node: ASTNode): Generator<ASTNode> {
  yield node;
  for (const child of childrenOf(node)) yield* walk(child);
}

/** The nodes right below a node. */
export function childrenOf(node: ASTNode): ASTNode[] {
  // Keys and values of a map stand in pairs, arguments of a call in a list.
  const parts: readonly unknown[] = [node.args].flat(3);
  return parts.filter(isNode);
}

/** The call that a node is, if it is one. */
export function callOf(node: ASTNode): FormulaCall | undefined {
  if (node.op === 'call') return { name: node.args[0], hasReceiver: false, operands: node.args[1] };
  if (node.op === 'rcall') return { name: node.args[0], hasReceiver: true, operands: [node.args[1], ...node.args[2]] };
  return undefined;
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
}
