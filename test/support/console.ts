import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type App, buildApp, type Role as Part } from '../../src/app.ts';
import { giveDemonstrationPassword, type Role } from '../../src/ground/access/index.ts';
import { readConfig } from '../../src/ground/config/config.ts';
import { type LawInUse, openLawInUse } from '../../src/office/editions/index.ts';
import { type LawReading, readRules } from '../../src/rules/law/index.ts';
import { makeActor, makeOrgan, TEST_NOW, type TestOrgan } from './actors.ts';
import { type TestDatabase, testDatabase } from './database.ts';

const PASSWORD = 'a long sentence of the tests 42';

export type TestConsole = {
  /** `http://127.0.0.1:…` */
  readonly address: string;
  readonly database: TestDatabase;
  /** Everybody's. */
  readonly password: string;
  /** Somebody in that post at the invented bureau; answers the user name. */
  officer(role: Role): Promise<string>;
  /** Signs in through the form, as a person does. */
  signIn(page: Page, username: string, password?: string): Promise<void>;
};

/**
 * The program on a database of its own, the console included, at a day that the tests choose or a clock that they set; whole, or
 * without its workers. `settings` go before those of the demonstration; `packs` in the place of those that come with the program.
 */
export function testConsole(
  day: Date | (() => Date) = TEST_NOW,
  part: Part = 'all',
  settings: Readonly<Record<string, string>> = {},
  packs: () => LawReading = readRules,
): TestConsole {
  const now = typeof day === 'function' ? day : () => day;
  const database = testDatabase();
  const home = mkdtempSync(path.join(tmpdir(), 'zhengming-journey-'));
  const config = readConfig({ PORT: '0', ZHENGMING_DEMO: 'true', ...settings });
  let app: App;
  let inUse: LawInUse;
  let organ: TestOrgan;
  let address = '';
  beforeAll(async () => {
    const { pools } = database;
    inUse = await openLawInUse({ pools, now, log: () => undefined, version: '0.0.0' }, packs);
    const given = {
      config,
      pools,
      now,
      law: inUse.law,
      lawOf: inUse.lawOf,
      refreshLaw: inUse.refresh,
      // The key of `testBureau`, so that a journey may begin with what others did before.
      masterKey: Buffer.alloc(32, 3),
      home,
      log: () => undefined,
    };
    app = await buildApp(given, part);
    address = (await app.listen()).replace('localhost', '127.0.0.1');
    organ = await makeOrgan(database.urls.owner, '1.', 'city_bureau');
  }, 120_000);
  afterAll(async () => {
    await app?.close();
    await inUse?.stop();
    rmSync(home, { recursive: true, force: true });
  });
  return {
    database,
    password: PASSWORD,
    get address() {
      return address;
    },
    async officer(role) {
      const { accountId } = await makeActor(database.urls.owner, organ, role);
      const username = `${role}.${accountId.slice(0, 8)}`;
      const deps = { pools: database.pools, now, config: { demonstration: true } };
      await giveDemonstrationPassword(deps, { accountId, username, password: PASSWORD });
      return username;
    },
    async signIn(page, username, password = PASSWORD) {
      await page.goto(`${address}/office/`);
      await page.getByLabel('用户名').fill(username);
      await page.getByLabel('密码', { exact: true }).fill(password);
      await page.keyboard.press('Enter');
      await page
        .getByRole('navigation')
        .or(page.getByRole('button', { name: '菜单' }))
        .first()
        .waitFor();
    },
  };
}
