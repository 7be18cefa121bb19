/** The one person who gives consent and under whose name the API writes. */
export const USER = {
  id: '99d87844-e4ef-4ac5-968c-fb863eaced16',
  fullName: 'Edward Jackson',
  firstName: 'Edward',
  lastName: 'Jackson',
  userName: 'edward.jackson@example.com',
} as const;
