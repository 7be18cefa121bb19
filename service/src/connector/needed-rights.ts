import { NO_RIGHTS, type SalesforceNeeds } from '../salesforce/index.ts';

/** What Tandem needs in Salesforce whatever its flows are: to sign in, to find out which rights it has, to tell people. */
export const BASE_NEEDS: SalesforceNeeds = {
  integration: { ...NO_RIGHTS, userPermissions: ['ApiEnabled', 'ViewRoles', 'ViewSetup', 'SendCustomNotifications'] },
  people: { ...NO_RIGHTS, objects: { UserExternalCredential: ['read'] } },
  packageFields: {},
  shownWith: {},
  switched: [],
};

/** Rights of users as Setup names them. */
export const LABELS: Readonly<Record<string, string>> = {
  ApiEnabled: 'API Enabled',
  ViewRoles: 'View Roles and Role Hierarchy',
  ViewSetup: 'View Setup and Configuration',
  EditActivatedOrders: 'Edit Activated Orders',
  SendCustomNotifications: 'Send Custom Notifications',
};
