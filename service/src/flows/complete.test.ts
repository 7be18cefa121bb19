import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { inLanguage, LANGUAGES } from '../errors/index.ts';
import { salesforceRef } from '../links/index.ts';
import { CONFIGURATION, FLOWS, LINK_ROLES, settingsSchema } from './index.ts';

const ROOM = import.meta.dirname;
const REPOSITORY = join(ROOM, '../../..');
const OBJECTS = join(REPOSITORY, 'force-app/main/default/objects');
/** Finds packages of the page's simulator. */
const pageRequire = createRequire(join(REPOSITORY, 'simulators/package.json'));
/** Rooms of `flows` that are no flow: what flows share, and customers, who go along with orders. */
const SHARED = ['customers', 'execute', 'items', 'order-lines', 'testing'];
/** Of ids of accounts, contacts, orders and products. */
const KNOWN_PREFIXES = ['001', '003', '006', '0Q0', '801', '01t'];

describe('the registry', () => {
  it('has every flow that has a room, each once', () => {
    const rooms = readdirSync(ROOM, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !SHARED.includes(entry.name))
      .map(({ name }) => name);
    expect(FLOWS.map(({ name }) => name).toSorted()).toEqual(rooms.toSorted());
  });
});

describe.each(FLOWS.map((flow) => [flow.name, flow] as const))('the flow %s is complete:', (name, flow) => {
  it('it tells of itself in every language, in words of its own', () => {
    for (const language of LANGUAGES) {
      expect(flow.texts).toHaveProperty(language);
      const { label, description, one, several } = inLanguage(flow.texts, language);
      for (const text of [label, description, one, several]) expect(text.trim()).toMatch(/^\p{L}.*[^.]$/u);
      expect(FLOWS.filter((other) => inLanguage(other.texts, language).label === label)).toEqual([flow]);
    }
  });

  it('it has an icon of the Lightning Design System', () => {
    expect(flow.icon).toMatch(/^(standard|custom|utility):[a-z][a-z0-9_]*$/);
    const file = `@salesforce-ux/design-system/assets/icons/${flow.icon.replace(':', '/')}.svg`;
    expect(() => pageRequire.resolve(file)).not.toThrow();
  });

  it('its settings stand under its name, have a default each, and say what they mean as JSON Schema', () => {
    expect(flow.mapping.flow).toBe(name);
    const configuration = CONFIGURATION.parse({ version: 1 });
    expect(configuration.flows[name]).toMatchObject({ enabled: false, when: undefined });
    expect(flow.isEnabled(configuration)).toBe(false);
    expect(flow.pollMinutes(configuration)).toBeGreaterThan(0);
    expect(CONFIGURATION.jsonSchemaOf(name)).toMatchObject({ type: 'object', properties: { enabled: {}, everyMinutes: {} } });
  });

  it('every setting that pages show is there, and is told in words of its own in every language', () => {
    const ofDocuments: JsonSchema = CONFIGURATION.jsonSchemaOf(name);
    for (const language of LANGUAGES) {
      const schema: JsonSchema = settingsSchema(flow, language);
      const pointers = flow.shownSettings.map(({ pointer }) => pointer);
      expect(schema['x-tandem']).toEqual({ shown: pointers });
      const titles = pointers.map((pointer) => settingAt(schema, pointer)?.title);
      for (const title of titles) expect(title).toMatch(/^\p{L}.*[^.]$/u);
      expect(new Set(titles).size).toBe(titles.length);
      for (const { pointer, texts, shownWhen } of flow.shownSettings) {
        expect(texts).toHaveProperty(language);
        const told = inLanguage(texts, language);
        const { choices = {}, help, whenEmptied } = told;
        const values = settingAt(ofDocuments, pointer)?.enum ?? [];
        expect(Object.keys(choices).toSorted()).toEqual(values.toSorted());
        const sentences = [help, whenEmptied, ...Object.values(choices).map((choice) => choice.help)];
        for (const text of sentences) if (text !== undefined) expect(text).toMatch(/^\p{Lu}.*\.$/u);
        expect(Object.keys(texts.en).toSorted()).toEqual(Object.keys(told).toSorted());
        if (shownWhen !== undefined) {
          expect(pointers).toContain(shownWhen.pointer);
          expect(settingAt(ofDocuments, shownWhen.pointer)?.enum).toEqual(expect.arrayContaining([...shownWhen.values]));
        }
      }
    }
  });

  it('each of its settings is a choice', () => {
    expect(settled(CONFIGURATION.jsonSchemaOf(name))).toEqual([]);
  });

  it('its default rules compile, and write what exists', () => {
    const { rules } = CONFIGURATION.parse({ version: 1 }).flows[name] ?? { rules: [] };
    expect(rules).not.toEqual([]);
    expect(missing(rules.filter(({ system }) => system === 'salesforce'))).toEqual([]);
  });

  it('its formulas read custom fields that the package ships', () => {
    const { conditionOver, defaultRules, targetOf } = flow.mapping;
    const targets = defaultRules(CONFIGURATION.parse({ version: 1 }).flows[name] as never).map(({ to }) => targetOf(to));
    const variables = [...conditionOver, ...targets.flatMap((target) => ('text' in target ? [] : target.variables))];
    const read = variables.flatMap(({ salesforceObject: object, fields }) =>
      object === undefined ? [] : Object.keys(fields).map((field) => ({ object, field })),
    );
    expect(missing(read)).toEqual([]);
  });

  it('the fields that it writes by itself ship with the package', () => {
    const written = Object.entries(flow.needs.packageFields);
    expect(missing(written.flatMap(([object, fields]) => fields.map((field) => ({ object, field }))))).toEqual([]);
  });

  it('it needs the right to read every object whose fields it needs', () => {
    const { objects, editable, readable } = flow.needs.integration;
    const of = [...editable, ...readable].map((path) => path.split('.')[0] ?? '');
    const reachable = new Set([...Object.keys(objects), ...Object.keys(flow.needs.shownWith)]);
    for (const object of [...of, ...Object.keys(flow.needs.packageFields)]) expect(reachable).toContain(object);
  });

  it('something wakes it', () => {
    const { salesforceObjects, exactTopics, flows } = flow.hints;
    const names = Object.keys(flow.source === 'exact' ? { ...exactTopics, ...flows } : salesforceObjects);
    expect(names).not.toEqual([]);
  });

  it('it tells a record page what it knows of a record, by objects whose ids and links are known', () => {
    const object = flow.roles[flow.linkedAs]?.object ?? '';
    const looked = FLOWS.flatMap(({ looks }) => Object.keys(looks));
    // A row of the package's own tells all that is known of it by itself.
    if (!object.endsWith('__c')) expect(looked).toContain(object);
    // An order that takes something back is a return: two flows know orders, and each tells of its own alone.
    expect(looked.filter((each, index) => looked.indexOf(each) !== index)).toEqual(['Order']);
    for (const each of Object.keys(flow.looks)) {
      expect(LINK_ROLES.mainOf(each)).toBeDefined();
      expect(KNOWN_PREFIXES.map((prefix) => salesforceRef(prefix.padEnd(18, '0')).object)).toContain(each);
    }
  });

  it('what it awaits or follows comes from another flow that is there', () => {
    const others = FLOWS.filter((other) => other !== flow).map((other) => other.name);
    for (const { flow: awaited } of flow.awaits) expect(others).toContain(awaited);
    for (const followed of Object.keys(flow.hints.flows ?? {})) expect(others).toContain(followed);
    const { flows: followed = {}, changesOf = [], changesIn = {} } = flow.hints;
    expect(Object.keys(followed)).toEqual(expect.arrayContaining([...changesOf, ...Object.keys(changesIn)]));
  });

  it('a page of its own tells administrators what it does, setting by setting', () => {
    const page = readFileSync(join(ROOM, name, 'README.md'), 'utf8');
    const { properties } = CONFIGURATION.jsonSchemaOf(name) as { readonly properties: object };
    expect(page).toContain(`# ${flow.texts.en.label}`);
    expect(Object.keys(properties).filter((setting) => !page.includes(`\`${setting}\``))).toEqual([]);
  });

  it('it is tried out against both simulators, and by the contract of every flow', () => {
    const tests = readdirSync(join(ROOM, name)).filter((file) => file.endsWith('.flow.test.ts'));
    expect(tests).not.toEqual([]);
    expect(existsSync(join(ROOM, name, 'index.ts'))).toBe(true);
    expect(existsSync(join(ROOM, name, 'testing/subject.ts'))).toBe(true);
  });
});

interface JsonSchema {
  readonly title?: string;
  readonly enum?: readonly string[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly 'x-tandem'?: unknown;
}

function settingAt(schema: JsonSchema, pointer: string): JsonSchema | undefined {
  const path = pointer.split('/').slice(1);
  return path.reduce<JsonSchema | undefined>((inner, name) => inner?.properties?.[name], schema);
}

/** Where settings can have one value only. */
function settled(schema: JsonSchema, pointer = ''): string[] {
  const inner = Object.entries(schema.properties ?? {}).flatMap(([key, property]) => settled(property, `${pointer}/${key}`));
  return schema.const !== undefined || schema.enum?.length === 1 ? [pointer, ...inner] : inner;
}

/** Custom fields that the package does not ship. */
function missing(fields: readonly { readonly object: string; readonly field: string }[]): string[] {
  return fields
    .filter(({ field }) => field.endsWith('__c'))
    .filter(({ object, field }) => !existsSync(join(OBJECTS, object, 'fields', `${field}.field-meta.xml`)))
    .map(({ object, field }) => `${object}.${field}`);
}
