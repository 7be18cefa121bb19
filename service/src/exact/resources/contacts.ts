import { resource } from './reading.ts';
import { guid, text } from './writing.ts';

/** A person of an account. */
export interface ExactContact {
  readonly id: string;
  readonly account: string;
  readonly firstName: string | null;
  readonly middleName: string | null;
  readonly lastName: string | null;
  readonly fullName: string | null;
  readonly email: string | null;
  readonly businessEmail: string | null;
  readonly phone: string | null;
  readonly businessPhone: string | null;
  readonly mobile: string | null;
  readonly jobTitle: string | null;
  readonly language: string | null;
  readonly isMainContact: boolean;
  readonly modifiedAt: string | null;
}

/** Contacts, 60 a page. Main contact of an account is set on the account. */
export const CONTACTS = resource<ExactContact>({
  path: 'crm/Contacts',
  key: 'ID',
  select: [
    'ID',
    'Account',
    'FirstName',
    'MiddleName',
    'LastName',
    'FullName',
    'Email',
    'BusinessEmail',
    'Phone',
    'BusinessPhone',
    'Mobile',
    'JobTitleDescription',
    'Language',
    'IsMainContact',
    'Modified',
  ],
  read: (row) => ({
    id: row.key('ID'),
    account: row.key('Account'),
    firstName: row.text('FirstName'),
    middleName: row.text('MiddleName'),
    lastName: row.text('LastName'),
    fullName: row.text('FullName'),
    email: row.text('Email'),
    businessEmail: row.text('BusinessEmail'),
    phone: row.text('Phone'),
    businessPhone: row.text('BusinessPhone'),
    mobile: row.text('Mobile'),
    jobTitle: row.text('JobTitleDescription'),
    language: row.text('Language'),
    isMainContact: row.flag('IsMainContact'),
    modifiedAt: row.instant('Modified'),
  }),
  writable: {
    Account: guid,
    FirstName: text(30),
    LastName: text(70),
    Email: text(255),
    Phone: text(25),
    Mobile: text(25),
    JobTitleDescription: text(50),
    Language: text(2),
  },
});
