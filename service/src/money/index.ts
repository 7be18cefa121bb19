export { Decimal, amountText, toDecimal } from './decimal.ts';
export { discounted } from './discount.ts';
export { amountInCurrency, currencyDecimals, roundMoney, roundTo } from './rounding.ts';
export { sharedOut } from './shares.ts';
