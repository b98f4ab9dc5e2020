import type { Sentence } from '../platform/messages.ts';

export const PRIVACY_MESSAGES: Readonly<Record<string, Sentence>> = {
  'privacy.assessment_missing': {
    zh: '这一版本启用的目录事项含有个人信息，尚无经审核的个人信息保护影响评估（个人信息保护法第五十五条）；请先评估并由另一人审核',
    en: 'this edition switches on items with personal information that nobody has assessed (Personal Information Protection Law, art. 55); write the assessment first, and let another person pass it',
  },
  'privacy.assessment_absent': {
    zh: '没有这份影响评估',
    en: 'there is no such assessment',
  },
  'privacy.reviewed_already': {
    zh: '这份影响评估已经审核；如有变化请另写一份',
    en: 'this assessment was reviewed already; where something changed, write another',
  },
};
