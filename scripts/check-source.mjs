// Reads the package with the Salesforce CLI, without an org: it converts the source as a deployment does and lists what is in it.
//
//   node scripts/check-source.mjs
//
// The CLI leaves out without a word what it does not know or what .forceignore names; whatever lies in force-app and is not in its
// list is a finding. Skipped, and says so, where the CLI could not be installed.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { list, readComponents } from './read-package.mjs';
import { askCli, ensureReleaseTools, reasonWithoutCli } from './release-tools.mjs';
import { root } from './setup.mjs';

const PACKAGE = join(root, 'force-app');
/** What the manifest calls differently from the element of the file. */
const IN_PARENT = new Set(['CustomField', 'ValidationRule', 'CompactLayout', 'ListView']);

function membersOf(manifest) {
  const { Package } = new XMLParser({ parseTagValue: false }).parse(readFileSync(manifest, 'utf8'));
  return new Map(list(Package.types).map(({ name, members }) => [name, new Set(list(members))]));
}

/** `Order.Exact_Id__c` for the field of an object, the name of the file for everything else. */
function memberOf({ type, path, name }) {
  if (!IN_PARENT.has(type)) return name;
  return `${path.split('/objects/')[1]?.split('/')[0]}.${name}`;
}

if (!ensureReleaseTools()) {
  console.error('source: npm could not install the tools of release/; its message stands above.');
  process.exit(1);
}
const reason = reasonWithoutCli();
if (reason !== undefined) {
  console.log(`source: skipped, ${reason}`);
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), 'tandem-source-'));
const findings = [];
let count = 0;
try {
  const converted = askCli(['project', 'convert', 'source', '--source-dir', PACKAGE, '--output-dir', join(folder, 'converted')]);
  if (converted.code !== 0) findings.push(`sf project convert source: ${converted.message}`);
  const listed = askCli(['project', 'generate', 'manifest', '--source-dir', PACKAGE, '--output-dir', folder]);
  if (listed.code !== 0) findings.push(`sf project generate manifest: ${listed.message}`);
  if (findings.length === 0) {
    for (const manifest of [join(folder, 'converted/package.xml'), join(folder, 'package.xml')]) {
      const members = membersOf(manifest);
      for (const component of readComponents(PACKAGE)) {
        count += 1;
        const member = memberOf(component);
        const isListed = members.get(component.type)?.has(member) ?? false;
        if (!isListed)
          findings.push(`force-app/${component.path}: ${component.type} ${member} is left out by the Salesforce CLI`);
      }
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const finding of new Set(findings)) console.log(finding);
console.log(`source: ${count / 2} components converted and listed by the Salesforce CLI, ${findings.length} findings`);
process.exitCode = findings.length > 0 ? 1 : 0;
