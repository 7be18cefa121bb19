import type { BlockContext, ExpressionContext, ForStatementContext, StatementContext } from '@apexdevtools/apex-parser';
import type { ApexMethod } from './class-table.ts';
import { ApexExpressions, type Scope } from './expressions.ts';
import type { ApexObject } from './objects.ts';
import { ApexThrown, type ApexRecord } from './org-calls.ts';

/** How a statement ended: `returned` carries the value, undefined means go on. */
type Completion = { readonly returned: unknown } | undefined;

/**
 * Walks through Apex with real values: to its end, or until it reaches a callout, which it throws as `CalloutReached`. Where it asks
 * the org it needs `calls`; without them it throws `OrgCallNeeded`, and takes every record for visible.
 */
export class ApexWalk extends ApexExpressions {
  run(method: ApexMethod, args: readonly unknown[], self?: ApexObject): unknown {
    const [caller, callingSelf] = [this.method, this.self];
    this.method = method;
    this.self = self;
    const scope: Scope = new Map(method.parameters.map(({ name }, index) => [name.toLowerCase(), args[index] ?? null]));
    const completion = this.block(method.block, scope);
    this.method = caller;
    this.self = callingSelf;
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
    return this.rareStatement(statement, scope);
  }

  private rareStatement(statement: StatementContext, scope: Scope): Completion {
    const [loop, insert, thrown] = [statement.forStatement(), statement.insertStatement(), statement.throwStatement()];
    if (loop) {
      return this.loop(loop, scope);
    }
    if (insert) {
      const [refused] = this.orgCalls.write('insert', [this.expression(insert.expression(), scope) as ApexRecord]);
      if (refused !== undefined) {
        throw new ApexThrown({ code: 'unexpected_error', title: 'System.DmlException', detail: refused });
      }
      return undefined;
    }
    if (thrown) {
      throw this.expression(thrown.expression(), scope);
    }
    return this.refuse(statement, 'this kind of statement');
  }

  private loop(loop: ForStatementContext, scope: Scope): Completion {
    const control = loop.forControl().enhancedForControl() as ReturnType<
      ReturnType<ForStatementContext['forControl']>['enhancedForControl']
    > | null;
    if (!control) {
      return this.refuse(loop, 'this kind of loop');
    }
    const name = control.id().getText().toLowerCase();
    for (const each of this.expression(control.expression(), scope) as Iterable<unknown>) {
      const completion = this.statement(loop.statement(), scope.set(name, each));
      if (completion) {
        return completion;
      }
    }
    return undefined;
  }
}
