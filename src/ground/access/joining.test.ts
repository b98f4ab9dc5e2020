import pg from 'pg';
import { expect, test } from 'vitest';
import { contextFor, TEST_EDITION, TEST_NOW } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import type { Actor } from '../kernel/actor.ts';
import { createPost } from './account-commands.ts';
import { appointSecurity, foundInstallation } from './founding-commands.ts';
import { redeemInvitation } from './joining-commands.ts';

const database = testDatabase();
const organ = {
  kind: 'city_bureau',
  name: '虚构市司法局',
  name_en: 'Justice bureau of a city that does not exist',
  division_code: '411199',
} as const;
const around = () => ({ pools: database.pools, now: () => TEST_NOW, edition: TEST_EDITION });
const asOwner = async (text: string) => {
  const client = new pg.Client({ connectionString: database.urls.owner });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows;
};

test('an empty installation is founded once, by two codes and without any password, and its administrator can begin', async () => {
  const founders = {
    organ,
    administrator: { displayName: '某员', username: 'first' },
    security: { displayName: '某安', username: 'first.security' },
  };
  const { administrator, security } = await foundInstallation(around(), founders);
  const { accountId, code } = administrator;
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(await asOwner('select * from auth.users')).toEqual([]);
  await expect(
    redeemInvitation(around(), code.replace(/.$/, code.endsWith('A') ? 'B' : 'A'), 'x'),
  ).rejects.toMatchObject({
    code: 'access.invitation_refused',
  });
  await expect(redeemInvitation(around(), 'not a code', 'x')).rejects.toMatchObject({
    code: 'access.invitation_unreadable',
  });
  expect(await redeemInvitation(around(), code, 'a sentence of my own')).toEqual({ accountId, username: 'first' });

  const [row] = await asOwner(
    `select h.post_id, p.role, o.id as organ_id, o.path from post_holdings h join posts p on p.id = h.post_id
     join organs o on o.id = p.organ_id order by p.role`,
  );
  const actor: Actor = {
    accountId,
    kind: 'person',
    postId: row.post_id,
    role: row.role,
    organId: row.organ_id,
    organPath: row.path,
    organKind: 'city_bureau',
  };
  await createPost(contextFor(actor, database.pools), {
    organId: actor.organId,
    role: 'clerk',
    title: '经办',
    titleEn: 'Clerk',
  });
  expect((await asOwner('select deed from journal order by at, deed')).map(({ deed }) => deed).sort()).toEqual([
    'account.appoint',
    'account.found',
    'account.join',
    'post.create',
  ]);

  const second = foundInstallation(around(), {
    ...founders,
    administrator: { displayName: '某员', username: 'second' },
  });
  await expect(second).rejects.toMatchObject({ code: 'access.not_fresh' });
  const third = appointSecurity(around(), { displayName: '某员', username: 'third' });
  await expect(third).rejects.toMatchObject({ code: 'access.security_there' });
  expect((await asOwner('select * from accounts')).length).toBe(2);
  await redeemInvitation(around(), security.code, 'a sentence of mine alone');
});
