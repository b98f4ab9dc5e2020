import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { giveDemonstrationPassword, type Role } from '../../src/access/index.ts';
import { type App, buildApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { loadLaw } from '../../src/law/index.ts';
import { makeActor, makeOrgan, TEST_NOW, type TestOrgan } from './actors.ts';
import { testDatabase } from './database.ts';

const PASSWORD = 'a long sentence of the tests 42';

export type TestConsole = {
  /** `http://127.0.0.1:…` */
  readonly address: string;
  /** Somebody in that post at the invented bureau; answers the user name. */
  officer(role: Role): Promise<string>;
  /** Signs in through the form, as a person does. */
  signIn(page: Page, username: string): Promise<void>;
};

/** The whole program on a database of its own, the console included, at a day that the tests choose. */
export function testConsole(now: Date = TEST_NOW): TestConsole {
  const database = testDatabase();
  const home = mkdtempSync(path.join(tmpdir(), 'zhengming-journey-'));
  const config = readConfig({ PORT: '0', ZHENGMING_DEMO: 'true' });
  let app: App;
  let organ: TestOrgan;
  let address = '';
  beforeAll(async () => {
    const law = loadLaw();
    app = await buildApp({
      config,
      pools: database.pools,
      now: () => now,
      law: () => law,
      masterKey: randomBytes(32),
      home,
      log: () => undefined,
    });
    address = (await app.listen()).replace('localhost', '127.0.0.1');
    organ = await makeOrgan(database.urls.owner, '1.', 'city_bureau');
  }, 120_000);
  afterAll(async () => {
    await app?.close();
    rmSync(home, { recursive: true, force: true });
  });
  return {
    get address() {
      return address;
    },
    async officer(role) {
      const { accountId } = await makeActor(database.urls.owner, organ, role);
      const username = `${role}.${accountId.slice(0, 8)}`;
      const deps = { pools: database.pools, now: () => now, config: { demonstration: true } };
      await giveDemonstrationPassword(deps, { accountId, username, password: PASSWORD });
      return username;
    },
    async signIn(page, username) {
      await page.goto(`${address}/office/`);
      await page.getByLabel('用户名').fill(username);
      await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
      await page.keyboard.press('Enter');
      await page
        .getByRole('navigation')
        .or(page.getByRole('button', { name: '菜单' }))
        .first()
        .waitFor();
    },
  };
}
