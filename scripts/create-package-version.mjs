// Makes a version of the managed package, as far as it can here, and says what the rest needs.
//
//   TANDEM_SERVICE_URL=https://service.company.com \
//   TANDEM_EXTERNAL_CLIENT_APP=00D...:Tandem TANDEM_OAUTH_LINK=00D...:888... \
//     node scripts/create-package-version.mjs
//
// Without an org: builds the components, checks lengths, names, permissions and source, converts with the release's own values put in.
// With a Dev Hub (sf org login web --set-default-dev-hub): creates the version with its tests and coverage.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { askCli, ensureReleaseTools, reasonWithoutCli, runCli } from './release-tools.mjs';
import { runCommand } from './run-command.mjs';
import { serviceAddressProblem } from './service-address.mjs';
import { ensureInstalled, pinnedNode, root } from './setup.mjs';

/** Values that only the owner of the package has, with where they come from. */
const NEEDED = {
  TANDEM_SERVICE_URL: { what: 'the address of the service that subscribers call', problem: serviceAddressProblem },
  TANDEM_EXTERNAL_CLIENT_APP: {
    what: 'org id of the Dev Hub and name of its external client app, 00D...:Tandem (sf project retrieve start --metadata ExternalClientApplication shows it)',
    problem: (value) => (/^00D\w{12,15}:\w+$/.test(value ?? '') ? undefined : 'is missing or not of this form'),
  },
  TANDEM_OAUTH_LINK: {
    what: 'org id and consumer of the global OAuth settings, 00D...:888... (the same command with ExtlClntAppOauthSettings)',
    problem: (value) => (/^00D\w{12,15}:888\w{12,15}$/.test(value ?? '') ? undefined : 'is missing or not of this form'),
  },
};
const CHECKS = ['check-metadata.mjs', 'check-permissions.mjs', 'check-apex-rules.mjs', 'check-soql.mjs', 'check-source.mjs'];
const PLACEHOLDERS = ['https://tandem.example.com', '00D000000000000'];

const lacking = [];
ensureInstalled();
if (!ensureReleaseTools()) stop('npm could not install the tools of release/; its message stands above.');
for (const name of ['build-lwc.mjs', ...CHECKS]) {
  const { code } = await runCommand(pinnedNode, [path.join(root, 'scripts', name)], { show: true });
  if (code !== 0) stop(`${name} has findings; mend them first.`);
}

for (const [name, { what, problem }] of Object.entries(NEEDED)) {
  const found = problem(process.env[name]);
  if (found !== undefined) lacking.push(`${name} (${found}): ${what}`);
}
const reason = reasonWithoutCli();
if (reason !== undefined) lacking.push(reason);
else {
  if (lacking.length === 0) proveReplacements();
  const hub = askCli(['config', 'get', 'target-dev-hub']).result?.[0]?.value;
  if (hub === undefined) lacking.push('a Dev Hub: sf org login web --set-default-dev-hub');
}
if (lacking.length > 0) {
  console.error(
    `version: built and checked without findings. To create the version, still needed:\n${lacking.map((text) => `- ${text}`).join('\n')}`,
  );
  process.exit(1);
}
const args = [
  'package',
  'version',
  'create',
  '--package',
  'Tandem',
  '--code-coverage',
  '--installation-key-bypass',
  '--wait',
  '60',
];
process.exitCode = runCli(args, { env: { TANDEM_RELEASE: 'true' } });

/** Salesforce would take a placeholder as it is, and subscribers would call nobody. */
function proveReplacements() {
  const folder = mkdtempSync(path.join(tmpdir(), 'tandem-version-'));
  try {
    const args = ['project', 'convert', 'source', '--source-dir', 'force-app', '--output-dir', folder];
    const { code, message } = askCli(args, { env: { TANDEM_RELEASE: 'true', SF_APPLY_REPLACEMENTS_ON_CONVERT: 'true' } });
    if (code !== 0) stop(message);
    for (const file of [
      'namedCredentials/Tandem.namedCredential',
      'namedCredentials/Tandem_Pairing.namedCredential',
      'externalClientApps/Tandem.eca',
      'extlClntAppOauthSettings/Tandem_OAuth.ecaOauth',
    ]) {
      const text = readFileSync(path.join(folder, file), 'utf8');
      const left = PLACEHOLDERS.find((placeholder) => text.includes(placeholder));
      if (left !== undefined) stop(`${file} still says ${left}.`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function stop(text) {
  console.error(`version: ${text}`);
  process.exit(1);
}
