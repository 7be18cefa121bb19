import {
  Arth2ExpressionContext,
  AssignExpressionContext,
  CastExpressionContext,
  CoalExpressionContext,
  CondExpressionContext,
  DotExpressionContext,
  EqualityExpressionContext,
  IdPrimaryContext,
  LiteralPrimaryContext,
  LogAndExpressionContext,
  LogOrExpressionContext,
  MethodCallExpressionContext,
  NegExpressionContext,
  NewExpressionContext,
  PrimaryExpressionContext,
  SubExpressionContext,
  type BlockContext,
  type CreatorContext,
  type ExpressionContext,
  type ExpressionListContext,
  type LiteralContext,
  type StatementContext,
} from '@apexdevtools/apex-parser';
import { callInstance, createInstance, findStaticCall, isOrgOnly, toText, type ApexOrg } from './built-ins.ts';
import { ApexNotFollowedError, type ApexMethod, type ClassTable } from './class-table.ts';

/** Variables of one method call, by lower-case name. */
type Scope = Map<string, unknown>;
/** An expression of several. */
interface Operation {
  expression(index: number): ExpressionContext;
}
/** How a statement ended: `returned` carries the value, undefined means go on. */
type Completion = { readonly returned: unknown } | undefined;

/** Walks through Apex with real values until it reaches a callout, which it throws as `CalloutReached`. */
export class ApexWalk {
  private readonly classes: ClassTable;
  private readonly org: ApexOrg;
  private method: ApexMethod | undefined;

  constructor(classes: ClassTable, org: ApexOrg) {
    this.classes = classes;
    this.org = org;
  }

  /** Runs a method and answers what it returns. Fails with `ApexNotFollowedError` where the page does not know the Apex. */
  run(method: ApexMethod, args: readonly unknown[]): unknown {
    const caller = this.method;
    this.method = method;
    const scope: Scope = new Map(method.parameters.map(({ name }, index) => [name.toLowerCase(), args[index] ?? null]));
    const completion = this.block(method.block, scope);
    this.method = caller;
    return completion?.returned ?? null;
  }

  private block(block: BlockContext, scope: Scope): Completion {
    for (const statement of block.statement_list()) {
      const completion = this.statement(statement, scope);
      if (completion) {
        return completion;
      }
    }
    return undefined;
  }

  private statement(statement: StatementContext, scope: Scope): Completion {
    const [block, ifStatement, tryStatement] = [statement.block(), statement.ifStatement(), statement.tryStatement()];
    const [returnStatement, expression] = [statement.returnStatement(), statement.expressionStatement()];
    const declaration = statement.localVariableDeclarationStatement();
    if (block) {
      return this.block(block, scope);
    }
    if (ifStatement) {
      const isTrue = this.expression(ifStatement.parExpression().expression(), scope) === true;
      const branch = ifStatement.statement_list()[isTrue ? 0 : 1];
      return branch ? this.statement(branch, scope) : undefined;
    }
    if (tryStatement) {
      return this.block(tryStatement.block(), scope);
    }
    if (returnStatement) {
      const value = returnStatement.expression() as ExpressionContext | null;
      return { returned: value ? this.expression(value, scope) : null };
    }
    if (declaration) {
      for (const declarator of declaration.localVariableDeclaration().variableDeclarators().variableDeclarator_list()) {
        const value = declarator.expression() as ExpressionContext | null;
        scope.set(declarator.id().getText().toLowerCase(), value ? this.expression(value, scope) : null);
      }
      return undefined;
    }
    if (expression) {
      this.expression(expression.expression(), scope);
      return undefined;
    }
    return this.refuse(statement, 'this kind of statement');
  }

  private expression(node: ExpressionContext, scope: Scope): unknown {
    if (node instanceof PrimaryExpressionContext) {
      return this.primary(node, scope);
    }
    if (node instanceof SubExpressionContext || node instanceof CastExpressionContext) {
      return this.expression(node.expression(), scope);
    }
    if (node instanceof MethodCallExpressionContext) {
      const call = node.methodCall();
      const name = (call.id() as ReturnType<typeof call.id> | null)?.getText() ?? '';
      return this.callPackage(node, this.method?.className ?? '', name, this.args(call.expressionList(), scope));
    }
    if (node instanceof DotExpressionContext) {
      return this.dot(node, scope);
    }
    if (node instanceof NewExpressionContext) {
      return this.create(node.creator(), scope);
    }
    if (node instanceof NegExpressionContext && node.BANG() !== null) {
      return this.expression(node.expression(), scope) !== true;
    }
    if (node instanceof AssignExpressionContext) {
      return this.assign(node, scope);
    }
    return this.operation(node, scope);
  }

  private operation(node: ExpressionContext, scope: Scope): unknown {
    const value = (index: number): unknown => this.expression((node as unknown as Operation).expression(index), scope);
    if (node instanceof Arth2ExpressionContext) {
      return this.add(value(0), value(1), node.SUB() !== null);
    }
    if (node instanceof CoalExpressionContext) {
      return value(0) ?? value(1);
    }
    if (node instanceof CondExpressionContext) {
      return value(0) === true ? value(1) : value(2);
    }
    if (node instanceof LogAndExpressionContext) {
      return value(0) === true && value(1) === true;
    }
    if (node instanceof LogOrExpressionContext) {
      return value(0) === true || value(1) === true;
    }
    if (node instanceof EqualityExpressionContext) {
      const isNegated = node.NOTEQUAL() !== null || node.TRIPLENOTEQUAL() !== null || node.LESSANDGREATER() !== null;
      return areEqual(value(0), value(1)) !== isNegated;
    }
    return this.refuse(node, 'this kind of expression');
  }

  private add(left: unknown, right: unknown, isMinus: boolean): unknown {
    if (typeof left === 'number' && typeof right === 'number') {
      return isMinus ? left - right : left + right;
    }
    return toText(left) + toText(right);
  }

  private assign(node: AssignExpressionContext, scope: Scope): unknown {
    const name = node.expression(0).getText().toLowerCase();
    if (!scope.has(name) || (node.ASSIGN() === null && node.ADD_ASSIGN() === null)) {
      return this.refuse(node, 'this assignment');
    }
    const value = this.expression(node.expression(1), scope);
    scope.set(name, node.ADD_ASSIGN() === null ? value : this.add(scope.get(name), value, false));
    return scope.get(name);
  }

  private primary(node: PrimaryExpressionContext, scope: Scope): unknown {
    const primary = node.primary();
    if (primary instanceof LiteralPrimaryContext) {
      return this.literal(primary.literal());
    }
    if (primary instanceof IdPrimaryContext) {
      const name = primary.id().getText().toLowerCase();
      const field = this.classes.get(this.method?.className.toLowerCase() ?? '')?.fields.get(name);
      if (scope.has(name)) {
        return scope.get(name);
      }
      return field ? this.expression(field, new Map()) : this.refuse(node, `the name ${primary.getText()}`);
    }
    return this.refuse(node, 'this value');
  }

  private literal(literal: LiteralContext): unknown {
    const text = literal.getText();
    if (literal.StringLiteral() !== null) {
      return text.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|.)/g, (_escape, code: string) => unescape(code));
    }
    if (literal.NULL() !== null) {
      return null;
    }
    return literal.BooleanLiteral() === null ? Number(text.replace(/[lLdD]$/, '')) : text.toLowerCase() === 'true';
  }

  private dot(node: DotExpressionContext, scope: Scope): unknown {
    const call = node.dotMethodCall() as ReturnType<typeof node.dotMethodCall> | null;
    if (!call) {
      return this.refuse(node, 'this property');
    }
    const name = call.anyId().getText();
    const left = node.expression();
    const args = (): unknown[] => this.args(call.expressionList(), scope);
    const className = left.getText();
    if (!this.isVariable(left, scope)) {
      const builtIn = findStaticCall(className, name);
      if (builtIn) {
        return builtIn(args(), this.org);
      }
      if (isOrgOnly(className)) {
        return null;
      }
      if (this.classes.has(className.toLowerCase())) {
        return this.callPackage(node, className, name, args());
      }
    }
    const result = callInstance(this.expression(left, scope), name, args());
    return result === undefined ? this.refuse(node, `the method ${name}`) : result;
  }

  private isVariable(node: ExpressionContext, scope: Scope): boolean {
    return scope.has(node.getText().toLowerCase());
  }

  private callPackage(node: ExpressionContext, className: string, name: string, args: readonly unknown[]): unknown {
    const method = this.classes
      .get(className.toLowerCase())
      ?.methods.find((each) => each.name.toLowerCase() === name.toLowerCase() && each.parameters.length === args.length);
    return method ? this.run(method, args) : this.refuse(node, `the method ${className}.${name} with ${args.length} arguments`);
  }

  private create(creator: CreatorContext, scope: Scope): unknown {
    const typeName = creator.createdName().getText().toLowerCase();
    const [map, list] = [creator.mapCreatorRest(), creator.setCreatorRest()] as const;
    if (map) {
      const pairs = map.mapCreatorRestPair_list();
      return new Map(
        pairs.map((pair) => [this.expression(pair.expression(0), scope), this.expression(pair.expression(1), scope)]),
      );
    }
    if (list) {
      return list.expression_list().map((value) => this.expression(value, scope));
    }
    if (typeName.startsWith('map<')) {
      return new Map();
    }
    if (typeName.startsWith('list<')) {
      return [];
    }
    return createInstance(typeName) ?? this.refuse(creator, `new ${creator.createdName().getText()}`);
  }

  private args(list: ExpressionListContext | null, scope: Scope): unknown[] {
    return (list?.expression_list() ?? []).map((argument) => this.expression(argument, scope));
  }

  private refuse(node: { readonly start: { readonly line: number }; getText(): string }, what: string): never {
    const place = `${this.method?.file}:${node.start.line}`;
    throw new ApexNotFollowedError(
      `${place}: cannot follow ${what} in ${this.method?.className}.${this.method?.name}: ${node.getText().slice(0, 80)}`,
    );
  }
}

/** Apex compares texts with `==` without regard to case. */
function areEqual(left: unknown, right: unknown): boolean {
  return typeof left === 'string' && typeof right === 'string' ? left.toLowerCase() === right.toLowerCase() : left === right;
}

function unescape(code: string): string {
  const simple: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  return code.startsWith('u') ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : (simple[code] ?? code);
}
