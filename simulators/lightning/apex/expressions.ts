import {
  ArrayExpressionContext,
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
  SoqlPrimaryContext,
  SubExpressionContext,
  ThisPrimaryContext,
  type ArgumentsContext,
  type CreatorContext,
  type ExpressionContext,
  type ExpressionListContext,
  type LiteralContext,
} from '@apexdevtools/apex-parser';
import { callInstance, createInstance, findStaticCall, isOrgOnly, toText, type ApexOrg } from './built-ins.ts';
import { ApexNotFollowedError, type ApexMethod, type ClassTable } from './class-table.ts';
import { ApexObject, callOrgObject, readProperty, toSoql } from './objects.ts';
import { ApexDescribe, ApexRecord, OrgCalls } from './org-calls.ts';
import { mustSee } from './record-access.ts';

/** Variables of one method call, by lower-case name. */
export type Scope = Map<string, unknown>;
/** An expression of several. */
interface Operation {
  expression(index: number): ExpressionContext;
}
/** What the expressions of Apex are worth, given variables and the running method. */
export abstract class ApexExpressions {
  protected readonly classes: ClassTable;
  protected readonly org: ApexOrg;
  protected readonly calls: OrgCalls | undefined;
  protected method: ApexMethod | undefined;
  protected self: ApexObject | undefined;

  constructor(classes: ClassTable, org: ApexOrg, calls?: OrgCalls) {
    this.classes = classes;
    this.org = org;
    this.calls = calls;
  }

  /** Runs a method and answers what it returns. Fails with `ApexNotFollowedError` where the page does not know the Apex. */
  abstract run(method: ApexMethod, args: readonly unknown[], self?: ApexObject): unknown;

  protected get orgCalls(): OrgCalls {
    return this.calls ?? new OrgCalls([]);
  }

  protected expression(node: ExpressionContext, scope: Scope): unknown {
    if (node instanceof PrimaryExpressionContext) {
      return this.primary(node, scope);
    }
    if (node instanceof SubExpressionContext || node instanceof CastExpressionContext) {
      return this.expression(node.expression(), scope);
    }
    if (node instanceof MethodCallExpressionContext) {
      const call = node.methodCall();
      const name = (call.id() as ReturnType<typeof call.id> | null)?.getText() ?? '';
      return this.callPackage(node, this.method?.className ?? '', name, this.args(call.expressionList(), scope), this.self);
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
    if (node instanceof ArrayExpressionContext) {
      return (value(0) as readonly unknown[])[value(1) as number] ?? null;
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
    const name = node
      .expression(0)
      .getText()
      .toLowerCase()
      .replace(/^this\./, '');
    if (this.self && !scope.has(name) && node.ASSIGN() !== null) {
      return this.setField(this.self, name, this.expression(node.expression(1), scope));
    }
    if (this.self && node.expression(0).getText().toLowerCase() !== name) {
      return this.setField(this.self, name, this.expression(node.expression(1), scope));
    }
    if (!scope.has(name) || (node.ASSIGN() === null && node.ADD_ASSIGN() === null)) {
      return this.refuse(node, 'this assignment');
    }
    const value = this.expression(node.expression(1), scope);
    scope.set(name, node.ADD_ASSIGN() === null ? value : this.add(scope.get(name), value, false));
    return scope.get(name);
  }

  private setField(self: ApexObject, name: string, value: unknown): unknown {
    self.fields.set(name, value);
    return value;
  }

  private primary(node: PrimaryExpressionContext, scope: Scope): unknown {
    const primary = node.primary();
    if (primary instanceof LiteralPrimaryContext) {
      return this.literal(primary.literal());
    }
    if (primary instanceof IdPrimaryContext) {
      return this.named(primary.id().getText(), scope) ?? null;
    }
    if (primary instanceof ThisPrimaryContext) {
      return this.self;
    }
    if (primary instanceof SoqlPrimaryContext) {
      const { start, stop } = primary.soqlLiteral().query();
      const source = this.classes.get(this.method?.className.toLowerCase() ?? '')?.source ?? '';
      return this.orgCalls.query(this.bound(source.slice(start.start, (stop?.stop ?? 0) + 1), (path) => this.path(path, scope)));
    }
    return this.refuse(node, 'this value');
  }

  /** A variable, a field of the instance, or a static one. */
  private named(text: string, scope: Scope): unknown {
    const name = text.toLowerCase();
    if (scope.has(name)) {
      return scope.get(name);
    }
    if (this.self?.fields.has(name) === true) {
      return this.self.fields.get(name);
    }
    const field = this.classes.get(this.method?.className.toLowerCase() ?? '')?.fields.get(name);
    if (!field) {
      throw new ApexNotFollowedError(
        `${this.method?.file}: cannot follow the name ${text} in ${this.method?.className}.${this.method?.name}`,
      );
    }
    return this.expression(field, new Map());
  }

  /** What stands behind a colon in a query: `setId`, `rights.name`. */
  private path(path: string, scope: Scope): unknown {
    const [first = '', ...rest] = path.split('.');
    return rest.reduce((value, name) => readProperty(value, name), this.named(first, scope));
  }

  private bound(soql: string, valueOf: (path: string) => unknown): string {
    return soql
      .replace(/\s+/g, ' ')
      .replace(/ WITH USER_MODE/i, '')
      .replace(/:\s?(\w+(?:\.\w+)*)/g, (_bind, path: string) => toSoql(valueOf(path) ?? null));
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
      return this.property(node, scope);
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
      if (className.toLowerCase() === 'database') {
        return this.database(node, name.toLowerCase(), args());
      }
      if (`${className}.${name}`.toLowerCase() === 'recordaccess.mustsee') {
        return mustSee(String(args()[0]), this.calls, this.org);
      }
      if (`${className}.${name}`.toLowerCase() === 'recordaccess.mustseeall') {
        for (const recordId of args()[0] as readonly unknown[]) mustSee(String(recordId), this.calls, this.org);
        return null;
      }
      if (isOrgOnly(className)) {
        return null;
      }
      if (this.classes.has(className.toLowerCase())) {
        return this.callPackage(node, className, name, args());
      }
    }
    const target = this.expression(left, scope);
    if (target === null && node.QUESTIONDOT() !== null) {
      return null;
    }
    if (target instanceof ApexObject) {
      return this.callPackage(node, target.apexClass.name, name, args(), target);
    }
    const values = args();
    const known = callInstance(target, name, values);
    const result = known === undefined ? callOrgObject(target, name, values, this.orgCalls) : known;
    return result === undefined ? this.refuse(node, `the method ${name}`) : result;
  }

  private property(node: DotExpressionContext, scope: Scope): unknown {
    const [, label] = /^system\.label\.(\w+)$/i.exec(node.getText()) ?? [];
    const [, objectName] = /^schema\.sobjecttype\.(\w+)$/i.exec(node.getText()) ?? [];
    if (label !== undefined) {
      return this.org.label?.(label) ?? label;
    }
    if (objectName !== undefined) {
      return this.orgCalls.describe(objectName) ?? new ApexDescribe({ createable: false, fields: [] });
    }
    switch (node.getText().toLowerCase()) {
      case 'packagenamespace.prefix':
        return this.org.namespace === undefined || this.org.namespace === '' ? null : this.org.namespace;
      case 'accesslevel.user_mode':
        return 'USER_MODE';
      default: {
        const target = this.expression(node.expression(), scope);
        const isAbsent = target === null && node.QUESTIONDOT() !== null;
        const value = isAbsent ? null : readProperty(target, node.anyId().getText());
        return value === undefined ? this.refuse(node, 'this property') : value;
      }
    }
  }

  /** In user mode alone: the org refuses what the user may not do. */
  private database(node: ExpressionContext, name: string, args: readonly unknown[]): unknown {
    const [first, second, third] = args;
    if (third !== 'USER_MODE') {
      return this.refuse(node, 'what does not run in user mode');
    }
    if (name === 'insert' || name === 'update') {
      this.orgCalls.write(name, Array.isArray(first) ? (first as ApexRecord[]) : [first as ApexRecord]);
      return null;
    }
    const binds = second as ReadonlyMap<string, unknown>;
    return name === 'querywithbinds'
      ? this.orgCalls.query(this.bound(String(first), (path) => binds.get(path)))
      : this.refuse(node, `the method Database.${name}`);
  }

  private isVariable(node: ExpressionContext, scope: Scope): boolean {
    return scope.has(node.getText().toLowerCase());
  }

  private callPackage(
    node: ExpressionContext,
    className: string,
    name: string,
    args: readonly unknown[],
    self?: ApexObject,
  ): unknown {
    const method = this.classes
      .get(className.toLowerCase())
      ?.methods.find((each) => each.name.toLowerCase() === name.toLowerCase() && each.parameters.length === args.length);
    return method
      ? this.run(method, args, method.isStatic ? undefined : self)
      : this.refuse(node, `the method ${className}.${name} with ${args.length} arguments`);
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
    if (typeName.startsWith('set<')) {
      return new Set();
    }
    const given = creator.classCreatorRest() as ReturnType<typeof creator.classCreatorRest> | null;
    return (
      createInstance(typeName) ??
      (given ? this.instance(creator, given.arguments(), scope) : undefined) ??
      this.refuse(creator, `new ${creator.createdName().getText()}`)
    );
  }

  /** An instance of a class of the package, or a record with the fields that are named. */
  private instance(creator: CreatorContext, given: ArgumentsContext, scope: Scope): unknown {
    const name = creator.createdName().getText();
    const apexClass = this.classes.get(name.toLowerCase());
    const list = given.expressionList() as ExpressionListContext | null;
    if (apexClass) {
      const args = this.args(list, scope);
      const constructor = apexClass.constructors.find(({ parameters }) => parameters.length === args.length);
      const made = new ApexObject(apexClass);
      if (constructor) {
        this.run(constructor, args, made);
      }
      return made;
    }
    const record = new ApexRecord(name);
    for (const field of list?.expression_list() ?? []) {
      if (!(field instanceof AssignExpressionContext)) {
        return undefined;
      }
      record.put(field.expression(0).getText(), this.expression(field.expression(1), scope));
    }
    return record;
  }

  private args(list: ExpressionListContext | null, scope: Scope): unknown[] {
    return (list?.expression_list() ?? []).map((argument) => this.expression(argument, scope));
  }

  protected refuse(node: { readonly start: { readonly line: number }; getText(): string }, what: string): never {
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
