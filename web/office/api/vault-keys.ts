import { queryOptions } from '@tanstack/react-query';
import { get, post } from './client.ts';

export const SUITES = ['aes-256-gcm', 'sm4-cbc-hmac-sm3'] as const;
export type Suite = (typeof SUITES)[number];
export type VaultKey = {
  readonly id: number;
  readonly purpose: 'seal' | 'lookup';
  readonly suite: Suite;
  readonly createdAt: string;
  readonly retiredAt: string | null;
  readonly askedBy: string | null;
  readonly holds: boolean;
};

export const vaultKeysQuery = queryOptions({
  queryKey: ['access', 'vault-keys'],
  queryFn: ({ signal }) =>
    get<{ readonly keys: readonly VaultKey[]; readonly asked: boolean }>('/api/v1/vault/keys', {}, signal),
});
export const askForKey = (given: { readonly suite: Suite; readonly reason: string }, key: string) =>
  post('/api/v1/vault/rotations', given, key);

/** A change of the master key that was proposed, by the marks of the two keys. */
export type MasterKeyChange = {
  readonly id: string;
  readonly fromMark: string;
  readonly toMark: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly outcome: 'change' | 'keep' | null;
  readonly doneAt: string | null;
  readonly mayDecide: boolean;
};
export const masterKeyQuery = queryOptions({
  queryKey: ['access', 'master-key'],
  queryFn: ({ signal }) =>
    get<{ readonly mark: string; readonly change: MasterKeyChange | null }>('/api/v1/vault/master-key', {}, signal),
});
export const proposeMasterKey = (given: { readonly toMark: string; readonly reason: string }, key: string) =>
  post('/api/v1/vault/master-key-changes', given, key);
export const decideMasterKey = (
  { id, ...given }: { readonly id: string; readonly outcome: 'change' | 'keep'; readonly reason: string },
  key: string,
) => post(`/api/v1/vault/master-key-changes/${id}/decisions`, given, key);
