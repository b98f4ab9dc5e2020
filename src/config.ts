import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { isPlainDate, type PlainDate } from './kernel/plain-date.ts';
import { Refusal } from './kernel/refusal.ts';
import type { MasterKeySource } from './platform/key-file.ts';

const text = z.string().trim().min(1);
const databaseUrl = text.regex(/^postgres(ql)?:\/\//);

/** An address, or a network with the length of its prefix. */
function isNetwork(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/');
  const bits = isIP(address) === 6 ? 128 : 32;
  return (
    isIP(address) > 0 &&
    more.length === 0 &&
    (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits))
  );
}

/** Every key, with its sentences: docs/operations.md prints this table, and a test compares. Values arrive as text. */
export const SETTINGS = {
  ZHENGMING_CONFIG: {
    schema: text.optional(),
    zh: '配置文件（YAML 或 JSON），键名与本表相同；环境变量优先。',
    en: 'A file (YAML or JSON) with keys of this table; the environment goes before it.',
  },
  ZHENGMING_DATA: {
    schema: text.optional(),
    zh: '数据目录；默认为检出目录下的 data/（root 且他人不能进入检出目录时在 /var/lib/zhengming/ 下）。',
    en: 'The data folder; data/ in the checkout by default (below /var/lib/zhengming/ for root in a checkout closed to others).',
  },
  DATABASE_URL: {
    schema: databaseUrl.optional(),
    zh: '自备 PostgreSQL（17 或 18）的连接串，以数据库所有者身份；不设则启动内置数据库。',
    en: "Your own PostgreSQL (17 or 18), as the database's owner; without it the embedded one is started.",
  },
  DATABASE_APP_URL: {
    schema: databaseUrl.optional(),
    zh: 'zhengming_app 角色的连接串；不设则由所有者代设口令。',
    en: "Connection as zhengming_app; without it the owner sets that role's password.",
  },
  DATABASE_INTAKE_URL: {
    schema: databaseUrl.optional(),
    zh: 'zhengming_intake 角色的连接串；不设则由所有者代设口令。',
    en: "Connection as zhengming_intake; without it the owner sets that role's password.",
  },
  HOST: {
    schema: text.default('127.0.0.1'),
    zh: '监听地址；默认 127.0.0.1，只供本机访问。',
    en: 'Address to listen on; 127.0.0.1 by default, for this machine only.',
  },
  PORT: {
    schema: z.coerce.number().int().min(0).max(65_535).default(8080),
    zh: '监听端口；默认 8080，0 为任取一个空闲端口。',
    en: 'Port to listen on; 8080 by default, 0 takes any free one.',
  },
  ZHENGMING_TRUSTED_PROXIES: {
    schema: z
      .string()
      .default('')
      .transform((list) => list.split(',').flatMap((one) => one.trim() || []))
      .refine((list) => list.every(isNetwork)),
    zh: '反向代理的地址或网段，逗号分隔，如 127.0.0.1,10.0.0.0/8；只有来自它们的请求，X-Forwarded-For 等才算数。不设则一概不信。',
    en: 'Addresses or networks of your reverse proxies, separated by commas: 127.0.0.1,10.0.0.0/8. X-Forwarded-For and its kin count only from these; without it from nobody.',
  },
  ZHENGMING_KEY_FILE: {
    schema: text.optional(),
    zh: '保险库主密钥文件；默认为数据目录中的 vault-key，首次启动时生成，须另行备份。',
    en: 'The master key of the vault; vault-key in the data folder by default, made at the first start. Back it up apart.',
  },
  ZHENGMING_KEY: {
    schema: text.regex(/^[A-Za-z0-9_-]{43}=?$/).optional(),
    zh: '保险库主密钥本身（32 字节，base64url），由环境给出；设了它就不用密钥文件。',
    en: 'The master key of the vault itself (32 bytes, base64url), from the environment; with it no key file is used.',
  },
  ZHENGMING_KEY_COMMAND: {
    schema: text.optional(),
    zh: '印出保险库主密钥的外部命令（如向密钥管理系统取），启动时执行一次，至多一分钟；设了它就不用密钥文件。',
    en: 'A command that prints the master key of the vault (asking a key management system, say), run once at the start, for a minute at most; with it no key file is used.',
  },
  ZHENGMING_VAULT_FOLDER: {
    schema: text.optional(),
    zh: '可抹除密钥与抹除登记所在目录；默认为数据目录中的 vault/。绝不能与数据放进同一备份；多台机器须共用同一目录。',
    en: 'The folder of the erasable keys and the register of erasures; vault/ in the data folder by default. It must never go into the backup of the data; several machines share one.',
  },
  ZHENGMING_VAULT_SUITE: {
    schema: z.enum(['aes-256-gcm', 'sm4-cbc-hmac-sm3']).default('aes-256-gcm'),
    zh: '新建数据密钥所用的密码套件：aes-256-gcm（默认）或国密 sm4-cbc-hmac-sm3；已有数据换密钥时随之重新加密。',
    en: 'The suite of data keys to be made: aes-256-gcm (default) or, of the national ciphers, sm4-cbc-hmac-sm3; what exists is sealed anew when keys change.',
  },
  ZHENGMING_LOG_KEY_FILE: {
    schema: text.optional(),
    zh: '可验证日志的签名密钥文件；默认为数据目录中的 log-key，首次启动时生成。同名加 .salt 的文件是叶子的盐，二者须另行备份。',
    en: 'The signing key of the verifiable log; log-key in the data folder by default, made at the first start. The file of that name with .salt holds the salt of the leaves. Back both up apart.',
  },
  ZHENGMING_LOG_ORIGIN: {
    schema: text.regex(/^[^\s+]{1,150}$/u).optional(),
    zh: '可验证日志的名称，通常是其公开网址（不含协议），如 credit.example.gov.cn/log；首次签名后不能再改。默认由公钥得出。',
    en: 'The name of the verifiable log, usually its public address without scheme (credit.example.gov.cn/log); fixed with the first signature. Made from the public key by default.',
  },
  ZHENGMING_LOG_SM2_KEY_FILE: {
    schema: text.optional(),
    zh: '国密 SM2 签名密钥文件；设了它，存证点在 Ed25519 签名之外另有一行 SM2（SM3）签名，公钥列在 /log/key 第二行。不存在时生成，须另行备份。',
    en: 'A signing key for SM2: with it each checkpoint carries a line by SM2 with SM3 beside that by Ed25519, and /log/key has its public key as a second line. Made where there is none. Back it up apart.',
  },
  ZHENGMING_WITNESSES: {
    schema: text.regex(/^\S+ https?:\/\/\S+(?:\s*,\s*\S+ https?:\/\/\S+){0,15}$/).optional(),
    zh: '请求副署的见证方，以逗号分隔，每项为“公钥 网址”，网址之下有 add-checkpoint；至多十六个。',
    en: 'Witnesses that are asked to cosign, separated by commas, each "key address" with add-checkpoint below the address; sixteen at most.',
  },
  ZHENGMING_PORTAL_URL: {
    schema: text.regex(/^https?:\/\/[^\s/?#]+$/).optional(),
    zh: '公众访问公示平台的网址（不含路径），印在文书的核验二维码中，如 https://credit.example.gov.cn；不设则用制作文书时所用的网址。',
    en: 'Where the public finds the portal, without a path (https://credit.example.gov.cn): it stands in the code for verification on documents. Without it, where the request came to.',
  },
  ZHENGMING_SEAL_URL: {
    schema: text.regex(/^https?:\/\/\S+$/).optional(),
    zh: '电子印章服务的网址（docs/operations.md 所述接口）；不设则上传加盖印章的纸质文书的扫描件。',
    en: 'Address of the electronic seal service (its interface: docs/operations.md); without it the scan of the sealed paper is brought.',
  },
  ZHENGMING_SEAL_KEY: {
    schema: text.min(16).optional(),
    zh: '向电子印章服务出示的密钥；与 ZHENGMING_SEAL_URL 同用。',
    en: 'The key that is shown to the seal service; goes with ZHENGMING_SEAL_URL.',
  },
  ZHENGMING_SMTP_URL: {
    schema: text.regex(/^smtps?:\/\//).optional(),
    zh: '本单位的邮件服务器，如 smtp://用户:口令@mail.example.gov.cn:587；设了才按个人意愿发送到期提醒，信中只有数目。',
    en: "The bureau's own mail server (smtp://user:password@mail.example.gov.cn:587); with it reminders go to those who want them, and tell numbers only.",
  },
  ZHENGMING_MAIL_FROM: {
    schema: z.email().optional(),
    zh: '提醒邮件的发件地址；须与 ZHENGMING_SMTP_URL 同用。',
    en: 'The address from which reminders come; needed with ZHENGMING_SMTP_URL.',
  },
  ZHENGMING_PACK: {
    schema: text.regex(/^[a-z0-9-]+$/).optional(),
    zh: '所用规则包中最低的一层；默认 cn-4111（漯河），其上各层随之载入。',
    en: 'The lowest law pack in use; cn-4111 (Luohe) by default. Those above it come with it.',
  },
  ZHENGMING_DEMO: {
    schema: z.stringbool().default(false),
    zh: '演示：载入虚构的机关与数据，时钟可调；不得用于正式数据。',
    en: 'Demonstration: an invented bureau is loaded and the clock can be set. Never for real data.',
  },
  ZHENGMING_SECOND_FACTOR: {
    schema: z.enum(['required', 'optional']).optional(),
    zh: '工作人员登录的第二因素：required 必须登记并出示，optional 可以登记，登记后即须出示；默认 required，演示默认 optional。',
    en: 'A second factor at sign-in of staff: required, or optional (who has enrolled one shows it always); required by default, optional in a demonstration.',
  },
  ZHENGMING_TODAY: {
    schema: z.custom<PlainDate>((value) => typeof value === 'string' && isPlainDate(value)).optional(),
    zh: '演示时钟从这一天起走（YYYY-MM-DD）；须与 ZHENGMING_DEMO 同用。运行中可改写数据目录中的 clock 文件。',
    en: 'The day on which the demonstration clock starts (YYYY-MM-DD); only with ZHENGMING_DEMO. While running, write the file clock in the data folder.',
  },
} as const satisfies Record<string, { schema: z.ZodType; zh: string; en: string }>;

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
  readonly pack: string | undefined;
  readonly demonstration: boolean;
  readonly secondFactor: 'required' | 'optional' | undefined;
  readonly today: PlainDate | undefined;
};

/** @throws {Refusal} invalid `config.bad_value`: one of the two without the other */
function smtpOf(url: string | undefined, from: string | undefined): Config['smtp'] {
  if (url === undefined && from === undefined) return undefined;
  if (url === undefined) throw new Refusal('invalid', 'config.bad_value', { key: 'ZHENGMING_SMTP_URL' });
  if (from === undefined) throw new Refusal('invalid', 'config.bad_value', { key: 'ZHENGMING_MAIL_FROM' });
  return { url, from };
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
    vaultFolder: read('ZHENGMING_VAULT_FOLDER'),
    vaultSuite: read('ZHENGMING_VAULT_SUITE'),
    logKeyFile: read('ZHENGMING_LOG_KEY_FILE'),
    logOrigin: read('ZHENGMING_LOG_ORIGIN'),
    logSm2KeyFile: read('ZHENGMING_LOG_SM2_KEY_FILE'),
    witnesses: read('ZHENGMING_WITNESSES'),
    portalUrl: read('ZHENGMING_PORTAL_URL'),
    sealService: sealServiceOf(read('ZHENGMING_SEAL_URL'), read('ZHENGMING_SEAL_KEY')),
    smtp: smtpOf(read('ZHENGMING_SMTP_URL'), read('ZHENGMING_MAIL_FROM')),
    pack: read('ZHENGMING_PACK'),
    demonstration: read('ZHENGMING_DEMO'),
    secondFactor: read('ZHENGMING_SECOND_FACTOR'),
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
