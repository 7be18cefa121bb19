// Runs a command on another day and in another time zone, its children included:
//   npm run at-clock -- newYear Pacific/Auckland npm test -- service
//   npm run at-clock -- fallBack UTC npm run soak -- --minutes 10
import { spawnSync } from 'node:child_process';
import { clockEnvironment, CLOCK_NAMES, findFaketime } from './shifted-clock.mjs';

const [name, zone, command, ...args] = process.argv.slice(2);
if (!CLOCK_NAMES.includes(name) || command === undefined) {
  console.error(`usage: npm run at-clock -- <${CLOCK_NAMES.join('|')}> <time zone> <command> ...`);
  process.exit(2);
}
const library = findFaketime();
if (library === undefined) {
  console.error('libfaketime is missing; install it (Debian: apt-get install faketime)');
  process.exit(1);
}
const environment = clockEnvironment(library, name, zone);
console.log(`clock ${name} in ${zone}, ${environment.FAKETIME}`);
const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...environment } });
process.exitCode = status ?? 1;
