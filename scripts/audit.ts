/**
 * `node scripts/audit.ts`: what is known against the locked packages, development among them (npm's `--omit dev` leaves out packages that
 * run). Ends with 0 only when the service was asked about all of them and knows of nothing; with 1 and their names when it knows of
 * something; with 2 when it could not be asked: silence is no answer.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const NOT_ASKED = 2;

type Report = {
  readonly vulnerabilities?: Readonly<
    Record<string, { readonly name: string; readonly severity: string; readonly range: string }>
  >;
  readonly metadata?: { readonly dependencies?: { readonly total?: number } };
  readonly error?: { readonly summary?: string };
  readonly message?: string;
};

function reportOf(text: string): Report {
  try {
    return JSON.parse(text) as Report;
  } catch {
    return {};
  }
}

function notAsked(why: string): void {
  process.stderr.write(`nothing is known: the service of advisories could not be asked (${why})\n`);
  process.exitCode = NOT_ASKED;
}

// An offline npm answers that it found nothing.
const asked = ['audit', '--json', '--package-lock-only', '--offline=false', '--prefer-offline=false'];
const { status, stdout, error } = spawnSync('npm', asked, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 2 ** 20 });
const report = reportOf(stdout ?? '');
const total = report.metadata?.dependencies?.total ?? 0;
const found = Object.values(report.vulnerabilities ?? {});

if (error) notAsked(error.message);
else if (report.vulnerabilities === undefined || total === 0)
  notAsked(report.error?.summary || report.message || `npm ended with ${status}`);
else if (found.length > 0) {
  for (const { name, severity, range } of found) process.stdout.write(`${severity}  ${name}  ${range}\n`);
  process.exitCode = 1;
} else process.stdout.write(`asked about ${total} packages: nothing is known against them\n`);
