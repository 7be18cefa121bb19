import {
  Breakers,
  type Clock,
  type CredentialVault,
  DEFAULT_TRANSPORT_LIMITS,
  HttpTransport,
  type StopSignals,
  type TransportLimits,
} from '../wire/index.ts';
import { isTandemError, phrase, TandemError } from '../errors/index.ts';
import { Caller, type CallerParts } from './caller.ts';
import { connectExact, type ConnectRequest, type ExactConnection } from './connect.ts';
import { DivisionClient } from './division.ts';
import type { DivisionMemory, ExactApp, ExactBudget, ExactCredentials } from './ports.ts';
import { ReferenceCache, type ReferenceLists } from './reference-lists.ts';
import { DIVISIONS, ME, type ExactDivisionInfo, type ExactMe } from './resources/index.ts';
import { orgTokens } from './token-provider.ts';
import { TokenSource } from './token-source.ts';
import type { CallClass, ExactDivision } from './types.ts';

const REFERENCE_LISTS_LIVE_MS = 15 * 60_000;

export interface ExactDependencies {
  /** The app registration for a country (two letters, lower case). */
  readonly appOf: (country: string) => ExactApp;
  readonly vault: CredentialVault<ExactCredentials>;
  readonly budget: ExactBudget;
  readonly memory: DivisionMemory;
  readonly now: () => Date;
  /** Divides the durations of Exact's rules; 1 against the real Exact. */
  readonly timeScale: number;
  readonly transportLimits?: TransportLimits;
  /** Of the process. */
  readonly stopping?: StopSignals;
  /** Told of every data request before it goes out. */
  readonly onCall?: (callClass: CallClass) => void;
}

/** Every way into Exact Online. One a process. */
export interface ExactClients {
  /** Reads where the org is connected, so that the division knows its host. Fails with `not_connected`. */
  division(orgId: string, division: number, callClass: CallClass, signal?: AbortSignal): Promise<ExactDivision>;
  references(orgId: string, division: ExactDivision): ReferenceLists;
  /** Trades a code or a refresh token for a connection; see `ConnectRequest`. */
  connect(request: ConnectRequest): Promise<ExactConnection>;
  divisions(orgId: string): Promise<readonly ExactDivisionInfo[]>;
  me(orgId: string): Promise<ExactMe>;
  /** Drops tokens and lists held in memory: the org connected again or is gone. */
  forget(orgId: string): void;
  close(): Promise<void>;
}

export function createExactClients(dependencies: ExactDependencies): ExactClients {
  const clock: Clock = { now: dependencies.now, scale: dependencies.timeScale };
  const transport = new HttpTransport(dependencies.transportLimits ?? DEFAULT_TRANSPORT_LIMITS);
  const { budget, stopping, onCall } = dependencies;
  const parts: CallerParts = { transport, budget, breakers: breakersOf(clock), clock, stopping, onCall };
  const tokens = new TokenSource({
    vault: dependencies.vault,
    transport,
    appOf: dependencies.appOf,
    clock,
    stopping: stopping?.waits,
  });
  const references = new ReferenceCache({ timeToLiveMs: REFERENCE_LISTS_LIVE_MS, now: dependencies.now });

  const division: ExactClients['division'] = async (orgId, code, callClass, signal) => {
    const entry = await dependencies.vault.read(orgId);
    const app = dependencies.appOf(entry.credentials.country);
    const caller = new Caller(parts, { tokens: orgTokens(tokens, orgId), callClass, app, signal });
    return new DivisionClient({ caller, app, division: code, memory: dependencies.memory });
  };
  const me: ExactClients['me'] = async (orgId) => await readMe(await division(orgId, 0, 'interactive'));

  return {
    division,
    me,
    references: (orgId, of) => references.lists(orgId, of),
    connect: (request) => connectExact({ ...parts, appOf: dependencies.appOf, memory: dependencies.memory }, request),
    divisions: async (orgId) => {
      const { CurrentDivision: currentDivision } = await me(orgId);
      const current = await division(orgId, currentDivision ?? 0, 'interactive');
      return await current.find(DIVISIONS, {});
    },
    forget: (orgId) => {
      tokens.forget(orgId);
      references.forget(orgId);
    },
    close: () => transport.close(),
  };
}

async function readMe(division: ExactDivision): Promise<ExactMe> {
  const [me] = await division.find(ME, {});
  if (me === undefined) throw new TandemError('exact_unreadable_answer', { entity: 'Me', text: phrase('answer_without_user') });
  return me;
}

function breakersOf(clock: Clock): Breakers {
  return new Breakers({
    clock,
    isFailure: (error) => isTandemError(error, 'exact_unavailable') || isTandemError(error, 'exact_outcome_unknown'),
    whenOpen: (retryAfterMs, cause) =>
      new TandemError('exact_unavailable', { text: phrase('calls_failed') }, { cause, retryAfterMs }),
  });
}
