import { Refusal } from '../kernel/refusal.ts';
import {
  refuseLostOwner,
  refuseOtherRole,
  refuseUnfitDatabase,
  rightsRefusal,
  withClient,
} from './database-fitness.ts';
import { asRole, type DatabaseUrls, rolePasswords } from './database-urls.ts';
import { embeddedUrl, startEmbeddedPostgres } from './embedded-postgres.ts';
import { migrate, setRolePasswords } from './migrate.ts';
import { catchUpTransactions } from './transaction-numbers.ts';

/** Name of the database in the embedded cluster. */
const NAME = 'zhengming';

/** The owner's address of the embedded database of a data folder whose program is running. */
export function runningDatabase(home: string): string {
  return embeddedUrl(home, NAME);
}

/** What was configured; without `owner` the embedded PostgreSQL of the home is started. */
export type DatabaseChoice = {
  readonly owner: string | undefined;
  readonly app: string | undefined;
  readonly intake: string | undefined;
};

export type OpenDatabase = {
  readonly urls: DatabaseUrls;
  /** Which migrations ran just now. */
  readonly migrated: readonly string[];
  /** Is anything sealed in it, so that the master key must be the one that sealed it? */
  readonly sealedDataExists: boolean;
  /** Settles when an embedded server ends by itself; never for a server of one's own. */
  readonly ended: Promise<{ readonly log: string }>;
  stop(): Promise<void>;
};

type Server = Pick<OpenDatabase, 'ended' | 'stop'> & { readonly owner: string };

async function startServer(home: string): Promise<Server> {
  const server = await startEmbeddedPostgres(home);
  await withClient(server.urlOf('postgres'), 'DATABASE_URL', async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [NAME]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${NAME}`);
  });
  return { owner: server.urlOf(NAME), ended: server.ended.then(() => ({ log: server.logFile })), stop: server.stop };
}

/** Signs in as each serving role, and as no other. @throws {Refusal} busy `start.database_…` */
async function signInAsBoth(urls: DatabaseUrls): Promise<void> {
  await Promise.all(
    (['app', 'intake'] as const).map((role) => {
      const setting = `DATABASE_${role.toUpperCase()}_URL`;
      return withClient(urls[role], setting, (client) => refuseOtherRole(client, `zhengming_${role}`, setting));
    }),
  );
}

const isOtherRole = (error: unknown) => error instanceof Refusal && error.code === 'start.database_other_role';

/** Where signing in as a role whose password is the owner's affair fails, the owner sets it. */
async function serveableUrls(choice: DatabaseChoice, owner: string): Promise<DatabaseUrls> {
  const passwords = rolePasswords(owner);
  const urls = {
    owner,
    app: choice.app ?? asRole(owner, 'zhengming_app', passwords.app),
    intake: choice.intake ?? asRole(owner, 'zhengming_intake', passwords.intake),
  };
  try {
    await signInAsBoth(urls);
  } catch (error) {
    if (isOtherRole(error) || (choice.app && choice.intake)) throw error;
    await setRolePasswords(owner, passwords).catch((failure) => Promise.reject(rightsRefusal(failure)));
    await signInAsBoth(urls);
  }
  return urls;
}

/**
 * A database that is there, fit, migrated, and open to the two serving roles.
 * @throws {Refusal} busy `start.…`, each with its sentence in START_MESSAGES
 */
export async function openDatabase(home: string, choice: DatabaseChoice): Promise<OpenDatabase> {
  const server = choice.owner
    ? { owner: choice.owner, ended: new Promise<never>(() => undefined), stop: async () => undefined }
    : await startServer(home);
  try {
    await withClient(server.owner, 'DATABASE_URL', refuseUnfitDatabase);
    const migrated = await migrate(server.owner).catch((error) => Promise.reject(rightsRefusal(error)));
    await withClient(server.owner, 'DATABASE_URL', async (client) => {
      await refuseLostOwner(client);
      await catchUpTransactions(client);
    });
    const urls = await serveableUrls(choice, server.owner);
    const sealedDataExists = await withClient(server.owner, 'DATABASE_URL', async (client) => {
      const { rows } = await client.query<{ sealed: boolean }>('SELECT EXISTS (SELECT FROM vault_keys) AS sealed');
      return rows[0]!.sealed;
    });
    return { urls, migrated, sealedDataExists, ended: server.ended, stop: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
