// Holds the Apex of the package to rules whose breach no test of Apex notices, or notices in an org alone.
//
//   node scripts/check-apex-rules.mjs [package directory]
//
// - A request has a time-out, and goes to a named credential. (A mock of Apex cannot read the time-out of a request.)
// - Nothing runs in system mode, nor where none is named, which is the same; every class says `with sharing`.
// - A private method is called: what guards others guards nothing when nobody asks it.
// - A job is enqueued only where the limit, asynchronous callers and jobs of the same records were asked about.
// - The text of an AuraHandledException stands in its constructor. (In a test getMessage answers what setMessage set.)
// - The key is stored with the protocol that the external credentials of the package have.
// - What a Flow shows of an action fits: its labels, descriptions and category. (A deployment refuses longer ones.)
// - The namespace is computed in PackageNamespace and written nowhere.
//
// Then it breaks the Apex on purpose, once in each way of MUTATIONS, and looks whether that is found.
//
// Prints one line for each finding and a summary; exits with 1 when there are findings. Takes under a second.
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { breachesOf, RULES } from './apex-rules.mjs';
import { readProductionApex } from './read-apex.mjs';
import { readComponents } from './read-package.mjs';

const ROOT = join(import.meta.dirname, '..');
const PACKAGE = process.argv[2] ?? join(ROOT, 'force-app/main/default');

/** Ways to break what only a real org would show broken: the class, what is taken, what stands there instead. */
const MUTATIONS = [
  ['no time-out', 'Middleware', /^.*\.setTimeout\(.*$/m, ''],
  ['another protocol', 'ApiKeyVault', /CredentialAuthenticationProtocol\.Custom/, 'CredentialAuthenticationProtocol.OAuth'],
  ['system mode', 'RecordAccess', /AccessLevel\.USER_MODE/, 'AccessLevel.SYSTEM_MODE'],
  ['no mode at all', 'RecordAccess', /queryWithBinds\(query, binds, AccessLevel\.USER_MODE\)/, 'query(query)'],
  ['a write without a mode', 'OrgPermissionSet', /insert as user /, 'insert '],
  ['no sharing', 'RecordAccess', /with sharing/, 'without sharing'],
  ['no limit guard', 'OrderTriggerHandler', / && Limits\.getQueueableJobs\(\) < Limits\.getLimitQueueableJobs\(\)/, ''],
  ['a guard that nobody asks', 'OrderTriggerHandler', / && isJobFree\(\)/, ''],
  ['a job out of a queueable', 'OrderTriggerHandler', /System\.isQueueable\(\) \|\| /, ''],
  ['no de-duplication', 'OrderTriggerHandler', / && !HINTED_ORDER_IDS\.contains\(changed\.Id\)/, ''],
  ['de-duplication that remembers nothing', 'OrderTriggerHandler', /^.*HINTED_ORDER_IDS\.addAll\(.*$/m, ''],
];

const { namespace } = JSON.parse(readFileSync(join(ROOT, 'sfdx-project.json'), 'utf8'));
const protocols = readComponents(PACKAGE)
  .filter(({ type }) => type === 'ExternalCredential')
  .map(({ content }) => content.authenticationProtocol);
const sources = readProductionApex(PACKAGE);
const breaches = (source) => breachesOf(source, { namespace, protocols });

const findings = [
  ...sources.flatMap(({ path, source }) =>
    breaches(source).map(({ line, problem }) => `${relative(ROOT, join(PACKAGE, path))}:${line}: ${problem}`),
  ),
  ...MUTATIONS.flatMap(([name, className, taken, instead]) => {
    const { source } = sources.find(({ path }) => path.endsWith(`/${className}.cls`)) ?? { source: '' };
    if (!taken.test(source)) return [`the mutation "${name}" no longer fits ${className}.cls: mend it in check-apex-rules.mjs`];
    return breaches(source.replace(taken, instead)).length === 0
      ? [`the mutation "${name}" of ${className}.cls is not noticed`]
      : [];
  }),
];

for (const finding of findings) console.log(finding);
console.log(
  `apex rules: ${sources.length} files, ${RULES.length} rules, ${MUTATIONS.length} mutations, ${findings.length} findings`,
);
process.exitCode = findings.length > 0 ? 1 : 0;
