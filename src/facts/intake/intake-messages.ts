import { READING_MESSAGES } from '../../ground/reading/reading-messages.ts';
import { CHECKING_REFUSALS, PROBLEMS } from './checking/checking-messages.ts';
import { SEND_MESSAGES } from './send-messages.ts';

/** Every refusal and problem code of intake with its sentences; screens, error sheets and docs/errors.md print from here. */
export const INTAKE_MESSAGES: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  ...READING_MESSAGES,
  ...CHECKING_REFUSALS,
  ...SEND_MESSAGES,
  ...PROBLEMS,
};
