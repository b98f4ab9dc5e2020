import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../kernel/refusal.ts';

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // A dead process that nobody has reaped still answers to kill(0).
  const status = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : '';
  return !/\) Z /.test(status);
}

/** Ends processes by a signal that each obeys at its next safe moment. */
async function endProcesses(pids: readonly number[], signal: 'SIGINT' | 'SIGTERM'): Promise<void> {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // else it ended meanwhile
    }
  }
  for (let waited = 0; pids.some(alive); waited += 50) {
    if (waited > 30_000) throw new Refusal('busy', 'start.database_will_not_end', { pid: pids.find(alive)! });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The living processes of a server, each of which works in the cluster's folder. Empty where the system does not tell. */
function processesIn(cluster: string): number[] {
  if (!existsSync('/proc/self/cwd')) return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        return pid > 1 && readlinkSync(`/proc/${pid}/cwd`) === cluster && alive(pid);
      } catch {
        return false; // ended meanwhile, or another user's
      }
    });
}

/**
 * A server that outlived a killed program is ended before we start our own; so are sessions that outlived their server.
 * @throws {Refusal} busy `start.database_will_not_end`
 */
export async function endOrphans(cluster: string): Promise<void> {
  const file = path.join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (Number.isInteger(pid) && pid > 1 && alive(pid)) {
    const command = existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : cluster;
    if (command.includes(cluster)) await endProcesses([pid], 'SIGINT'); // else the number was given to somebody else since
  }
  await endProcesses(processesIn(realpathSync(cluster)), 'SIGTERM');
}
