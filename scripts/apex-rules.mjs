// What Apex of the package may not do, though no test of Apex notices it, or in an org alone. Used by check-apex-rules.mjs.
import { blank } from './read-apex.mjs';

/** The body in braces around a position: that of the method, or of the class where there is none. */
function blockAround(bare, index) {
  let start = index;
  for (let depth = 0; start > 0 && depth < 1; start -= 1) {
    if (bare[start] === '}') depth -= 1;
    if (bare[start] === '{') depth += 1;
  }
  let end = start + 2;
  for (let depth = 1; end < bare.length && depth > 0; end += 1) {
    if (bare[end] === '{') depth += 1;
    if (bare[end] === '}') depth -= 1;
  }
  return bare.slice(start, end);
}

function* requestProblems({ bare, code }) {
  for (const { index, 1: variable } of bare.matchAll(/\bHttpRequest\s+(\w+)\s*=\s*new\s+HttpRequest\b/gi)) {
    const calls = new RegExp(`\\b${variable}\\s*\\.\\s*setTimeout\\s*\\(`, 'i');
    if (!calls.test(blockAround(bare, index)))
      yield [index, 'the request has no time-out: the ten seconds of the platform are less than a push may take'];
  }
  for (const { index } of code.matchAll(/'https?:/gi))
    yield [index, 'an address stands in the code: only a named credential may be called'];
}

function* modeProblems({ bare }) {
  for (const { index, 0: text } of bare.matchAll(/\bSYSTEM_MODE\b|\bas\s+system\b|\b(without|inherited)\s+sharing\b/gi)) {
    yield [index, `'${text}': the rights of the user must hold`];
  }
  for (const { index, 0: text } of bare.matchAll(/^(?:public|global)\s[^{;]*?\bclass\s+\w+/gim)) {
    if (!/\b(with|without|inherited)\s+sharing\b/i.test(text)) yield [index, 'the class does not say with sharing'];
  }
}

/** Queries and writes that do not say whose rights hold. */
function* modelessProblems({ bare }) {
  const [call, query] = [/\bDatabase\.(?!Batchable|Stateful|AllowsCallouts)\w+\s*\(([^;{]*)/gi, /\[\s*SELECT\b([^\]]*)\]/gi];
  const unsaid = [...bare.matchAll(call), ...bare.matchAll(query)].filter(([, text]) => !/\bUSER_MODE\b/i.test(text));
  const statements = bare.matchAll(/^\s*(?:insert|update|upsert|delete|undelete|merge)\s+(?!as\s+user\b)[\w.]+[^;=(]*;/gim);
  for (const { index } of [...unsaid, ...statements]) yield [index, 'no mode is named, so it runs in system mode'];
}

function* unusedProblems({ bare }) {
  for (const { index, 1: name } of bare.matchAll(/\bprivate\s+(?:static\s+)?[\w.<>, ]+\s(\w+)\s*\([^)]*\)\s*\{/gi)) {
    if (bare.match(new RegExp(`\\b${name}\\s*\\(`, 'gi')).length < 2) yield [index, `nobody calls ${name}`];
  }
}

/** What must be asked in a class that enqueues a job, and what goes wrong otherwise. */
const BEFORE_A_JOB = [
  [
    /\bgetQueueableJobs\s*\(\)\s*<\s*Limits\.getLimitQueueableJobs\s*\(/i,
    'the limit of jobs: going over it ends the transaction',
  ],
  [/\bSystem\.isQueueable\s*\(/i, "System.isQueueable(): a queueable has one child job, and it is the customer's"],
  [/\bSystem\.isBatch\s*\(/i, "System.isBatch(): a batch has one child job, and it is the customer's"],
  [/\bSystem\.isFuture\s*\(/i, "System.isFuture(): a future method has one child job, and it is the customer's"],
  [
    /!\s*(\w+)\.contains\s*\([\s\S]*\b\1\.addAll\s*\(/,
    'which records have a job already: flows run a trigger again for the same change',
  ],
];

function* jobProblems({ bare }) {
  for (const { index } of bare.matchAll(/\bSystem\.enqueueJob\s*\(/gi)) {
    for (const [asked, what] of BEFORE_A_JOB) {
      if (!asked.test(bare)) yield [index, `enqueues without asking about ${what}`];
    }
  }
}

function* exceptionProblems({ code }) {
  for (const { index } of code.matchAll(/\bnew\s+AuraHandledException\s*\(\s*(''\s*)?\)/gi)) {
    yield [index, 'the text of an AuraHandledException stands in its constructor, or the browser gets none'];
  }
}

function* protocolProblems({ bare }, { protocols }) {
  for (const { index, 1: protocol } of bare.matchAll(/\bCredentialAuthenticationProtocol\.(\w+)/gi)) {
    if (protocols.some((each) => each !== protocol)) {
      yield [index, `the protocol ${protocol} is not that of the external credentials (${protocols.join(', ')})`];
    }
  }
}

function* namespaceProblems({ code }, { namespace }) {
  for (const { index } of code.matchAll(new RegExp(`'${namespace}(__[^']*|\\.[^']*)?'`, 'g'))) {
    yield [index, 'the namespace is written here: PackageNamespace computes it'];
  }
}

/** No limit is documented: the shortest that Salesforce has for texts of this kind. */
const ANNOTATION_LIMITS = { label: 80, category: 80, description: 255 };

function* annotationProblems({ code }) {
  for (const { index, 1: body } of code.matchAll(/@Invocable(?:Method|Variable)\s*\(([\s\S]*?)\)\s*global/gi)) {
    for (const [, name, text] of body.matchAll(/\b(label|category|description)\s*=\s*'((?:\\.|[^'\\])*)'/gi)) {
      const most = ANNOTATION_LIMITS[name.toLowerCase()];
      if (text.length > most) yield [index, `the ${name} has ${text.length} characters, at most ${most} deploy`];
    }
  }
}

export const RULES = [
  annotationProblems,
  requestProblems,
  modeProblems,
  modelessProblems,
  unusedProblems,
  jobProblems,
  exceptionProblems,
  protocolProblems,
  namespaceProblems,
];

/**
 * Every breach in one source as `{ line, problem }`.
 * @param packaged the `namespace` of the package and the `protocols` of its external credentials
 */
export function breachesOf(source, packaged) {
  const text = blank(source);
  return RULES.flatMap((rule) => [...rule(text, packaged)]).map(([index, problem]) => ({
    line: source.slice(0, index).split('\n').length,
    problem,
  }));
}
