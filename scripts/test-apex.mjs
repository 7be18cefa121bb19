// Runs the Apex tests of the package in an org that has the sources, with coverage. Only an org can run Apex.
//
//   npm run test:apex -- --target-org DEV
//
// The org is one that the Salesforce CLI knows (sf org login web --alias DEV). Prints each failure and the coverage of each class; the
// last line is `N passed, N failed`. Fails below the 75 % that Salesforce asks of a package.
import { parseArgs } from 'node:util';
import { ensureReleaseTools, requireReleaseTool } from './release-tools.mjs';
import { ensureInstalled } from './setup.mjs';

const LEAST_COVERAGE_PERCENT = 75;

const { values } = parseArgs({ options: { 'target-org': { type: 'string' } } });
const alias = values['target-org'];
if (alias === undefined) stop('no org is named\nusage: npm run test:apex -- --target-org ALIAS', 2);
ensureInstalled();
if (!ensureReleaseTools()) stop('npm could not install the tools of release/; its message stands above.');
process.env.SF_DISABLE_TELEMETRY = 'true';
const { Org } = requireReleaseTool('@salesforce/core');
const { TestService } = requireReleaseTool('@salesforce/apex-node');

const org = await Org.create({ aliasOrUsername: alias }).catch((error) =>
  stop(`${error.message}\nSign in first: npx --prefix release sf org login web --alias ${alias}`),
);
const service = new TestService(org.getConnection());
const payload = await service.buildAsyncPayload('RunLocalTests');
const { summary, tests, codecoverage = [] } = await service.runTestAsynchronous(payload, true);

for (const { fullName, outcome, message, stackTrace } of tests) {
  if (outcome === 'Pass' || outcome === 'Skip') continue;
  console.log(`FAIL ${fullName}: ${message ?? outcome}\n${stackTrace ?? ''}`);
}
const covered = codecoverage.filter(({ name }) => !name.endsWith('Test')).sort((a, b) => a.name.localeCompare(b.name));
for (const { name, percentage, uncoveredLines } of covered)
  console.log(
    `${percentage.padStart(4)} ${name}${uncoveredLines.length === 0 ? '' : `, not run: lines ${uncoveredLines.join(', ')}`}`,
  );
const percent = Number.parseFloat(summary.testRunCoverage ?? '0');
console.log(`coverage of the run: ${percent} % (a package needs ${LEAST_COVERAGE_PERCENT} %)`);
console.log(`${summary.passing} passed, ${summary.failing} failed`);
process.exitCode = summary.failing === 0 && percent >= LEAST_COVERAGE_PERCENT ? 0 : 1;

function stop(text, code = 1) {
  console.error(`apex tests: ${text}`);
  process.exit(code);
}
