// How long the texts of the package's metadata may be. One text over its limit and nothing of the package deploys;
// `sf project convert source` and `sf project generate manifest` do not look.
//
// Where a limit is from:
//   FR  read in the Field Reference, on the page of the object
//   OR  read in the Object Reference, at the field
//   ER  read in what an org said when it refused ('Type name too long, maximum length is 40')
//   BK  known from the forms in Setup, not looked up
//   NF  nothing found: the shortest that Salesforce has for texts of this kind

/** Name of a component by its type, without namespace and `__c`. */
const NAME_LIMITS = {
  ApexClass: [40, 'ER'],
  ApexTrigger: [40, 'NF'],
  CustomApplication: [40, 'NF'],
  CustomField: [40, 'BK'],
  CustomLabels: [80, 'NF'],
  CustomNotificationType: [80, 'BK'],
  CustomObject: [40, 'BK'],
  CustomObjectTranslation: [80, 'NF'],
  CustomPermission: [80, 'OR CustomPermission'],
  CustomTab: [40, 'NF'],
  ExternalClientApplication: [80, 'BK'],
  ExternalCredential: [80, 'BK'],
  ExtlClntAppOauthSettings: [80, 'NF'],
  FlexiPage: [80, 'BK'],
  LightningComponentBundle: [40, 'NF'],
  ListView: [40, 'BK'],
  NamedCredential: [80, 'BK'],
  PermissionSet: [80, 'FR PermissionSet'],
  QuickAction: [80, 'NF'],
  Translations: [80, 'NF'],
};

/** Text that people wrote, by the path of its element. */
const TEXT_LIMITS = {
  'CustomApplication.actionOverrides.comment': [1000, 'BK'],
  'CustomApplication.description': [255, 'NF'],
  'CustomApplication.label': [40, 'NF'],
  'CustomField.description': [1000, 'BK'],
  'CustomField.formula': [3900, 'BK'],
  'CustomField.formulaTreatBlanksAs': [255, 'NF'],
  'CustomField.inlineHelpText': [510, 'BK'],
  'CustomField.label': [40, 'BK'],
  'CustomField.relationshipLabel': [80, 'BK'],
  'CustomField.relationshipName': [40, 'BK'],
  'CustomField.valueSet.valueSetDefinition.value.fullName': [255, 'BK'],
  'CustomField.valueSet.valueSetDefinition.value.label': [255, 'BK'],
  'CustomLabels.labels.categories': [255, 'BK'],
  'CustomLabels.labels.fullName': [80, 'BK'],
  'CustomLabels.labels.shortDescription': [80, 'BK'],
  'CustomLabels.labels.value': [1000, 'BK'],
  'CustomNotificationType.customNotifTypeName': [80, 'BK'],
  'CustomNotificationType.description': [255, 'BK'],
  'CustomNotificationType.masterLabel': [80, 'BK'],
  'CustomObject.description': [1000, 'BK'],
  'CustomObject.label': [40, 'BK'],
  'CustomObject.nameField.displayFormat': [30, 'BK'],
  'CustomObject.nameField.label': [40, 'BK'],
  'CustomObject.pluralLabel': [40, 'BK'],
  'CustomObjectTranslation.caseValues.value': [40, 'BK'],
  'CustomObjectTranslation.fields.help': [510, 'BK'],
  'CustomObjectTranslation.fields.label': [40, 'BK'],
  'CustomObjectTranslation.fields.picklistValues.translation': [255, 'BK'],
  'CustomObjectTranslation.fields.relationshipLabel': [80, 'BK'],
  'CustomObjectTranslation.nameFieldLabel': [40, 'BK'],
  'CustomPermission.description': [255, 'OR CustomPermission'],
  'CustomPermission.label': [80, 'OR CustomPermission'],
  'CustomTab.description': [255, 'NF'],
  'CustomTab.label': [40, 'NF'],
  'ExternalClientApplication.contactEmail': [80, 'NF'],
  'ExternalClientApplication.description': [255, 'NF'],
  'ExternalClientApplication.label': [80, 'BK'],
  'ExternalCredential.description': [255, 'NF'],
  'ExternalCredential.externalCredentialParameters.parameterGroup': [80, 'NF'],
  'ExternalCredential.externalCredentialParameters.parameterName': [80, 'NF'],
  'ExternalCredential.externalCredentialParameters.parameterValue': [255, 'NF'],
  'ExternalCredential.label': [80, 'BK'],
  'ExtlClntAppOauthSettings.commaSeparatedOauthScopes': [255, 'NF'],
  'ExtlClntAppOauthSettings.label': [80, 'NF'],
  'FlexiPage.description': [255, 'BK'],
  'FlexiPage.masterLabel': [80, 'BK'],
  'LightningComponentBundle.description': [255, 'NF'],
  'LightningComponentBundle.masterLabel': [80, 'NF'],
  'ListView.label': [40, 'BK'],
  'NamedCredential.description': [255, 'NF'],
  'NamedCredential.label': [80, 'BK'],
  'NamedCredential.namedCredentialParameters.parameterName': [80, 'NF'],
  'NamedCredential.namedCredentialParameters.parameterValue': [255, 'BK'],
  'PermissionSet.description': [255, 'FR PermissionSet'],
  'PermissionSet.label': [80, 'FR PermissionSet'],
  'QuickAction.description': [255, 'NF'],
  'QuickAction.label': [80, 'NF'],
  'Translations.customApplications.description': [255, 'NF'],
  'Translations.customApplications.label': [40, 'NF'],
  'Translations.customLabels.label': [1000, 'BK'],
  'Translations.customTabs.label': [40, 'NF'],
};

/** Text that is the name of another component or of something of the platform: as long as that one is. */
const REFERENCE_PATHS = new Set([
  'CustomApplication.actionOverrides.actionName',
  'CustomApplication.actionOverrides.content',
  'CustomApplication.actionOverrides.pageOrSobjectType',
  'CustomApplication.brand.headerColor',
  'CustomApplication.defaultLandingTab',
  'CustomApplication.tabs',
  'CustomField.defaultValue',
  'CustomField.referenceTo',
  'CustomLabels.labels.language',
  'CustomObject.compactLayoutAssignment',
  'CustomObject.searchLayouts.searchResultsAdditionalFields',
  'CustomObjectTranslation.fields.name',
  'CustomObjectTranslation.fields.picklistValues.masterLabel',
  'CustomTab.flexiPage',
  'CustomTab.motif',
  'ExternalClientApplication.orgScopedExternalApp',
  'ExtlClntAppOauthSettings.externalClientApplication',
  'ExtlClntAppOauthSettings.oauthLink',
  'FlexiPage.flexiPageRegions.itemInstances.componentInstance.componentInstanceProperties.name',
  'FlexiPage.flexiPageRegions.itemInstances.componentInstance.componentInstanceProperties.value',
  'FlexiPage.flexiPageRegions.itemInstances.componentInstance.componentName',
  'FlexiPage.flexiPageRegions.itemInstances.componentInstance.identifier',
  'FlexiPage.flexiPageRegions.name',
  'FlexiPage.sobjectType',
  'FlexiPage.template.name',
  'LightningComponentBundle.targetConfigs',
  'LightningComponentBundle.targets.target',
  'ListView.columns',
  'NamedCredential.namedCredentialParameters.externalCredential',
  'PermissionSet.applicationVisibilities.application',
  'PermissionSet.classAccesses.apexClass',
  'PermissionSet.customPermissions.name',
  'PermissionSet.externalCredentialPrincipalAccesses.externalCredentialPrincipal',
  'PermissionSet.fieldPermissions.field',
  'PermissionSet.objectPermissions.object',
  'PermissionSet.tabSettings.tab',
  'PermissionSet.userPermissions.name',
  'QuickAction.lightningWebComponent',
  'Translations.customApplications.name',
  'Translations.customLabels.name',
  'Translations.customTabs.name',
]);

/** Numbers of a custom field by its type: the least and the most that Salesforce takes (BK). */
const NUMBER_LIMITS = {
  Text: { length: [1, 255] },
  LongTextArea: { length: [256, 131_072], visibleLines: [2, 50] },
  Html: { length: [256, 131_072], visibleLines: [10, 50] },
  Number: { precision: [1, 18], scale: [0, 17] },
  Currency: { precision: [1, 18], scale: [0, 17] },
  Percent: { precision: [1, 18], scale: [0, 17] },
};

/** Texts of `sfdx-project.json`; the versions of a package are records of Package2Version. */
const PROJECT_LIMITS = {
  package: [80, 'NF'],
  versionName: [255, 'NF'],
  versionDescription: [255, 'NF'],
};

const NAMESPACE_LIMIT = [15, 'ER'];

/** What is too long about a text at this path of a component, if anything is; a path nothing is known about is a problem too. */
export function textProblem(path, text) {
  if (REFERENCE_PATHS.has(path)) return undefined;
  const [type, element, ...deeper] = path.split('.');
  if (element === 'fullName' && deeper.length === 0) return nameProblem(type, text);
  return lengthProblem(path, text, TEXT_LIMITS[path]);
}

/** What is too long about the name of a component, if anything is. */
export function nameProblem(type, name) {
  return lengthProblem(`${type} ${name}`, name.replace(/__c$/, ''), NAME_LIMITS[type]);
}

/** What is too large or too small about the numbers of a custom field. */
export function numberProblems(type, content) {
  if (type !== 'CustomField') return [];
  const problems = Object.entries(NUMBER_LIMITS[content.type] ?? {})
    .filter(([name, [least, most]]) => content[name] !== undefined && !(content[name] >= least && content[name] <= most))
    .map(([name, [least, most]]) => `CustomField.${name}: ${content[name]} is not between ${least} and ${most}`);
  return Number(content.scale) > Number(content.precision)
    ? [...problems, `CustomField.scale: ${content.scale} decimals do not fit into ${content.precision} digits`]
    : problems;
}

/** What is too long about the texts of `sfdx-project.json`. */
export function projectProblems({ namespace, packageDirectories }) {
  const texts = packageDirectories.flatMap((directory) =>
    Object.entries(PROJECT_LIMITS).map(([name, limit]) => lengthProblem(name, directory[name] ?? '', limit)),
  );
  return [lengthProblem('namespace', namespace, NAMESPACE_LIMIT), ...texts].filter((problem) => problem !== undefined);
}

function lengthProblem(subject, text, limit) {
  if (limit === undefined) return `${subject}: how long it may be is not known; add it to metadata-lengths.mjs`;
  const [most] = limit;
  return text.length > most ? `${subject}: ${text.length} characters, at most ${most} deploy` : undefined;
}
