// What holds between the custom labels of the package, their translations and whoever shows them. Used by check-labels.mjs.
import ts from 'typescript';

/** In which language the labels themselves are. */
const SOURCE_LANGUAGE = 'en_US';
/** Attributes whose text a person reads, or hears read. */
const SHOWN_ATTRIBUTES =
  /^(?:label|title|heading|placeholder|tooltip|alternative-text|assistive-text|message-[\w-]+|aria-(?:label|description|placeholder|roledescription|valuetext)|[\w-]+-(?:label|text|title))$/;
/** Names in the code under which a text is kept that a person reads. */
const SHOWN_NAMES =
  /^(?:label|title|message|text|note|detail|action|heading|explanation|notice|records|summary)$|(?:Label|Title|Message|Text|Note)$/;
/** Letters outside of what is computed. */
const WORD = /\p{L}{2}/u;
/** Begins as a sentence does, or has a word between others. */
const SENTENCE = /^\p{Lu}\p{L}*[\s,.:?]*\s\S| \p{L}{2,}[ .,:]/u;
const LIMIT = 1000;

const slotsOf = (text) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();

/** Labels used that do not exist, and labels that nobody uses. `uses` are `{ path, line, name }`. */
export function* usageProblems({ labels, uses }) {
  for (const { path, line, name } of uses) {
    if (labels.get(name)?.[SOURCE_LANGUAGE] === undefined) yield `${path}:${line}: there is no label ${name}`;
  }
  const used = new Set(uses.map(({ name }) => name));
  for (const name of labels.keys()) {
    if (labels.get(name)[SOURCE_LANGUAGE] !== undefined && !used.has(name)) yield `label ${name}: nobody uses it`;
  }
}

/** A bundle keeps its labels in one object, `labels`: what is read of it is in it, and what is in it is read. `files` are `{ path, source }`. */
export function* objectProblems(files) {
  const kept = new Map();
  for (const { path, source } of files) {
    const [object = '', keys = ''] = /^const labels = \{([^}]*)\}/m.exec(source) ?? [];
    for (const [, key] of keys.matchAll(/(\w+),/g)) kept.set(key, `${path}:${lineAt(source, source.indexOf(object))}`);
  }
  const read = new Set();
  for (const { path, source } of files) {
    for (const { 1: key, index } of source.matchAll(/\blabels\.(\w+)/g)) {
      read.add(key);
      if (!kept.has(key)) yield `${path}:${lineAt(source, index)}: the labels of the bundle have no ${key}`;
    }
  }
  for (const [key, place] of kept) if (!read.has(key)) yield `${place}: nobody reads labels.${key}`;
}

const lineAt = (source, index) => source.slice(0, index).split('\n').length;

/** What is wrong with the labels by themselves and with each language beside the source. */
export function* translationProblems({ labels, languages }) {
  for (const [name, texts] of labels) {
    const source = texts[SOURCE_LANGUAGE];
    if (!/^[A-Za-z](?:_?[A-Za-z0-9])*$/.test(name) || name.length > 80)
      yield `label ${name}: no API name of at most 80 characters`;
    for (const [language, text] of Object.entries(texts)) {
      if (text.length > LIMIT) yield `label ${name}, ${language}: ${text.length} characters, at most ${LIMIT} deploy`;
      if (/\{\d\}/.test(text) && text.includes("'")) {
        yield `label ${name}, ${language}: String.format takes an apostrophe for a quote; word it without one`;
      }
      if (source !== undefined && !isSameSlots(name, source, text, labels))
        yield `label ${name}, ${language}: other slots than in ${SOURCE_LANGUAGE}`;
    }
    if (source === undefined) yield `label ${name}: translated, but there is no such label`;
    else for (const language of languages) if (!texts[language]) yield `label ${name}: no text in ${language}`;
  }
}

/** The text for one thing may say the number in words, where that for several counts. */
function isSameSlots(name, source, text, labels) {
  const countless = (slots) => slots.filter((slot) => slot !== 'count').join();
  const isForOne = name.endsWith('One') && labels.has(name.replace(/One$/, 'Other'));
  const [wanted, found] = [slotsOf(source), slotsOf(text)];
  return isForOne ? countless(wanted) === countless(found) : wanted.join() === found.join();
}

/** Texts of a template that are written into it: `{ line, text }`. */
export function* literalsOfTemplate(template) {
  const source = template.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '));
  let rest = 0;
  for (const tag of source.matchAll(/<\/?[a-z][\w-]*((?:"[^"]*"|\{[^}]*\}|[^<>"{])*)>/g)) {
    yield* shown(source.slice(rest, tag.index), rest);
    rest = tag.index + tag[0].length;
    for (const { 0: attribute, 1: name, 2: value, index } of tag[1].matchAll(/([\w-]+)="([^"]*)"/g)) {
      if (SHOWN_ATTRIBUTES.test(name) && WORD.test(value))
        yield { line: lineAt(source, tag.index + tag[0].indexOf(attribute, index)), text: attribute };
    }
  }

  function* shown(text, start) {
    const literal = text.replace(/\{[^}]*\}/g, (expression) => ' '.repeat(expression.length));
    if (WORD.test(literal))
      yield { line: lineAt(source, start + literal.search(/\S/)), text: literal.trim().replace(/\s+/g, ' ') };
  }
}

/** Texts of a component's code that a person is likely to read: `{ line, text }`. */
export function* literalsOfCode(code, fileName) {
  const file = ts.createSourceFile(fileName, code, ts.ScriptTarget.Latest, true);
  const found = [];
  visit(file);
  yield* found;

  function visit(node) {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    const text = ts.isStringLiteralLike(node) ? node.text : ts.isTemplateExpression(node) ? textOfTemplate(node) : undefined;
    if (text !== undefined && WORD.test(text) && (SENTENCE.test(text) || (isShown(node) && !isCode(text)))) {
      found.push({ line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1, text });
    }
    ts.forEachChild(node, visit);
  }
}

const textOfTemplate = ({ head, templateSpans }) => [head.text, ...templateSpans.map(({ literal }) => literal.text)].join('{}');

/** `sales_order`, `utility:check`, `handleClick`: what machines read. */
const isCode = (text) => /^[a-z][\w:/.-]*$/.test(text);

/** True where the value ends in a property, a variable, a field or an answer of a getter that a person reads. */
function isShown(node) {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent) || ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent)) {
    return parent.initializer === node && SHOWN_NAMES.test(parent.name.getText());
  }
  if (ts.isReturnStatement(parent)) {
    const getter = ts.findAncestor(parent, (ancestor) => ts.isFunctionLike(ancestor));
    return getter !== undefined && ts.isGetAccessor(getter) && SHOWN_NAMES.test(getter.name.getText());
  }
  const isPassedOn = ts.isParenthesizedExpression(parent) || (ts.isConditionalExpression(parent) && parent.condition !== node);
  return isPassedOn || (ts.isBinaryExpression(parent) && isChoice(parent) && parent.right === node) ? isShown(parent) : false;
}

const isChoice = ({ operatorToken: { kind } }) =>
  kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken;
