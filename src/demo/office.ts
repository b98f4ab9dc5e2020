import { randomInt } from 'node:crypto';
import {
  type Actor,
  assignPost,
  createOrgan,
  createPost,
  createProgram,
  foundInstallation,
  giveDemonstrationPassword,
  inviteAccount,
  issueKey,
  type Role,
} from '../access/index.ts';
import type { Context } from '../audit/index.ts';
import { addDays, chinaDate } from '../kernel/plain-date.ts';
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
  administrator: { zh: '系统管理岗', en: 'Administrator' },
  auditor: { zh: '审计岗', en: 'Auditor' },
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

async function founder(around: Around, deps: Deps): Promise<{ actor: Actor; printed: PrintedAccount }> {
  const username = 'administrator.city';
  const { kind, name, nameEn: name_en, division: division_code } = CITY;
  const organ = { kind, name, name_en, division_code };
  const { accountId } = await foundInstallation(around, { organ, displayName: '虚管理', username });
  const password = newPassword();
  await giveDemonstrationPassword(deps, { accountId, username, password });
  const { organId, postId } = await getPostOf(around.pools, accountId);
  const actor: Actor = {
    accountId,
    kind: 'person',
    postId,
    role: 'administrator',
    organId,
    organPath: '1.',
    organKind: 'city_bureau',
  };
  return { actor, printed: { name: username, password, post: `${CITY.name} 系统管理岗 / administrator` } };
}

type Seat = {
  readonly organ: InventedOrgan;
  readonly organId: string;
  readonly organPath: string;
  readonly role: Role;
};

/** A post and somebody in it. */
async function fill(admin: Context, deps: Deps, seat: Seat): Promise<{ actor: Actor; printed?: PrintedAccount }> {
  const { organ, organId, organPath, role } = seat;
  const { zh: title, en: titleEn } = ROLE_WORDS[role];
  const username = `${role}.${organ.key}`;
  const post = await createPost(admin, { organId, role, title, titleEn });
  const { accountId } = await inviteAccount(admin, { organId, displayName: `虚${title.slice(0, 2)}`, username });
  const postId = post.result.id;
  await assignPost(admin, { accountId, postId, since: chinaDate(admin.now()) });
  const actor: Actor = { accountId, kind: 'person', postId, role, organId, organPath, organKind: organ.kind };
  if (!SIGN_IN_AT.has(organ.key)) return { actor };
  const password = newPassword();
  await giveDemonstrationPassword(deps, { accountId, username, password });
  return { actor, printed: { name: username, password, post: `${organ.name} ${title} / ${titleEn.toLowerCase()}` } };
}

/** The partner's own system: a program that asks with a key. The key is issued today, since keys live a year. */
async function partnerProgram(admin: Context, organId: string): Promise<PrintedAccount> {
  const program = await createProgram(admin, { organId, name: '虚构窗口系统' });
  const post = await createPost(admin, { organId, role: 'counter', title: '窗口系统', titleEn: 'Counter system' });
  const [accountId, postId] = [program.result.id, post.result.id];
  const today = chinaDate(admin.now());
  await assignPost(admin, { accountId, postId, since: today });
  const { key } = await issueKey(admin, { accountId, postId, label: '演示', expiresOn: addDays(today, 360) });
  return { name: 'program.partner', password: key, post: `${PARTNER.name} 程序密钥 / key of a program` };
}

/** The tree of organs and everybody in it, founded on the day that `around` says; the key is of `deps.now()`. */
export async function makeOffice(around: Around, deps: Deps, progress: Progress): Promise<Office> {
  const actors: Record<string, Actor> = {};
  const printed: PrintedAccount[] = [];
  const { actor: administrator, printed: first } = await progress.once('office', () => founder(around, deps));
  const admin: Context = { ...around, actor: administrator };
  actors['administrator.city'] = administrator;
  printed.push(first);
  for (const organ of [CITY, ...COUNTIES, PARTNER]) {
    const { kind, name, nameEn, division: divisionCode, uscc } = organ;
    const at = await progress.once(`organ ${organ.key}`, async () => {
      if (organ === CITY) return { id: administrator.organId, path: administrator.organPath };
      const parentId = administrator.organId;
      return (await createOrgan(admin, { parentId, kind, name, nameEn, divisionCode, uscc })).result;
    });
    for (const role of POSTS_AT[kind]) {
      const seat = { organ, organId: at.id, organPath: at.path, role };
      const filled = await progress.once(`${role}.${organ.key}`, () => fill(admin, deps, seat));
      actors[`${role}.${organ.key}`] = filled.actor;
      if (filled.printed) printed.push(filled.printed);
    }
    if (organ === PARTNER) {
      printed.push(await progress.once('program', () => partnerProgram({ ...admin, now: deps.now }, at.id)));
    }
  }
  return { actors, printed };
}
