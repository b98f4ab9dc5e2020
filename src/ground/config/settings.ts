import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import { isPlainDate, type PlainDate } from '../kernel/plain-date.ts';

const text = z.string().trim().min(1);
const databaseUrl = text.regex(/^postgres(ql)?:\/\//);

/** Networks that no stranger's packet comes from. */
const HOUSE_NETWORKS = [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['fc00::', 7],
  ['fe80::', 10],
] as const;

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

function isInside(address: string, bits: number, [block, blockBits]: (typeof HOUSE_NETWORKS)[number]): boolean {
  if (familyOf(block) !== familyOf(address) || bits < blockBits) return false;
  const list = new BlockList();
  list.addSubnet(block, blockBits, familyOf(block));
  return list.check(address, familyOf(address));
}

/**
 * One address, or a network of the house with the length of its prefix. Of a network that is open to strangers each of them could say under
 * which address it counts and that its line is closed: limits a minute and cookies would be theirs to choose.
 */
function isProxy(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/');
  const most = isIP(address) === 6 ? 128 : 32;
  if (isIP(address) === 0 || more.length > 0) return false;
  if (prefix === undefined) return true;
  const bits = Number(prefix);
  if (!/^\d{1,3}$/.test(prefix) || bits > most) return false;
  return bits === most || HOUSE_NETWORKS.some((block) => isInside(address, bits, block));
}

/** Who signs in and what is sealed never goes over an open line, save on this very machine. */
function isClosedLine(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || /^(localhost|127[.][\d.]+|\[::1\])$/.test(hostname);
}
const closedUrl = z.url({ protocol: /^https?$/ }).refine(isClosedLine);

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
      .refine((list) => list.every(isProxy)),
    zh: '反向代理的地址或网段，逗号分隔，如 127.0.0.1,10.0.0.0/8；只有来自它们的请求，X-Forwarded-For 等才算数。网段只限内部网段，公网代理逐个写地址。不设则一概不信。',
    en: 'Addresses or networks of your reverse proxies, separated by commas: 127.0.0.1,10.0.0.0/8. X-Forwarded-For and its kin count only from these; a network must be a private one, other proxies are named one by one. Without it from nobody.',
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
  ZHENGMING_NEW_KEY_FILE: {
    schema: text.optional(),
    zh: '更换主密钥（zhengming key change）时的新主密钥文件；平时不设。',
    en: 'The file of the new master key, for `zhengming key change` alone.',
  },
  ZHENGMING_NEW_KEY: {
    schema: text.regex(/^[A-Za-z0-9_-]{43}=?$/).optional(),
    zh: '更换主密钥时的新主密钥本身（32 字节，base64url）；平时不设。',
    en: 'The new master key itself (32 bytes, base64url), for `zhengming key change` alone.',
  },
  ZHENGMING_NEW_KEY_COMMAND: {
    schema: text.optional(),
    zh: '更换主密钥时印出新主密钥的外部命令；平时不设。',
    en: 'A command that prints the new master key, for `zhengming key change` alone.',
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
    schema: closedUrl.optional(),
    zh: '电子印章服务的网址（docs/operations.md 所述接口），须为 https（本机除外）；不设则上传加盖印章的纸质文书的扫描件。',
    en: 'Address of the electronic seal service (its interface: docs/operations.md), https save on this machine; without it the scan of the sealed paper is brought.',
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
  ZHENGMING_OIDC_ISSUER: {
    schema: closedUrl.optional(),
    zh: '统一身份认证（OpenID Connect）的颁发者网址，须为 https（本机除外）；设了它，登录页多一个按钮。账号由两名管理人员关联，不自动开户，不按邮箱匹配。',
    en: 'Issuer of a provider of identities (OpenID Connect), https save on this machine: with it the sign-in page has a button. Two administrators link an account; none is made, none is found by mail.',
  },
  ZHENGMING_OIDC_CLIENT_ID: {
    schema: text.optional(),
    zh: '本系统在统一身份认证处的客户端编号；回调地址为“网址/api/v1/session/provider/return”。',
    en: 'What this program is called there; it comes back to `…/api/v1/session/provider/return`.',
  },
  ZHENGMING_OIDC_CLIENT_SECRET: {
    schema: text.optional(),
    zh: '该客户端的密钥。',
    en: 'The secret of that client.',
  },
  ZHENGMING_OIDC_NAME: {
    schema: text.max(40).default('统一身份认证'),
    zh: '登录按钮上的名称；默认“统一身份认证”。',
    en: 'What the button at sign-in says.',
  },
  ZHENGMING_PARTY_OIDC_ISSUER: {
    schema: closedUrl.optional(),
    zh: '当事人用的统一身份认证（OpenID Connect）的颁发者网址，须为 https（本机除外）；设了它，“我的档案”登录页多一个按钮。只认已凭邀请函开通、由当事人登录后自己关联的账号，不自动开户，不按邮箱匹配。',
    en: 'Issuer of a provider of identities for parties, https save on this machine: with it the sign-in page of “My file” has a button. Only an account that its letter has opened, and that its party has linked itself, is let in; none is made, none is found by mail.',
  },
  ZHENGMING_PARTY_OIDC_CLIENT_ID: {
    schema: text.optional(),
    zh: '本系统在该处的客户端编号；回调地址为“网址/my/provider/return”。',
    en: 'What this program is called there; it comes back to `…/my/provider/return`.',
  },
  ZHENGMING_PARTY_OIDC_CLIENT_SECRET: {
    schema: text.optional(),
    zh: '该客户端的密钥。',
    en: 'The secret of that client.',
  },
  ZHENGMING_PARTY_OIDC_NAME: {
    schema: text.max(40).default('统一身份认证'),
    zh: '当事人登录按钮上的名称；默认“统一身份认证”。',
    en: 'What the button of parties says.',
  },
  ZHENGMING_PACK: {
    schema: text.regex(/^[a-z0-9-]+$/).optional(),
    zh: '所用规则包中最低的一层；默认 cn-4111（漯河），其上各层随之载入。',
    en: 'The lowest law pack in use; cn-4111 (Luohe) by default. Those above it come with it.',
  },
  ZHENGMING_DEMO: {
    schema: z.stringbool().default(false),
    zh: '演示：载入虚构的机关与数据，时钟可调；不是作为演示建立的数据库，以此启动即被拒绝。',
    en: 'Demonstration: an invented bureau is loaded and the clock can be set. A database that was not made as one refuses to start so.',
  },
  ZHENGMING_SECOND_FACTOR: {
    schema: z.enum(['required', 'optional']).optional(),
    zh: '工作人员登录的第二因素：required 必须登记并出示，optional 可以登记，登记后即须出示；默认 required，演示默认 optional。演示之外 optional 须经安全管理岗在工作台确认才生效。',
    en: 'A second factor at sign-in of staff: required, or optional (who has enrolled one shows it always); required by default, optional in a demonstration. Elsewhere `optional` counts only once the administrator of security has confirmed it in the console.',
  },
  ZHENGMING_PUBLIC_QUESTIONS_A_MINUTE: {
    schema: z.coerce.number().int().min(1).max(1_000_000_000).default(3_000),
    zh: '公众从同一地址每分钟至多向核对接口（/reconcile）提出的查询数；默认 3000：一万行的表约四分钟问完，逐名搜罗全部信息则要很久。更多的须经安全管理岗在工作台确认才生效。',
    en: 'Questions a minute that the public may put to the reconciliation service (/reconcile) from one address; 3,000 by default: a sheet of ten thousand rows takes four minutes, a harvest of everything takes long. More counts only once the administrator of security has confirmed it in the console.',
  },
  ZHENGMING_METRICS_TOKEN: {
    schema: text.regex(/^[A-Za-z0-9_-]{32,128}$/).optional(),
    zh: '监控读取 /metrics 时出示的令牌（Authorization: Bearer），32 至 128 个字母、数字、“_”或“-”；不设则没有 /metrics。',
    en: 'The token that the monitor shows at /metrics (Authorization: Bearer), 32 to 128 letters, digits, `_` or `-`; without it there is no /metrics.',
  },
  ZHENGMING_SCREENING_THRESHOLDS: {
    schema: z.string().min(1).optional(),
    zh: '名称比对的阈值文件，由 zhengming screening calibrate 用本地标注的对子写出；默认用程序自带的阈值。只决定哪些候选提请人核对，不认定主体。',
    en: 'A file of thresholds for the comparison of names, as zhengming screening calibrate writes it from labelled pairs of your own; by default those of the program. They say which candidates a person is asked about, and judge nobody.',
  },
  ZHENGMING_TODAY: {
    schema: z.custom<PlainDate>((value) => typeof value === 'string' && isPlainDate(value)).optional(),
    zh: '演示时钟从这一天起走（YYYY-MM-DD）；须与 ZHENGMING_DEMO 同用。运行中可改写数据目录中的 clock 文件。',
    en: 'The day on which the demonstration clock starts (YYYY-MM-DD); only with ZHENGMING_DEMO. While running, write the file clock in the data folder.',
  },
} as const satisfies Record<string, { schema: z.ZodType; zh: string; en: string }>;
