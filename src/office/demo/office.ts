import { randomInt } from 'node:crypto';
import {
  type Actor,
  appointSecurity,
  confirmChange,
  createOrgan,
  createPost,
  createProgram,
  foundInstallation,
  giveDemonstrationPassword,
  inviteAccount,
  proposeChange,
  type Role,
} from '../../ground/access/index.ts';
import type { Context } from '../../ground/audit/index.ts';
import { addDays, chinaDate } from '../../ground/kernel/plain-date.ts';
import { getPostOf } from './demo-queries.ts';
import { CITY, COUNTIES, type InventedOrgan, PARTNER } from './invented-parties.ts';
import type { Progress } from './progress.ts';

/** An account as printed at the start. */
export type PrintedAccount = { readonly name: string; readonly password: string; readonly post: string };
/** Everybody who acts in the demonstration, by `<role>.<organ>`. */
export type Office = { readonly actors: Readonly<Record<string, Actor>>; readonly printed: readonly PrintedAccount[] };
type Deps = Parameters<typeof giveDemonstrationPassword>[0];
type Around = Omit<Context, 'actor'>;

const ROLE_WORDS: Readonly<Record<Role, { readonly zh: string; readonly en: string }>> = {
  clerk: { zh: '经办岗', en: 'Clerk' },
  reviewer: { zh: '审核岗', en: 'Reviewer' },
  decider: { zh: '决定岗', en: 'Decider' },
  publisher: { zh: '公示岗', en: 'Publisher' },
  counter: { zh: '窗口岗', en: 'Counter' },
  administrator: { zh: '系统管理岗', en: 'System administrator' },
  security: { zh: '安全管理岗', en: 'Security administrator' },
  auditor: { zh: '审计管理岗', en: 'Audit administrator' },
};
const BUSINESS: readonly Role[] = ['clerk', 'reviewer', 'decider', 'publisher'];
const POSTS_AT: Readonly<Record<InventedOrgan['kind'], readonly Role[]>> = {
  city_bureau: [...BUSINESS, 'counter', 'auditor'],
  county_bureau: BUSINESS,
  partner: ['clerk', 'counter'],
};
/** The counties' people work as well; only those of one county get a password, so that the list stays short. */
const SIGN_IN_AT = new Set(['city', 'linying', 'partner']);

/** Four groups of letters and digits that nobody confuses: read from a terminal, typed once. */
function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

type Filled = { readonly actor: Actor; readonly printed: PrintedAccount };
const SECURITY = { displayName: '虚安全', username: 'security.city' };

/** One of the first administrators, with a password of the demonstration in place of the code for paper. */
async function administrator(
  { pools }: Around,
  deps: Deps,
  first: { accountId: string; username: string; role: 'administrator' | 'security' },
): Promise<Filled> {
  const { accountId, username, role } = first;
  const password = newPassword();
  await giveDemonstrationPassword(deps, { accountId, username, password });
  const { organId, postId } = await getPostOf(pools, accountId);
  const place = { organId, organPath: '1.', organKind: 'city_bureau' } as const;
  const { zh, en } = ROLE_WORDS[role];
  const printed = { name: username, password, post: `${CITY.name} ${zh} / ${en.toLowerCase()}` };
  return { actor: { accountId, kind: 'person', postId, role, ...place }, printed };
}

/** The two who together give everybody else a post. */
async function founders(around: Around, deps: Deps): Promise<Filled & { readonly security?: Filled }> {
  const username = 'administrator.city';
  const { kind, name, nameEn: name_en, division: division_code } = CITY;
  const made = await foundInstallation(around, {
    organ: { kind, name, name_en, division_code },
    administrator: { displayName: '虚管理', username },
    security: SECURITY,
  });
  const { accountId } = made.administrator;
  const first = await administrator(around, deps, { accountId, username, role: 'administrator' });
  const second = { accountId: made.security.accountId, username: SECURITY.username, role: 'security' } as const;
  return { ...first, security: await administrator(around, deps, second) };
}

/** A demonstration from before there were three administrators gets its second one now. */
async function secondAdministrator(around: Around, deps: Deps): Promise<Filled> {
  const { accountId } = await appointSecurity(around, SECURITY);
  return administrator(around, deps, { accountId, username: SECURITY.username, role: 'security' });
}

/** Who proposes and who confirms. */
type Pair = { readonly admin: Context; readonly security: Context };

async function agree({ admin, security }: Pair, wish: Parameters<typeof proposeChange>[1]) {
  const { result } = await proposeChange(admin, wish, '演示系统设岗');
  return confirmChange(security, result.id);
}

type Seat = {
  readonly organ: InventedOrgan;
  readonly organId: string;
  readonly organPath: string;
  readonly role: Role;
};

/** A post and somebody in it. */
async function fill(pair: Pair, deps: Deps, seat: Seat): Promise<{ actor: Actor; printed?: PrintedAccount }> {
  const { admin } = pair;
  const { organ, organId, organPath, role } = seat;
  const { zh: title, en: titleEn } = ROLE_WORDS[role];
  const username = `${role}.${organ.key}`;
  const post = await createPost(admin, { organId, role, title, titleEn });
  const { accountId } = await inviteAccount(admin, { organId, displayName: `虚${title.slice(0, 2)}`, username });
  const postId = post.result.id;
  await agree(pair, { kind: 'post', accountId, postId, since: chinaDate(admin.now()) });
  const actor: Actor = { accountId, kind: 'person', postId, role, organId, organPath, organKind: organ.kind };
  if (!SIGN_IN_AT.has(organ.key)) return { actor };
  const password = newPassword();
  await giveDemonstrationPassword(deps, { accountId, username, password });
  return { actor, printed: { name: username, password, post: `${organ.name} ${title} / ${titleEn.toLowerCase()}` } };
}

/** What programs do in the demonstration: the city's own system delivers files, that of the partner's counter asks. */
const PROGRAMS = [
  { organ: CITY, role: 'clerk', name: '虚构报送系统', title: '报送系统', titleEn: 'Delivering system' },
  { organ: PARTNER, role: 'counter', name: '虚构窗口系统', title: '窗口系统', titleEn: 'Counter system' },
] as const;

/** An organ's own system with its key. The key is issued today, since keys live a year. */
async function programAt(pair: Pair, organId: string, system: (typeof PROGRAMS)[number]): Promise<PrintedAccount> {
  const { admin } = pair;
  const { organ, role, name, title, titleEn } = system;
  const program = await createProgram(admin, { organId, name });
  const post = await createPost(admin, { organId, role, title, titleEn });
  const [accountId, postId] = [program.result.id, post.result.id];
  const today = chinaDate(admin.now());
  await agree(pair, { kind: 'post', accountId, postId, since: today });
  const expiresOn = addDays(today, 360);
  const { secret } = await agree(pair, { kind: 'key', accountId, postId, label: '演示', expiresOn });
  if (secret?.kind !== 'key') throw new Error('a confirmed key was not shown');
  const does =
    role === 'clerk' ? '报送程序密钥 / key of a program that delivers' : '查询程序密钥 / key of a program that asks';
  return { name: `program.${organ.key}`, password: secret.key, post: `${organ.name} ${does}` };
}

/** The tree of organs and everybody in it, founded on the day that `around` says; the key is of `deps.now()`. */
export async function makeOffice(around: Around, deps: Deps, progress: Progress): Promise<Office> {
  const actors: Record<string, Actor> = {};
  const printed: PrintedAccount[] = [];
  const first = await progress.once('office', () => founders(around, deps));
  const second = first.security ?? (await progress.once('security', () => secondAdministrator(around, deps)));
  const admin: Context = { ...around, actor: first.actor };
  const pair = { admin, security: { ...around, actor: second.actor } };
  actors['administrator.city'] = first.actor;
  actors['security.city'] = second.actor;
  printed.push(first.printed, second.printed);
  for (const organ of [CITY, ...COUNTIES, PARTNER]) {
    const { kind, name, nameEn, division: divisionCode, uscc } = organ;
    const at = await progress.once(`organ ${organ.key}`, async () => {
      if (organ === CITY) return { id: first.actor.organId, path: first.actor.organPath };
      const parentId = first.actor.organId;
      return (await createOrgan(admin, { parentId, kind, name, nameEn, divisionCode, uscc })).result;
    });
    for (const role of POSTS_AT[kind]) {
      const seat = { organ, organId: at.id, organPath: at.path, role };
      const filled = await progress.once(`${role}.${organ.key}`, () => fill(pair, deps, seat));
      actors[`${role}.${organ.key}`] = filled.actor;
      if (filled.printed) printed.push(filled.printed);
    }
    for (const program of PROGRAMS.filter((one) => one.organ === organ)) {
      const today = { admin: { ...admin, now: deps.now }, security: { ...pair.security, now: deps.now } };
      printed.push(await progress.once(`program ${organ.key}`, () => programAt(today, at.id, program)));
    }
  }
  return { actors, printed };
}
