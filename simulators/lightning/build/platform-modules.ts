import { createRequire } from 'node:module';
import path from 'node:path';
import type { Plugin } from 'rollup';
import type { ComponentModule } from './component-sources.ts';
import type { LabelTexts } from './labels.ts';

const require = createRequire(import.meta.url);

/** What stands for the engine in an import, and where this workspace has it. */
const ENGINE_PACKAGES: Readonly<Record<string, string>> = {
  lwc: '@lwc/engine-dom',
  '@lwc/engine-dom': '@lwc/engine-dom',
  '@lwc/synthetic-shadow': '@lwc/synthetic-shadow',
  '@lwc/wire-service': '@lwc/wire-service',
};

/**
 * The one engine of the page: the one that this workspace pins. The repository's root holds another one, for the unit tests
 * of the components, and the base components would find that one first; two engines do not know each other's components.
 */
export function onlyOneEngine(): Plugin {
  return {
    name: 'only-one-engine',
    resolveId(id) {
      const engine = ENGINE_PACKAGES[id];
      return engine === undefined ? null : require.resolve(engine);
    },
  };
}

/** Modules of the platform that `lightning-base-components` lacks or that need the page's server. */
export function platformModules(stubFolder: string): ComponentModule[] {
  const stub = (name: string, file: string): ComponentModule => ({ name, path: path.join(stubFolder, file) });
  return [
    stub('lightning/platformShowToastEvent', 'platformShowToastEvent.ts'),
    stub('lightning/uiRecordApi', 'uiRecordApi.ts'),
    stub('lightning/uiObjectInfoApi', 'uiObjectInfoApi.ts'),
    stub('lightning/actions', 'actions.ts'),
    stub('lightning/navigation', 'navigation.ts'),
    stub('lightning/quickActionPanel', 'quickActionPanel/quickActionPanel.ts'),
    stub('@salesforce/i18n/timeZone', 'timeZone.ts'),
    stub('@salesforce/i18n/lang', 'language.ts'),
    stub('@salesforce/i18n/locale', 'language.ts'),
  ];
}

/**
 * Resolves what Salesforce generates: Apex methods, custom labels, fields of the schema, permissions of the user, and switches of the
 * platform, which are off. A label that the package does not have stops the build.
 */
export function salesforceScoped(stubFolder: string, labels: ReadonlyMap<string, LabelTexts>): Plugin {
  return {
    name: 'salesforce-scoped',
    resolveId(id) {
      if (/^@salesforce\/(?:(?:apex|schema|customPermission)\/|label\/c\.)/.test(id)) {
        return `\0${id}`;
      }
      return id.startsWith('@salesforce/gate/') ? path.join(stubFolder, 'gateClosed.ts') : null;
    },
    load(id) {
      const [, apex] = /^\0@salesforce\/apex\/([\w.]+)$/.exec(id) ?? [];
      if (apex !== undefined) {
        const helper = JSON.stringify(path.join(stubFolder, 'apex.ts'));
        return `import { createApexMethod } from ${helper};\nexport default createApexMethod(${JSON.stringify(apex)});`;
      }
      const [, label] = /^\0@salesforce\/label\/c\.(\w+)$/.exec(id) ?? [];
      if (label !== undefined) {
        const texts = labels.get(label);
        if (texts === undefined) {
          throw new Error(`the package has no custom label ${label}`);
        }
        const helper = JSON.stringify(path.join(stubFolder, 'labels.ts'));
        return `import { inLanguageOfPage } from ${helper};\nexport default inLanguageOfPage(${JSON.stringify(texts)});`;
      }
      const [, permission] = /^\0@salesforce\/customPermission\/(\w+)$/.exec(id) ?? [];
      if (permission !== undefined) {
        const helper = JSON.stringify(path.join(stubFolder, 'permissions.ts'));
        return `import { hasPermission } from ${helper};\nexport default hasPermission(${JSON.stringify(permission)});`;
      }
      const [, object, field] = /^\0@salesforce\/schema\/(\w+)\.([\w.]+)$/.exec(id) ?? [];
      return object === undefined ? null : `export default ${JSON.stringify({ objectApiName: object, fieldApiName: field })};`;
    },
  };
}
