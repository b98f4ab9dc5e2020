import { joinPage, signInPage } from '../../../web/portal/my-pages.ts';
import { MY_WORDS } from '../../../web/portal/my-words.ts';
import { type Asked, deskOf, sendPage } from '../../facts/publication/index.ts';
import { type PartySession, redeemLetter } from '../../ground/access/index.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { refusalOf } from '../../ground/platform/problem.ts';
import { typedText } from './form-parts.ts';
import { actingAs, type MyDesk, newFormKey, sentenceOf } from './my-desk-routes.ts';
import { saveDraft } from './own-acts-commands.ts';
import type { DraftForm } from './party-tables.ts';

const schema = { hide: true };
/** A page of the own file on which somebody may have been typing. */
const BACK =
  /^\/my\/(?:records|cases)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/(objection|repair|statement))?$/;

const bodyOf = (body: unknown): Record<string, string> => {
  const entries = Object.entries((body ?? {}) as Record<string, unknown>).slice(0, 12);
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, typedText(value, 40_000)]] : [])),
  );
};

/** What was typed when the session ended, if it can be read as a form's fields. */
function keptOf(text: string | undefined): Record<string, string> | undefined {
  try {
    const kept: unknown = JSON.parse(text ?? '');
    return kept !== null && typeof kept === 'object' && !Array.isArray(kept) ? bodyOf(kept) : undefined;
  } catch {
    // Not what our page sent: there is nothing to keep.
    return undefined;
  }
}

/** What was typed when the session ended becomes a draft, which the form takes up again. */
async function keepTyped(
  desk: MyDesk,
  session: PartySession,
  back: string | undefined,
  typed: Record<string, string> | undefined,
): Promise<void> {
  const [, recordId, form] = BACK.exec(back ?? '') ?? [];
  if (!typed || !recordId || !form) return;
  const ctx = actingAs(desk, { session }, { key: newFormKey(), digested: null });
  await saveDraft(ctx, desk.deps, { form: form as DraftForm, recordId, typed });
}

/** Sign-in, the invitation letter, and the way out. */
export function myDoorRoutes(http: HttpApp, desk: MyDesk): void {
  const { deps, door, messages } = desk;
  const provider = door.provider?.name;

  http.get('/my/sign-in', { schema }, (request, reply) => {
    const page = deskOf(request as Asked, deps);
    return sendPage(reply, page, signInPage(page.view, newFormKey(), { provider }));
  });

  http.post('/my/sign-in', { schema, bodyLimit: 65_536 }, async (request, reply) => {
    const page = deskOf(request as Asked, deps);
    const { username = '', password = '', back, kept } = bodyOf(request.body);
    const wasAt = back !== undefined && BACK.test(back) ? { back, ...(kept === undefined ? {} : { kept }) } : {};
    let session: PartySession;
    try {
      session = await door.signIn(request, reply, username.trim().slice(0, 30), password.slice(0, 128));
    } catch (error) {
      const problem = sentenceOf(desk, page, error);
      reply.header('referrer-policy', 'same-origin');
      return sendPage(reply, page, signInPage(page.view, newFormKey(), { problem, username, provider, ...wasAt }), 401);
    }
    await keepTyped(desk, session, back, keptOf(kept));
    const query = page.view.languageAsked ? `?lang=${page.view.language}` : '';
    return reply.redirect(`${back !== undefined && BACK.test(back) ? back : '/my'}${query}`, 303);
  });

  http.get('/my/join', { schema }, (request, reply) => {
    const page = deskOf(request as Asked, deps);
    return sendPage(reply.header('referrer-policy', 'same-origin'), page, joinPage(page.view, newFormKey()));
  });

  http.post('/my/join', { schema, bodyLimit: 4_096 }, async (request, reply) => {
    const page = deskOf(request as Asked, deps);
    const words = MY_WORDS[page.view.language];
    const { code = '', password = '', repeat = '' } = bodyOf(request.body);
    reply.header('referrer-policy', 'same-origin');
    const again = (problem: string, status: number) =>
      sendPage(reply, page, joinPage(page.view, newFormKey(), { problem, code: code.slice(0, 40) }), status);
    if (password !== repeat) return again(words.notSame, 400);
    try {
      door.countTry(request);
      const around = { pools: deps.pools, now: deps.now, edition: deps.law().edition };
      const { username } = await redeemLetter(around, code.slice(0, 40), password.slice(0, 128));
      return sendPage(
        reply,
        page,
        signInPage(page.view, newFormKey(), { told: words.joined(username), username, provider }),
      );
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal) throw error;
      return again(messages.get(refusal.code)?.[page.view.language] ?? refusal.code, 400);
    }
  });

  http.post('/my/sign-out', { schema, bodyLimit: 1_024 }, async (request, reply) => {
    const page = deskOf(request as Asked, deps);
    await door.signOut(request, reply);
    const told = MY_WORDS[page.view.language].signedOut;
    reply.header('referrer-policy', 'same-origin');
    return sendPage(reply, page, signInPage(page.view, newFormKey(), { told, provider }));
  });
}
