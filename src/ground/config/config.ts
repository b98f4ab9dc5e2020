import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { PlainDate } from '../kernel/plain-date.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { MasterKeySource } from '../platform/key-file.ts';
import { SETTINGS } from './settings.ts';

type Key = keyof typeof SETTINGS;

/** What the installation was told, checked and frozen. Paths are as given; where defaults lie is the data home's matter. */
export type Config = {
  readonly dataFolder: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly databaseAppUrl: string | undefined;
  readonly databaseIntakeUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  /** Addresses and networks whose word about the asker's address counts. */
  readonly trustedProxies: readonly string[];
  readonly keyFile: string | undefined;
  readonly key: string | undefined;
  readonly keyCommand: string | undefined;
  /** Of the new master key, while it is changed: one of three ways, as of the one in use. */
  readonly newKey: {
    readonly file: string | undefined;
    readonly inline: string | undefined;
    readonly command: string | undefined;
  };
  readonly vaultFolder: string | undefined;
  readonly vaultSuite: 'aes-256-gcm' | 'sm4-cbc-hmac-sm3';
  readonly logKeyFile: string | undefined;
  readonly logOrigin: string | undefined;
  /** `key address, key address`. */
  readonly logSm2KeyFile: string | undefined;
  readonly witnesses: string | undefined;
  readonly portalUrl: string | undefined;
  readonly sealService: { readonly url: string; readonly key: string } | undefined;
  readonly smtp: { readonly url: string; readonly from: string } | undefined;
  readonly oidc: OidcConfig | undefined;
  readonly partyOidc: OidcConfig | undefined;
  readonly pack: string | undefined;
  readonly demonstration: boolean;
  readonly secondFactor: 'required' | 'optional' | undefined;
  /** To the reconciliation service, from one address. */
  readonly publicQuestionsAMinute: number;
  /** What the monitor shows to read the counters; without it nobody reads them. */
  readonly metricsToken: string | undefined;
  /** Of the comparison of names, as a calibration wrote them. */
  readonly screeningThresholds: string | undefined;
  readonly today: PlainDate | undefined;
};

/** @throws {Refusal} invalid `config.bad_value`: one of the two without the other */
function smtpOf(url: string | undefined, from: string | undefined): Config['smtp'] {
  if (url === undefined && from === undefined) return undefined;
  if (url === undefined) throw new Refusal('invalid', 'config.bad_value', { key: 'ZHENGMING_SMTP_URL' });
  if (from === undefined) throw new Refusal('invalid', 'config.bad_value', { key: 'ZHENGMING_MAIL_FROM' });
  return { url, from };
}

type OidcConfig = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
};

/** @throws {Refusal} invalid `config.bad_value`: some of the three without the others */
function oidcOf(prefix: string, given: { [K in keyof OidcConfig]: string | undefined }): OidcConfig | undefined {
  const { issuer, clientId, clientSecret, name = '' } = given;
  if (issuer !== undefined && clientId !== undefined && clientSecret !== undefined) {
    return { issuer, clientId, clientSecret, name };
  }
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined;
  const missing = issuer === undefined ? 'ISSUER' : clientId === undefined ? 'CLIENT_ID' : 'CLIENT_SECRET';
  throw new Refusal('invalid', 'config.bad_value', { key: `${prefix}_${missing}` });
}

/** @throws {Refusal} invalid `config.file_unreadable`, `config.unknown_key` */
function fileSettings(file: string | undefined): Record<string, string> {
  if (!file) return {};
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8')) ?? {};
  } catch (error) {
    throw new Refusal('invalid', 'config.file_unreadable', { file, reason: String(error).split('\n')[0] });
  }
  const entries = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).safeParse(content);
  if (!entries.success)
    throw new Refusal('invalid', 'config.file_unreadable', { file, reason: 'not a list of key: value' });
  for (const key of Object.keys(entries.data)) {
    if (!(key in SETTINGS)) throw new Refusal('invalid', 'config.unknown_key', { file, key });
  }
  return Object.fromEntries(Object.entries(entries.data).map(([key, value]) => [key, String(value)]));
}

/** @throws {Refusal} invalid `config.bad_value`: an address without its key, or a key without an address */
function sealServiceOf(url: string | undefined, key: string | undefined): Config['sealService'] {
  if (url !== undefined && key !== undefined) return { url, key };
  if (url === undefined && key === undefined) return undefined;
  throw new Refusal('invalid', 'config.bad_value', {
    key: url === undefined ? 'ZHENGMING_SEAL_URL' : 'ZHENGMING_SEAL_KEY',
  });
}

/**
 * Reads and checks every key. An empty environment variable counts as not set.
 * @throws {Refusal} invalid `config.bad_value` naming the key (never the value: it may be a password), and those of the file
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  // With it nobody would know who answers in the provider's, the seal service's or a witness's place.
  if (environment.NODE_TLS_REJECT_UNAUTHORIZED === '0')
    throw new Refusal('invalid', 'config.tls_unchecked', { key: 'NODE_TLS_REJECT_UNAUTHORIZED' });
  const file = fileSettings(environment.ZHENGMING_CONFIG || undefined);
  function read<K extends Key>(key: K): z.output<(typeof SETTINGS)[K]['schema']> {
    const result = SETTINGS[key].schema.safeParse(environment[key] || file[key]);
    if (!result.success) throw new Refusal('invalid', 'config.bad_value', { key });
    return result.data as z.output<(typeof SETTINGS)[K]['schema']>;
  }
  const config: Config = {
    dataFolder: read('ZHENGMING_DATA'),
    databaseUrl: read('DATABASE_URL'),
    databaseAppUrl: read('DATABASE_APP_URL'),
    databaseIntakeUrl: read('DATABASE_INTAKE_URL'),
    host: read('HOST'),
    port: read('PORT'),
    trustedProxies: read('ZHENGMING_TRUSTED_PROXIES'),
    keyFile: read('ZHENGMING_KEY_FILE'),
    key: read('ZHENGMING_KEY'),
    keyCommand: read('ZHENGMING_KEY_COMMAND'),
    newKey: {
      file: read('ZHENGMING_NEW_KEY_FILE'),
      inline: read('ZHENGMING_NEW_KEY'),
      command: read('ZHENGMING_NEW_KEY_COMMAND'),
    },
    vaultFolder: read('ZHENGMING_VAULT_FOLDER'),
    vaultSuite: read('ZHENGMING_VAULT_SUITE'),
    logKeyFile: read('ZHENGMING_LOG_KEY_FILE'),
    logOrigin: read('ZHENGMING_LOG_ORIGIN'),
    logSm2KeyFile: read('ZHENGMING_LOG_SM2_KEY_FILE'),
    witnesses: read('ZHENGMING_WITNESSES'),
    portalUrl: read('ZHENGMING_PORTAL_URL'),
    sealService: sealServiceOf(read('ZHENGMING_SEAL_URL'), read('ZHENGMING_SEAL_KEY')),
    smtp: smtpOf(read('ZHENGMING_SMTP_URL'), read('ZHENGMING_MAIL_FROM')),
    oidc: oidcOf('ZHENGMING_OIDC', {
      issuer: read('ZHENGMING_OIDC_ISSUER'),
      clientId: read('ZHENGMING_OIDC_CLIENT_ID'),
      clientSecret: read('ZHENGMING_OIDC_CLIENT_SECRET'),
      name: read('ZHENGMING_OIDC_NAME'),
    }),
    partyOidc: oidcOf('ZHENGMING_PARTY_OIDC', {
      issuer: read('ZHENGMING_PARTY_OIDC_ISSUER'),
      clientId: read('ZHENGMING_PARTY_OIDC_CLIENT_ID'),
      clientSecret: read('ZHENGMING_PARTY_OIDC_CLIENT_SECRET'),
      name: read('ZHENGMING_PARTY_OIDC_NAME'),
    }),
    pack: read('ZHENGMING_PACK'),
    demonstration: read('ZHENGMING_DEMO'),
    secondFactor: read('ZHENGMING_SECOND_FACTOR'),
    publicQuestionsAMinute: read('ZHENGMING_PUBLIC_QUESTIONS_A_MINUTE'),
    metricsToken: read('ZHENGMING_METRICS_TOKEN'),
    screeningThresholds: read('ZHENGMING_SCREENING_THRESHOLDS'),
    today: read('ZHENGMING_TODAY'),
  };
  if (config.key && config.keyCommand)
    throw new Refusal('invalid', 'config.bad_value', { key: 'ZHENGMING_KEY_COMMAND' });
  // With a clock of its own, a real installation would end publications on the wrong day.
  if (config.today && !config.demonstration)
    throw new Refusal('invalid', 'config.clock_not_real', { key: 'ZHENGMING_TODAY' });
  return Object.freeze(config);
}

/** Where the vault's master key comes from, by what was configured. */
export function masterKeySource(config: Config, home: string): MasterKeySource {
  return { file: config.keyFile ?? path.join(home, 'vault-key'), inline: config.key, command: config.keyCommand };
}
