export { answerConsent, showConsent, type AuthorizeAnswer } from './authorize.ts';
export { OAuthError } from './oauth-error.ts';
export { answerTokenRequest, type AppRegistration, type OAuthContext } from './token-endpoint.ts';
export { TokenStore } from './token-store.ts';
export { userInfo } from './user-info.ts';
