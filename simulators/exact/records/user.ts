/** Somebody who works in the ERP. */
export interface ErpUser {
  readonly id: string;
  readonly fullName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly userName: string;
}

/** The one person under whose name the API writes. */
export const USER: ErpUser = {
  id: '99d87844-e4ef-4ac5-968c-fb863eaced16',
  fullName: 'Edward Jackson',
  firstName: 'Edward',
  lastName: 'Jackson',
  userName: 'edward.jackson@example.com',
};

/** A colleague of that person, who may give consent too. */
export const COLLEAGUE: ErpUser = {
  id: '5b1f0f55-0f5d-4e1c-9a7e-6f2b9cbb1a37',
  fullName: 'Sanne Bakker',
  firstName: 'Sanne',
  lastName: 'Bakker',
  userName: 'sanne.bakker@example.com',
};
