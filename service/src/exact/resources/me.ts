import { resource } from './reading.ts';

/** The user behind the connection. */
export interface ExactMe {
  readonly userId: string;
  readonly userName: string | null;
  readonly fullName: string | null;
  readonly email: string | null;
  readonly currentDivision: number | null;
  readonly languageCode: string | null;
}

/** The user who gave consent; the only resource without a division in its address. */
export const ME = resource<ExactMe>({
  path: 'current/Me',
  key: 'UserID',
  select: ['UserID', 'UserName', 'FullName', 'Email', 'CurrentDivision', 'LanguageCode'],
  read: (row) => ({
    userId: row.key('UserID'),
    userName: row.text('UserName'),
    fullName: row.text('FullName'),
    email: row.text('Email'),
    currentDivision: row.integer('CurrentDivision'),
    languageCode: row.text('LanguageCode'),
  }),
});
