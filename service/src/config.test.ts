import { afterAll, describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { ENVIRONMENT, exactAppOf, readConfig } from './config.ts';
import { TandemError } from './errors/index.ts';

const SERVER = { DATABASE_URL: 'postgres://db/tandem', MASTER_KEYS: `a:${Buffer.alloc(32, 1).toString('base64')}` };
const directory = mkdtempSync(path.join(tmpdir(), 'tandem-config-'));
afterAll(() => rmSync(directory, { recursive: true }));

function problemsOf(environment: Record<string, string>): string {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof TandemError) return error.message;
    throw error;
  }
  return '';
}

describe('config', () => {
  it('needs nothing on a laptop and generates its keys for the owner only', () => {
    const config = readConfig({ DATA_DIR: directory });

    expect(config).toMatchObject({ host: '127.0.0.1', port: 8080, timeScale: 1, database: { kind: 'embedded', directory } });
    expect(statSync(path.join(directory, 'master-keys')).mode & 0o777).toBe(0o600);
    expect(readConfig({ DATA_DIR: directory }).masterKeys.reveal()).toBe(config.masterKeys.reveal());
  });

  it('makes no new keys beside a database that is there', () => {
    const lost = mkdtempSync(path.join(tmpdir(), 'tandem-config-'));
    mkdirSync(path.join(lost, 'postgres'));

    expect(problemsOf({ DATA_DIR: lost })).toContain(path.join(lost, 'master-keys'));
    expect(existsSync(path.join(lost, 'master-keys'))).toBe(false);
    expect(problemsOf({ DATA_DIR: lost, MASTER_KEYS: SERVER.MASTER_KEYS })).toBe('');
    rmSync(lost, { recursive: true });
  });

  it('refuses master keys that are none, without showing them', () => {
    const problems = problemsOf({ ...SERVER, MASTER_KEYS: 'k1:c2hvcnQ=' });

    expect(problems).toBe('MASTER_KEYS: the key "k1" is not 32 bytes long.');
  });

  it('names every variable that is wrong at once, without its value', () => {
    const problems = problemsOf({ ...SERVER, PORT: 'ninety', OPERATOR_TOKEN: 'hunter2', LOG_LEVEL: 'loud' });

    expect(problems).toMatch(/PORT.*OPERATOR_TOKEN.*LOG_LEVEL/);
    expect(problems).not.toContain('hunter2');
  });

  it.each([
    ['a scaled clock', { ...SERVER, PUBLIC_URL: 'https://tandem.example', TIME_SCALE: '10' }, 'TIME_SCALE'],
    ['the embedded database', { PUBLIC_URL: 'https://tandem.example', MASTER_KEYS: SERVER.MASTER_KEYS }, 'DATABASE_URL'],
    ['plain http', { ...SERVER, PUBLIC_URL: 'http://tandem.example' }, 'PUBLIC_URL'],
  ])('refuses %s in production', (_what, environment, variable) => {
    expect(problemsOf({ ...environment, NODE_ENV: 'production' })).toMatch(new RegExp(`^${variable}:`));
  });

  it('wants master keys with a database that several instances share', () => {
    expect(problemsOf({ DATABASE_URL: SERVER.DATABASE_URL })).toMatch(/^MASTER_KEYS:/);
  });

  it('takes an address for alerts with a secret only, without a sign-in in it, and with TLS outside development', () => {
    const webhook = { ALERT_WEBHOOK_URL: 'http://localhost:9000/hook/', ALERT_WEBHOOK_SECRET: 's'.repeat(32) };
    const hosted = { ...SERVER, ...webhook, PUBLIC_URL: 'https://tandem.example' };

    const { alertWebhook } = readConfig({ ...SERVER, ...webhook });
    expect([alertWebhook?.url.reveal(), alertWebhook?.secret.reveal()]).toEqual(Object.values(webhook));
    expect(readConfig(SERVER).alertWebhook).toBeUndefined();
    expect(problemsOf({ ...hosted, ALERT_WEBHOOK_SECRET: '' })).toMatch(/^ALERT_WEBHOOK_SECRET: is missing/);
    expect(problemsOf({ ...hosted, ALERT_WEBHOOK_URL: '' })).toMatch(/^ALERT_WEBHOOK_URL: is missing/);
    expect(problemsOf({ ...hosted, ALERT_WEBHOOK_SECRET: 'short' })).toMatch(/^ALERT_WEBHOOK_SECRET:/);
    for (const address of ['ftp://hooks.example/', 'https://anna:pass@hooks.example/', 'hooks.example'])
      expect(problemsOf({ ...hosted, ALERT_WEBHOOK_URL: address })).toMatch(/^ALERT_WEBHOOK_URL:/);
    for (const environment of ['production', 'staging'])
      for (const address of ['http://hooks.example/', 'HTTP://hooks.example/'])
        expect(problemsOf({ ...hosted, NODE_ENV: environment, ALERT_WEBHOOK_URL: address })).toMatch(/^ALERT_WEBHOOK_URL: must/);
    expect(problemsOf({ ...hosted, NODE_ENV: 'production', ALERT_WEBHOOK_URL: 'https://hooks.example/' })).toBe('');
  });

  it('believes as many proxies as it is told, or those of an address, and nobody when it is told nothing', () => {
    const trusted = (text: string) => readConfig({ ...SERVER, TRUST_PROXY: text }).trustedProxies;

    expect(readConfig(SERVER).trustedProxies).toBeUndefined();
    expect(trusted('1')).toBe(1);
    expect(trusted('10.0.0.0/8, 192.0.2.7,fd00::/8')).toEqual(['10.0.0.0/8', '192.0.2.7', 'fd00::/8']);
  });

  it.each(['true', '0', '-1', '1.5', '99', 'loopback', '10.0.0.0/0', '10.0.0.0/33', '10.0.0', '10.0.0.0/8,', '1,2'])(
    'refuses to trust the proxies "%s"',
    (text) => {
      expect(problemsOf({ ...SERVER, TRUST_PROXY: text })).toMatch(/^TRUST_PROXY:/);
    },
  );

  it('never prints a secret', () => {
    const secrets = {
      OPERATOR_TOKEN: 'operator-token-value-of-32-characters',
      EXACT_CLIENT_SECRET: 'exact-secret-value',
      EXACT_WEBHOOK_SECRET: 'hook-secret-value',
      ALERT_WEBHOOK_URL: 'https://hooks.example/key-value',
      ALERT_WEBHOOK_SECRET: 'alert-webhook-secret-of-32-characters-value',
    };
    const config = readConfig({ ...SERVER, ...secrets, EXACT_CLIENT_ID: 'id', SALESFORCE_CLIENT_SECRET: 'sf-secret-value' });

    const printed = `${JSON.stringify(config)} ${inspect(config, { depth: 10, showHidden: true })} ${String(config.operatorToken)}`;

    expect(printed).not.toMatch(/-value|AQEBAQ/);
  });

  it('prefers the registration of the country and falls back to the general one at the address of the country', () => {
    const config = readConfig({
      ...SERVER,
      EXACT_CLIENT_ID: 'general',
      EXACT_CLIENT_SECRET: 's',
      EXACT_BE_CLIENT_ID: 'belgian',
      EXACT_BE_CLIENT_SECRET: 's',
    });

    expect(exactAppOf(config, 'be')).toMatchObject({ clientId: 'belgian', baseUrl: 'https://start.exactonline.be' });
    expect(exactAppOf(config, 'gb')).toMatchObject({ clientId: 'general', baseUrl: 'https://start.exactonline.co.uk' });
  });

  it('is frozen', () => {
    const config = readConfig(SERVER);

    expect(() => Object.assign(config.salesforce, { loginUrl: 'https://elsewhere.example' })).toThrow(TypeError);
  });

  it('is mirrored in .env.example, variable by variable and word by word', () => {
    const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
    const documented = [...example.matchAll(/^# (.+)\n(?:# \(.+\)\n)?#([A-Z_]+)=(.*)$/gm)].map(([, text, name]) => [name, text]);
    const expected = Object.entries(ENVIRONMENT.shape).map(([name, schema]) => [name, schema.description]);

    expect(documented).toEqual(expected);
  });
});
