import { resource } from './reading.ts';
import { addressFields, guid, text } from './writing.ts';

/** An account (relation): a customer where `status` is `C`. Its address fields are the main visit address. */
export interface ExactAccount {
  readonly id: string;
  /** Without its padding; `paddedAccountCode` puts it back for filters. */
  readonly code: string;
  readonly name: string;
  readonly status: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly website: string | null;
  readonly addressLine1: string | null;
  readonly addressLine2: string | null;
  readonly addressLine3: string | null;
  readonly postcode: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly country: string | null;
  readonly vatNumber: string | null;
  readonly chamberOfCommerce: string | null;
  readonly searchCode: string | null;
  readonly language: string | null;
  readonly salesCurrency: string | null;
  readonly salesVatCode: string | null;
  readonly paymentConditionSales: string | null;
  readonly mainContact: string | null;
  readonly isSales: boolean;
  readonly isBlocked: boolean;
  readonly startDate: string | null;
  readonly endDate: string | null;
  readonly modifiedAt: string | null;
}

/** Accounts, 60 a page. A GET must filter one of the fields Exact lists (ID, Code, Name, Email, VATNumber, ...). */
export const ACCOUNTS = resource<ExactAccount>({
  path: 'crm/Accounts',
  key: 'ID',
  select: [
    'ID',
    'Code',
    'Name',
    'Status',
    'Email',
    'Phone',
    'Website',
    'AddressLine1',
    'AddressLine2',
    'AddressLine3',
    'Postcode',
    'City',
    'State',
    'Country',
    'VATNumber',
    'ChamberOfCommerce',
    'SearchCode',
    'Language',
    'SalesCurrency',
    'SalesVATCode',
    'PaymentConditionSales',
    'MainContact',
    'IsSales',
    'Blocked',
    'StartDate',
    'EndDate',
    'Modified',
  ],
  read: (row) => ({
    id: row.key('ID'),
    code: row.key('Code'),
    name: row.key('Name'),
    status: row.text('Status'),
    email: row.text('Email'),
    phone: row.text('Phone'),
    website: row.text('Website'),
    addressLine1: row.text('AddressLine1'),
    addressLine2: row.text('AddressLine2'),
    addressLine3: row.text('AddressLine3'),
    postcode: row.text('Postcode'),
    city: row.text('City'),
    state: row.text('State'),
    country: row.text('Country'),
    vatNumber: row.text('VATNumber'),
    chamberOfCommerce: row.text('ChamberOfCommerce'),
    searchCode: row.text('SearchCode'),
    language: row.text('Language'),
    salesCurrency: row.text('SalesCurrency'),
    salesVatCode: row.text('SalesVATCode'),
    paymentConditionSales: row.text('PaymentConditionSales'),
    mainContact: row.text('MainContact'),
    isSales: row.flag('IsSales'),
    isBlocked: row.flag('Blocked'),
    startDate: row.date('StartDate'),
    endDate: row.date('EndDate'),
    modifiedAt: row.instant('Modified'),
  }),
  writable: {
    Name: text(50),
    Status: text(1),
    Email: { ...text(255), isWrittenOnce: true },
    Phone: text(25),
    Website: text(100),
    ...addressFields,
    VATNumber: text(20),
    ChamberOfCommerce: text(20),
    SearchCode: text(60),
    Language: text(2),
    SalesVATCode: { ...text(3), isWrittenOnce: true },
    SalesCurrency: { ...text(3), isWrittenOnce: true },
    PaymentConditionSales: { ...text(20), isWrittenOnce: true },
    Remarks: text(32_000),
    MainContact: guid,
  },
});
