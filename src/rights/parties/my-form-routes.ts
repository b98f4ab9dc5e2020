import type { FastifyReply, FastifyRequest } from 'fastify';
import { dayIn } from '../../../web/portal/layout.ts';
import type { FormState } from '../../../web/portal/my-forms.ts';
import { signInPage } from '../../../web/portal/my-pages.ts';
import { MY_WORDS } from '../../../web/portal/my-words.ts';
import { type Asked, deskOf, sendPage } from '../../facts/publication/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { openSealedValue } from '../../ground/vault/index.ts';
import { findDraft } from './draft-queries.ts';
import { inOwnFile } from './file-queries.ts';
import { digestedOf, type FormSent, formOf } from './form-reading-routes.ts';
import { actingAs, idOf, type MyDesk, newFormKey, type Seat, seatOf, sentenceOf } from './my-desk-routes.ts';
import { saveDraft } from './own-acts-commands.ts';
import type { DraftForm } from './party-tables.ts';

/** Fields of ours that are no part of what somebody typed. */
const OURS = new Set(['key', 'do']);
const typedIn = ({ typed }: FormSent) => Object.fromEntries(Object.entries(typed).filter(([name]) => !OURS.has(name)));

/** A form as it opens: empty, or with the draft that was saved last. */
export async function openingState(desk: MyDesk, seat: Seat, form: DraftForm, recordId: string): Promise<FormState> {
  const { accountId } = seat.session;
  const draft = await inOwnFile(desk.deps.pools, seat.session, async (tx) => {
    const found = await findDraft(tx, { accountId, recordId, form });
    return found && { ...found, text: await openSealedValue(tx, desk.deps.vault, found.sealedId) };
  });
  const key = newFormKey();
  if (!draft) return { key, typed: {} };
  const { language } = seat.view;
  const told = MY_WORDS[language].draftFound(dayIn(language, chinaDate(draft.savedAt)));
  return { key, typed: JSON.parse(draft.text) as FormState['typed'], told };
}

/** Keeps what was typed as a draft, or says that it was handed in. */
async function keepDraft(
  desk: MyDesk,
  seat: Seat,
  sent: FormSent,
  of: { form: DraftForm; recordId: string },
  over: boolean,
) {
  const ctx = actingAs(desk, seat, { key: newFormKey(), digested: digestedOf(sent) });
  await saveDraft(ctx, desk.deps, { ...of, typed: over ? null : typedIn(sent) });
}

/**
 * A form that was sent: done and on to the next page, or shown again with the reason and everything that was typed. Where the session
 * has ended meanwhile, the sign-in page carries what was typed along.
 */
export async function takeForm(
  desk: MyDesk,
  request: FastifyRequest,
  reply: FastifyReply,
  form: {
    readonly draft?: DraftForm;
    /** The page with the form, as it was typed. */
    readonly show: (seat: Seat, state: FormState) => Promise<string>;
    /** Does it, and answers where to go on. */
    readonly done: (seat: Seat, sent: FormSent) => Promise<string>;
  },
): Promise<FastifyReply> {
  reply.header('referrer-policy', 'same-origin');
  const sent = await formOf(request);
  let seat: Seat;
  try {
    seat = await seatOf(desk, request);
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'access.sign_in_first')) throw error;
    const page = deskOf(request as Asked, desk.deps);
    const back = request.url.replace(/\?.*$/, '');
    const kept = JSON.stringify(typedIn(sent));
    return sendPage(reply, page, signInPage(page.view, newFormKey(), { back, kept }), 401);
  }
  const typed = typedIn(sent);
  const again = async (problem: string) =>
    sendPage(reply, seat, await form.show(seat, { key: newFormKey(), typed, problem }), 422);
  const query = seat.view.languageAsked ? `?lang=${seat.view.language}` : '';
  const of = form.draft && { form: form.draft, recordId: idOf(request) };
  try {
    if (sent.typed.do === 'draft' && of) {
      await keepDraft(desk, seat, sent, of, false);
      return reply.redirect(`/my${query === '' ? '?' : `${query}&`}done=draft`, 303);
    }
    if (sent.problem !== undefined) return again(sentenceOf(desk, seat, sent.problem));
    const next = await form.done(seat, sent);
    if (of) await keepDraft(desk, seat, sent, of, true);
    return reply.redirect(`${next}${query}`, 303);
  } catch (error) {
    return again(sentenceOf(desk, seat, error));
  }
}
