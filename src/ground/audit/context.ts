import type { Actor } from '../kernel/actor.ts';
import type { Pools } from '../platform/db.ts';

/** A request that may come twice: its key, and the digest of what it asked, so that a key is not used for two things. */
export type RequestMark = { readonly key: string; readonly digest: Buffer };

/** All that a command needs to know of the world around it. Made at the edge, once per request. */
export type Context = {
  readonly actor: Actor;
  readonly pools: Pools;
  /** The only clock. Deciding code takes days as arguments. */
  readonly now: () => Date;
  /** The law edition in use: sha256 in hexadecimal. */
  readonly edition: string;
  readonly request?: RequestMark;
  /** Of a program: counts what it asks about parties against its key, before it is answered. @throws {Refusal} throttled */
  readonly meter?: (asking: { readonly matters: readonly string[]; readonly subjects: number }) => Promise<void>;
  /** Entity tags of what the author of a write has seen (`If-Match`); undefined: not asked for. */
  readonly seen?: readonly string[];
};
