import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { queryOptions } from '@tanstack/react-query';
import { get, post, remove } from './client.ts';

/** What is shown besides the password. */
export type Proof =
  | { readonly method: 'totp' | 'backup'; readonly code: string }
  | { readonly method: 'passkey'; readonly challenge: string; readonly answer: unknown };
export type Factors = {
  readonly totpSince: string | null;
  readonly passkeys: readonly {
    readonly id: string;
    readonly label: string;
    readonly createdAt: string;
    readonly usedAt: string | null;
  }[];
  readonly backupCodesLeft: number;
};
export type Device = {
  readonly id: string;
  readonly beganAt: string;
  readonly lastUsedAt: string;
  readonly device: string;
  readonly secondFactor: 'totp' | 'passkey' | 'backup' | 'provider' | null;
  readonly current: boolean;
};
/** Codes for paper, told once. */
type Codes = { readonly backupCodes: readonly string[] };
type Registration = Parameters<typeof startRegistration>[0]['optionsJSON'];
type Authentication = Parameters<typeof startAuthentication>[0]['optionsJSON'];

export const factorsQuery = queryOptions({
  queryKey: ['own', 'factors'],
  queryFn: ({ signal }) => get<Factors>('/api/v1/me/second-factors', {}, signal),
});
export const devicesQuery = queryOptions({
  queryKey: ['own', 'devices'],
  queryFn: ({ signal }) => get<readonly Device[]>('/api/v1/me/sessions', {}, signal),
});

export const beginTotp = () =>
  post<{ readonly address: string; readonly typed: string; readonly picture: string }>('/api/v1/me/totp', {});
export const confirmTotp = (code: string) => post<Codes>('/api/v1/me/totp/confirmations', { code });

/** The browser makes a passkey on this device or a key that is plugged in. */
export async function makePasskey(label: string): Promise<Codes> {
  const options = await post<Registration>('/api/v1/me/passkeys/challenges', {});
  const answer = await startRegistration({ optionsJSON: options });
  return post<Codes>('/api/v1/me/passkeys', { label, challenge: options.challenge, answer });
}

/** The browser shows a passkey that was made here before. */
export async function showPasskey(): Promise<Proof> {
  const options = await post<Authentication>('/api/v1/me/second-factors/challenges', {});
  const answer = await startAuthentication({ optionsJSON: options });
  return { method: 'passkey', challenge: options.challenge, answer };
}

export const proveSession = (proof: Proof) => post('/api/v1/session/proofs', proof);
export const removeFactor = (factor: string, proof: Proof) =>
  post('/api/v1/me/second-factors/removals', { factor, proof });
export const renewCodes = (proof: Proof) => post<Codes>('/api/v1/me/backup-codes', { proof });
export const changePassword = (current: string, next: string) => post('/api/v1/me/passwords', { current, next });
export const endDevice = (id: string) => remove(`/api/v1/me/sessions/${id}`);
