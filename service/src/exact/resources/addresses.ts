import { resource } from './reading.ts';
import { addressFields, guid, integer } from './writing.ts';

/** Values of `Type`. */
export const ADDRESS_TYPES = { visit: 1, postal: 2, invoice: 3, delivery: 4 } as const;

/** A further address of an account. */
export interface ExactAddress {
  readonly id: string;
  readonly account: string | null;
  readonly contact: string | null;
  readonly type: number;
  readonly isMain: boolean;
  readonly addressLine1: string | null;
  readonly addressLine2: string | null;
  readonly addressLine3: string | null;
  readonly postcode: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly country: string | null;
  readonly phone: string | null;
  readonly modifiedAt: string | null;
}

/** Addresses, 60 a page. A POST of an address that exists already answers the existing one. */
export const ADDRESSES = resource<ExactAddress>({
  path: 'crm/Addresses',
  key: 'ID',
  select: [
    'ID',
    'Account',
    'Contact',
    'Type',
    'Main',
    'AddressLine1',
    'AddressLine2',
    'AddressLine3',
    'Postcode',
    'City',
    'State',
    'Country',
    'Phone',
    'Modified',
  ],
  read: (row) => ({
    id: row.key('ID'),
    account: row.text('Account'),
    contact: row.text('Contact'),
    type: row.integer('Type') ?? 0,
    isMain: row.flag('Main'),
    addressLine1: row.text('AddressLine1'),
    addressLine2: row.text('AddressLine2'),
    addressLine3: row.text('AddressLine3'),
    postcode: row.text('Postcode'),
    city: row.text('City'),
    state: row.text('State'),
    country: row.text('Country'),
    phone: row.text('Phone'),
    modifiedAt: row.instant('Modified'),
  }),
  writable: {
    Account: guid,
    Type: integer,
    ...addressFields,
  },
});
