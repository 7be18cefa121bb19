import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  ApexErrorListener,
  ApexParserFactory,
  type BlockContext,
  type ClassBodyDeclarationContext,
  type ClassDeclarationContext,
  type ExpressionContext,
  type FormalParametersContext,
} from '@apexdevtools/apex-parser';

export interface ApexMethod {
  readonly className: string;
  readonly name: string;
  readonly file: string;
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
  readonly isAuraEnabled: boolean;
  readonly isStatic: boolean;
  readonly block: BlockContext;
}

export interface ApexClass {
  readonly name: string;
  readonly file: string;
  readonly source: string;
  readonly methods: readonly ApexMethod[];
  readonly constructors: readonly ApexMethod[];
  /** Static fields with an initial value, by lower-case name. */
  readonly fields: ReadonlyMap<string, ExpressionContext>;
}

/** Apex that the page cannot read or follow; the message names the file and the line. */
export class ApexNotFollowedError extends Error {
  override readonly name = 'ApexNotFollowedError';
}

/** The classes of a package, by lower-case name: Apex does not care about case. */
export type ClassTable = ReadonlyMap<string, ApexClass>;

/** Reads every class under a package directory. Fails with `ApexNotFollowedError` on Apex that does not parse. */
export function readClasses(packageDirectory: string): ClassTable {
  const files = globSync('classes/**/*.cls', { cwd: packageDirectory }).sort();
  const classes = files.flatMap((file) => parseClass(file, readFileSync(path.join(packageDirectory, file), 'utf8')) ?? []);
  return new Map(classes.map((apexClass) => [apexClass.name.toLowerCase(), apexClass]));
}

class FirstSyntaxError extends ApexErrorListener {
  found: string | undefined;
  override apexSyntaxError(line: number, column: number, message: string): void {
    this.found ??= `${line}:${column + 1} ${message}`;
  }
}

function parseClass(file: string, source: string): ApexClass | undefined {
  const listener = new FirstSyntaxError();
  const { parser } = ApexParserFactory.createLexerAndParser(source, listener);
  const declaration: ClassDeclarationContext | null = parser.compilationUnit().typeDeclaration().classDeclaration();
  if (listener.found !== undefined) {
    throw new ApexNotFollowedError(`${file}:${listener.found}`);
  }
  if (!declaration) {
    return undefined;
  }
  const name = declaration.id().getText();
  const members = declaration.classBody().classBodyDeclaration_list();
  return {
    name,
    file,
    source,
    methods: members.flatMap((member) => toMethod(name, file, member) ?? []),
    constructors: members.flatMap((member) => toConstructor(name, file, member) ?? []),
    fields: new Map(members.flatMap(toFields)),
  };
}

function toMethod(className: string, file: string, member: ClassBodyDeclarationContext): ApexMethod | undefined {
  const method = member.memberDeclaration()?.methodDeclaration();
  const block = method?.block();
  if (!method || !block) {
    return undefined;
  }
  const modifiers = member.modifier_list().map((modifier) => modifier.getText().toLowerCase());
  const annotations = member.modifier_list().flatMap((modifier) => modifier.annotation()?.id().getText().toLowerCase() ?? []);
  return {
    className,
    name: method.id().getText(),
    file,
    parameters: toParameters(method.formalParameters()),
    isAuraEnabled: annotations.includes('auraenabled'),
    isStatic: modifiers.includes('static'),
    block,
  };
}

function toConstructor(className: string, file: string, member: ClassBodyDeclarationContext): ApexMethod | undefined {
  const constructor = member.memberDeclaration()?.constructorDeclaration();
  return constructor
    ? {
        className,
        name: className,
        file,
        parameters: toParameters(constructor.formalParameters()),
        isAuraEnabled: false,
        isStatic: false,
        block: constructor.block(),
      }
    : undefined;
}

function toParameters(declared: FormalParametersContext): ApexMethod['parameters'] {
  const parameters = declared.formalParameterList()?.formalParameter_list() ?? [];
  return parameters.map((parameter) => ({
    name: parameter.id().getText(),
    type: parameter.typeRef().getText().toLowerCase(),
  }));
}

function toFields(member: ClassBodyDeclarationContext): [string, ExpressionContext][] {
  const declarators = member.memberDeclaration()?.fieldDeclaration()?.variableDeclarators().variableDeclarator_list() ?? [];
  return declarators.flatMap((declarator) => {
    const value = declarator.expression() as ExpressionContext | null;
    return value ? [[declarator.id().getText().toLowerCase(), value] as [string, ExpressionContext]] : [];
  });
}
