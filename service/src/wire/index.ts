export { Breakers } from './breakers.ts';
export { pause, scaled, type Clock, type StopSignals } from './clock.ts';
export { RENEWAL_LOST, type CredentialVault, type VaultEntry } from './credential-vault.ts';
export {
  DEFAULT_TRANSPORT_LIMITS,
  FILE_BOUNDS,
  HttpTransport,
  PERSON_BOUNDS,
  TOKEN_ANSWER_BYTES,
  type ExchangeBounds,
  type TransportLimits,
  type WireAnswer,
  type WireHeaders,
} from './http-transport.ts';
export { decimalNumber, parseJson } from './lossless-json.ts';
