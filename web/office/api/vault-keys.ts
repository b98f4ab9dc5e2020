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
