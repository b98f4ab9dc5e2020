import type { Language } from './words.ts';

/** English labels where the catalogue's own name carries a note for clerks. */
const LABELS: Readonly<Record<string, string>> = {
  CF_CFLB: 'Kinds of penalty',
  CF_YXQ: 'Valid until',
  XK_YXQZI: 'Valid until',
  CF_NR_ZKDX: 'Suspended or revoked certificate',
  more_kinds: 'Further kinds',
  procedure: 'Procedure',
  licence_effect: 'Certificate',
  suspension_months: 'Months of suspension',
};

/** Choices of the catalogue in English. What is not here is a name or free text, and stays Chinese. */
const CHOICES: Readonly<Record<string, string>> = {
  法人及非法人组织: 'organisation',
  自然人: 'natural person',
  个体工商户: 'individual business',
  警告: 'warning',
  通报批评: 'circulated criticism',
  罚款: 'fine',
  没收违法所得: 'confiscation of unlawful gains',
  没收非法财物: 'confiscation of unlawful property',
  '没收违法所得、没收非法财物': 'confiscation of unlawful gains and property',
  暂扣许可证件: 'suspension of a licence',
  吊销许可证件: 'revocation of a licence',
  暂扣或者吊销许可证件: 'suspension or revocation of a licence',
  降低资质等级: 'lowered qualification',
  限制开展生产经营活动: 'limits on business',
  责令停产停业: 'order to stop production or business',
  责令关闭: 'order to close',
  限制从业: 'limits on practice',
  行政拘留: 'administrative detention',
  停止执业: 'stop of practice',
  停业整顿: 'suspension for rectification',
  其他: 'other',
  普通: 'ordinary',
  特许: 'franchise',
  认可: 'accreditation',
  核准: 'approval',
  登记: 'registration',
};

export function labelOf(field: { code: string; name: string; nameEn: string }, language: Language): string {
  if (language === 'en') return LABELS[field.code] ?? field.nameEn;
  return field.name.replace(/^行政相对人代码_\d（(.+)）$/, '$1');
}

/** One choice in the reader's language; undefined where it has none there. `aliases`: other forms' words → ours. */
export function choiceIn(
  value: string,
  aliases: Readonly<Record<string, string>>,
  language: Language,
): string | undefined {
  const isCode = /^[a-z_]+$/.test(value);
  if (language === 'en')
    return CHOICES[value] ?? (isCode || /^\d+$/.test(value) ? value.replaceAll('_', ' ') : undefined);
  return isCode ? Object.entries(aliases).find(([, ours]) => ours === value)?.[0] : value;
}
