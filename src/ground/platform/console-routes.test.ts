import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { consoleRoutes } from './console-routes.ts';
import { type HttpApp, makeHttp } from './http.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'zhengming-console-'));
let http: HttpApp;
beforeAll(async () => {
  mkdirSync(path.join(folder, 'assets'));
  writeFileSync(path.join(folder, 'index.html'), '<meta nonce="__STYLE_NONCE__"><script src="/office/assets/a.js">');
  writeFileSync(path.join(folder, 'assets', 'a-1234.js'), 'export {};');
  http = (await makeHttp(new Map(), () => undefined, 'test')).http;
  await consoleRoutes(http, folder);
  await http.ready();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const nonceIn = (text: string) => /nonce[=-]"?([A-Za-z0-9+/]{24})/.exec(text)?.[1];

test('each page carries a nonce of its own, the same in its policy, and allows no inline script', async () => {
  const pages = await Promise.all(['/office/', '/office/law?on=2026-04-01'].map((url) => http.inject({ url })));
  for (const page of pages) {
    const policy = String(page.headers['content-security-policy']);
    expect(nonceIn(page.body)).toBe(nonceIn(policy));
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(page.headers['cache-control']).toBe('no-store');
  }
  expect(nonceIn(pages[0]!.body)).not.toBe(nonceIn(pages[1]!.body));
});

test('assets may be kept for ever, what is not there is not the page', async () => {
  const asset = await http.inject({ url: '/office/assets/a-1234.js' });
  expect(asset.headers['cache-control']).toContain('immutable');
  expect((await http.inject({ url: '/office/assets/gone.js' })).statusCode).toBe(404);
});

test('a folder without a build serves nothing', async () => {
  const { http: bare } = await makeHttp(new Map(), () => undefined, 'test');
  await consoleRoutes(bare, path.join(folder, 'assets'));
  expect((await bare.inject({ url: '/office/' })).statusCode).toBe(404);
});
