// Checks the Apex of the package without an org. Nothing here runs Apex: only an org can.
//
//   node scripts/check-apex.mjs
//
// 1. Semantics with apex-ls (CheckForIssues): unknown methods, types, variables and labels, wrong arguments, missing
//    -meta.xml. A second pass works on a copy without the package's fields on standard objects, because apex-ls accepts
//    any field of a standard object that the project extends. The fields of the queries are the work of check-soql.mjs.
// 2. The Security and AppExchange rules of PMD, through the engines of Salesforce Code Analyzer.
//
// Both live in release/ (release-tools.mjs) and need Java 11 or newer on PATH. Prints one line for each finding and a summary; exits with 1 when there are findings
// or when something is missing. Takes about ten seconds once installed.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ensureReleaseTools, requireReleaseTool, TOOLS } from './release-tools.mjs';

const ROOT = join(import.meta.dirname, '..');
const PACKAGE = join(ROOT, 'force-app');
const APEX_LS = join(TOOLS, 'node_modules/@salesforce/code-analyzer-pmd-engine/dist/java-lib/*');
const OLDEST_JAVA = 11;
const RULES = ['pmd:Security', 'pmd:AppExchange'];

/** Findings that were looked at, each with the reason why it stays. One that no longer occurs is a finding itself. */
const ACCEPTED = [
  'ExactAttribute__c/fields/Key__c',
  'ExactCategory__c/fields/Key__c',
  'ExactDeliveryLine__c/fields/Key__c',
  'ExactDelivery__c/fields/Key__c',
  'ExactInvoiceLine__c/fields/Key__c',
  'ExactInvoice__c/fields/Key__c',
  'ExactLink__c/fields/Key__c',
  'ExactOrder__c/fields/Key__c',
  'ExactPrice__c/fields/Key__c',
  'ExactPrice__c/fields/Scope_Key__c',
  'ExactReceivable__c/fields/Key__c',
  'ExactSetPart__c/fields/Key__c',
  'ExactStock__c/fields/Key__c',
].map((field) => ({
  rule: 'ProtectSensitiveData',
  file: `force-app/main/default/objects/${field}.field-meta.xml`,
  because: 'the key of a row, or of what it belongs to, is division, entity and id; it opens nothing',
}));

function step(text) {
  console.log(`apex: ${text}`);
}

function stop(text) {
  console.error(`apex: ${text}`);
  process.exit(1);
}

function requireJava() {
  const { error, stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  if (error) {
    stop(
      `Java is missing. Install Java ${OLDEST_JAVA} or newer (Debian: apt-get install openjdk-17-jre-headless) so that java is on PATH.`,
    );
  }
  const major = Number(/version "(?:1\.)?(\d+)/.exec(stderr)?.[1]);
  if (!(major >= OLDEST_JAVA)) stop(`Java ${OLDEST_JAVA} or newer is needed; java -version says: ${stderr.split('\n')[0]}`);
}

/** What apex-ls says about a project, as `{ file, line, rule, text }`. */
function semanticFindings(project) {
  const { error, status, stdout, stderr } = spawnSync(
    'java',
    ['-cp', APEX_LS, 'io.github.apexdevtools.apexls.CheckForIssues', '-n', '-d', 'warnings', '-f', 'json', '-w', project],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  // 4 is its code for "errors found"; they are in the answer.
  if (error || ![0, 4].includes(status)) stop(`apex-ls stopped with ${status}: ${error?.message ?? stderr}`);
  return JSON.parse(stdout).files.flatMap(({ path, messages }) =>
    messages.map(({ start, category, message }) => ({
      file: relative(project, path),
      line: start.line,
      rule: category,
      text: message,
    })),
  );
}

/** What apex-ls says once the package's fields on standard objects are gone, less that those are gone. */
function findingsOfBareProject() {
  const copy = mkdtempSync(join(tmpdir(), 'tandem-apex-'));
  const ownFields = new Set();
  try {
    cpSync(join(ROOT, 'sfdx-project.json'), join(copy, 'sfdx-project.json'));
    cpSync(PACKAGE, join(copy, 'force-app'), { recursive: true });
    const objects = join(copy, 'force-app/main/default/objects');
    for (const object of readdirSync(objects).filter((name) => !name.endsWith('__c'))) {
      const fields = join(objects, object, 'fields');
      for (const file of readdirSync(fields)) ownFields.add(`${object}.${file.split('.')[0]}`);
      rmSync(fields, { recursive: true });
    }
    const isOwnField = ({ text }) => {
      const [, field, object] = /^Unknown field '(\w+)' on SObject 'Schema\.(\w+)'/.exec(text) ?? [];
      return ownFields.has(`${object}.${field}`);
    };
    return semanticFindings(copy).filter((finding) => !isOwnField(finding));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

async function ruleFindings() {
  const { CodeAnalyzer, CodeAnalyzerConfig, EventType, LogLevel } = requireReleaseTool('@salesforce/code-analyzer-core');
  const analyzer = new CodeAnalyzer(CodeAnalyzerConfig.fromObject({}));
  const warn = ({ logLevel, message }) => {
    if (logLevel <= LogLevel.Warn) console.error(message);
  };
  analyzer.onEvent(EventType.LogEvent, warn);
  analyzer.onEvent(EventType.EngineLogEvent, warn);
  await analyzer.addEnginePlugin(requireReleaseTool('@salesforce/code-analyzer-pmd-engine').createEnginePlugin());
  // PMD's parser of JavaScript fails on the compiled components; ESLint has rules of its own for them.
  const metadata = join(PACKAGE, 'main/default');
  const folders = readdirSync(metadata).filter((name) => name !== 'lwc');
  const workspace = await analyzer.createWorkspace(folders.map((name) => join(metadata, name)));
  const rules = await analyzer.selectRules(RULES, { workspace });
  const results = await analyzer.run(rules, { workspace });
  const findings = results.getViolations().map((violation) => ({
    file: relative(ROOT, violation.getPrimaryLocation().getFile() ?? ''),
    line: violation.getPrimaryLocation().getStartLine(),
    rule: violation.getRule().getName(),
    text: violation.getMessage().replace(/\s+/g, ' '),
  }));
  return { count: rules.getCount(), findings: withoutAccepted(findings) };
}

function withoutAccepted(findings) {
  const accepts = (accepted, finding) => accepted.rule === finding.rule && accepted.file === finding.file;
  const outlived = ACCEPTED.filter((accepted) => !findings.some((finding) => accepts(accepted, finding)));
  return [
    ...findings.filter((finding) => !ACCEPTED.some((accepted) => accepts(accepted, finding))),
    ...outlived.map(({ rule, file }) => ({ file, line: 1, rule, text: 'is accepted in check-apex.mjs and no longer occurs' })),
  ];
}

requireJava();
if (!ensureReleaseTools()) stop('npm could not install the tools of release/; its message stands above.');
step('semantics');
const first = semanticFindings(ROOT);
step('semantics without the fields on standard objects');
const second = findingsOfBareProject();
step('PMD rules');
const rules = await ruleFindings();

const lines = [...first, ...second, ...rules.findings].map(({ file, line, rule, text }) => `${file}:${line}: ${rule}: ${text}`);
const findings = [...new Set(lines)];
for (const finding of findings) console.log(finding);
console.log(`apex: 2 semantic passes, ${rules.count} PMD rules, ${ACCEPTED.length} accepted, ${findings.length} findings`);
process.exitCode = findings.length > 0 ? 1 : 0;
