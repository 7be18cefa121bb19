// Deploys the sources to an org: a scratch org, a sandbox or a development org. A customer installs the package instead.
//
//   node scripts/deploy.mjs --target-org DEV --service-url https://tandem.company.com
//   node scripts/deploy.mjs --scratch DEV --service-url https://tandem.company.com      makes the scratch org first (needs a Dev Hub)
//   ... --english-only      leaves the translations out: an org whose Translation Workbench is off refuses them
//
// Builds the components, writes the address of the service into the named credentials of the deployment (sfdx-project.json,
// replacements) and assigns Tandem Administrator to the user that deploys. The external client app stays out: it belongs to the
// Dev Hub, and other orgs refuse it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { askCli, ensureReleaseTools, reasonWithoutCli, runCli } from './release-tools.mjs';
import { runCommand } from './run-command.mjs';
import { ensureInstalled, pinnedNode, root } from './setup.mjs';
import { serviceAddressProblem } from './service-address.mjs';

const USAGE = 'usage: node scripts/deploy.mjs (--target-org ALIAS | --scratch ALIAS) --service-url https://... [--english-only]';
/** They belong to the org that owns the package. */
const OF_DEV_HUB = ['ExternalClientApplication', 'ExtlClntAppOauthSettings'];

const { values } = parseArgs({
  options: {
    'target-org': { type: 'string' },
    scratch: { type: 'string' },
    'service-url': { type: 'string' },
    'english-only': { type: 'boolean', default: false },
  },
});
const org = values['target-org'] ?? values.scratch;
const problem = org === undefined ? 'no org is named' : serviceAddressProblem(values['service-url']);
if (problem !== undefined) stop(`${problem}\n${USAGE}`, 2);
ensureInstalled();
if (!ensureReleaseTools()) stop('npm could not install the tools of release/; its message stands above.');
const reason = reasonWithoutCli();
if (reason !== undefined) stop(reason);

const built = await runCommand(pinnedNode, [path.join(root, 'scripts/build-lwc.mjs')], { show: true });
if (built.code !== 0) stop('the components could not be built.');
if (values.scratch !== undefined)
  must(
    runCli(['org', 'create', 'scratch', '--definition-file', 'config/scratch-org.json', '--alias', org]),
    'the scratch org was not made: sf org list shows whether a Dev Hub is signed in.',
  );

const folder = mkdtempSync(path.join(tmpdir(), 'tandem-deploy-'));
try {
  const { code, message } = askCli(['project', 'generate', 'manifest', '--source-dir', 'force-app', '--output-dir', folder]);
  must(code, message);
  const manifest = path.join(folder, 'package.xml');
  const leftOut = values['english-only'] ? [...OF_DEV_HUB, 'Translations', 'CustomObjectTranslation'] : OF_DEV_HUB;
  const types = new RegExp(`\\s*<types>(?:(?!</types>)[\\s\\S])*<name>(?:${leftOut.join('|')})</name>\\s*</types>`, 'g');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(types, ''));
  const env = {
    TANDEM_RELEASE: 'true',
    TANDEM_SERVICE_URL: values['service-url'],
    TANDEM_EXTERNAL_CLIENT_APP: '-',
    TANDEM_OAUTH_LINK: '-',
  };
  must(runCli(['project', 'deploy', 'start', '--manifest', manifest, '--target-org', org], { env }), 'nothing was deployed.');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
must(
  runCli(['org', 'assign', 'permset', '--name', 'Tandem_Administrator', '--target-org', org]),
  'the sources are deployed; the permission set was not assigned.',
);
console.log(
  `deployed. Open Tandem Setup with: npx --prefix release sf org open --path lightning/n/Tandem_Setup --target-org ${org}`,
);

function must(code, text) {
  if (code !== 0) stop(text);
}

function stop(text, code = 1) {
  console.error(`deploy: ${text}`);
  process.exit(code);
}
