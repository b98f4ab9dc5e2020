import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { signedCheckpoint } from '../tlog/checkpoint.ts';
import { ED25519, printKey, signerOf } from '../tlog/note.ts';
import { checkAnswer, printAnswer } from './answer-receipt.ts';

const signer = signerOf('log.invalid/test', ED25519, Buffer.alloc(32, 5));
const checkpoint = { origin: signer.name, size: 7, root: Buffer.alloc(32, 1) };
const NOTHING_FOUND = JSON.stringify({ id: 'a', subject: null, facts: [], edition: 'e' });
const receipt = printAnswer('check', NOTHING_FOUND, checkpoint, signer);
const folder = mkdtempSync(path.join(tmpdir(), 'zhengming-answer-'));
afterAll(() => rmSync(folder, { recursive: true }));

const hasTools = ['python3', 'openssl'].every((tool) => spawnSync(tool, ['--version']).status === 0);
const VERIFIER = path.join(import.meta.dirname, '../../../../verifier/check.py');
function outsider(text: string): { code: number | null; said: string } {
  const file = path.join(folder, 'answer');
  writeFileSync(file, text);
  const { status, stdout } = spawnSync('python3', [VERIFIER, file, printKey(signer)], { encoding: 'utf8' });
  return { code: status, said: stdout };
}
const otherContent = Buffer.from(NOTHING_FOUND.replace('"facts":[]', '"facts":[1]')).toString('base64');
const FORGERIES: readonly [string, string, string][] = [
  ['another answer', receipt.replace(/content .*/, `content ${otherContent}`), 'proof.answer_differs'],
  ['another kind', receipt.replace('\ncheck\n', '\nfeed\n'), 'proof.not_signed'],
  ['another checkpoint', receipt.replace('\n7\n', '\n8\n'), 'proof.not_signed'],
  ['no answer in it', receipt.replace(/content .*/, 'content'), 'proof.malformed'],
  [
    'a checkpoint in place of its note',
    `${receipt.slice(0, receipt.indexOf('\n\n') + 2)}${signedCheckpoint(checkpoint, signer)}`,
    'proof.malformed',
  ],
];

test('an answer that found nothing is proved offline, word for word, with its edition and after which checkpoint', () => {
  const answer = { id: 'a', subject: null, facts: [], edition: 'e' };
  expect(checkAnswer(receipt, signer)).toEqual({ log: signer.name, kind: 'check', size: 7, answer });
  const other = signerOf(signer.name, ED25519, Buffer.alloc(32, 6));
  expect(() => checkAnswer(receipt, other)).toThrow('proof.not_signed');
});

test.each(FORGERIES)('the receipt of an answer with %s is refused', (_, forged, code) => {
  expect(() => checkAnswer(forged, signer)).toThrow(code);
});

test.skipIf(!hasTools)('a verifier in another language comes to the same verdict on answers', () => {
  expect(outsider(receipt)).toMatchObject({ code: 0, said: expect.stringContaining(NOTHING_FOUND) });
  for (const [, forged] of FORGERIES) expect(outsider(forged).code).not.toBe(0);
});

test('the verifier for outsiders is a hundred lines of Python at most, and takes nothing from us', () => {
  const text = readFileSync(VERIFIER, 'utf8');
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(100);
  const taken = [...text.matchAll(/^(?:import|from) (.*)$/gm)].flatMap(([, names = '']) => names.split(', '));
  expect(taken).toEqual(['base64', 'hashlib', 'json', 'os', 'subprocess', 'sys', 'tempfile']);
});
