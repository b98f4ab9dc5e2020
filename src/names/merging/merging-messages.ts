/** What merging two subjects into one party says when it refuses. */
export const MERGING_MESSAGES = {
  'merging.same_subject': {
    zh: '请选择两个不同的主体。',
    en: 'Name two different parties.',
  },
  'merging.successor': {
    zh: '认定为同一主体的，须指明归并到哪一个；认定不是同一主体的，不指明。',
    en: 'A judgement that they are one names under which of the two the party goes on; one that they are not names none.',
  },
  'merging.kinds_differ': {
    zh: '两个主体的类别不同，不能归并。',
    en: 'The two are of different kinds and cannot be merged.',
  },
  'merging.codes_differ': {
    zh: '两个主体各有校验通过的统一社会信用代码，代码不同即为不同主体；代码录错的，先更正记录。',
    en: 'Each has a unified code that passes its check: two codes are two parties. If a code was entered wrongly, correct the record first.',
  },
  'merging.successor_without_code': {
    zh: '须归并到有统一社会信用代码的主体。',
    en: 'The party goes on under the one that has a unified code.',
  },
  'merging.led_already': {
    zh: '其中一个主体已经归并，请先撤销原归并或者选择归并后的主体。',
    en: 'One of them is merged already. Undo that first, or choose the party that goes on.',
  },
  'merging.judgement_absent': {
    zh: '没有这项认定。',
    en: 'There is no such judgement.',
  },
  'merging.not_waiting': {
    zh: '这项认定已经办结、过期或者被新的认定取代。',
    en: 'This judgement is settled, over, or replaced by a newer one.',
  },
  'merging.merge_absent': {
    zh: '没有这项归并，或者已经撤销。',
    en: 'There is no such merge, or it was undone.',
  },
} as const;
