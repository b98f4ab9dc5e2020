const ZH = {
  notices: '送达公告',
  noticesLead:
    '受送达人下落不明，或者其他方式无法送达的，公告送达。自公告之日起满下列期限，即视为送达；期满后公告撤下。可以向制作机关领取文书。',
  noNotices: '现在没有送达公告。',
  party: '受送达人',
  document: '文书',
  begun: '公告日期',
  deemed: '视为送达之日',
  organ: '机关',
  lists: '严重失信主体名单',
  listsLead:
    '只有设列依据、认定标准和认定机关都符合规定的领域，才能列入；列入以送达的决定为准，期满、移出或者处于异议、暂停的，不在这里显示。',
  locked: '没有设列任何领域，因此没有任何人被列入。',
  why: '为什么',
  noEntries: '现在没有列入。',
  since: '列入日期',
  until: '期满日',
  object: '认为列入有误的，可以向列入机关提出异议；符合条件的，可以申请提前移出。',
  rights: '权利和期限',
  repair: '修复测算',
  checkpoint: '日志检查点（任何人可以据此核对本站没有改写过去）',
};
const EN: typeof ZH = {
  notices: 'Service by public notice',
  noticesLead:
    'Whoever cannot be found or reached in any other way is served by public notice. Once the days below have run the document counts as served, and the notice is taken down. It can be fetched from the organ that made it.',
  noNotices: 'There is no public notice now.',
  party: 'Who is served',
  document: 'Document',
  begun: 'Announced on',
  deemed: 'Counts as served on',
  organ: 'Organ',
  lists: 'Serious lists',
  listsLead:
    'Only a domain whose basis, criteria and organ satisfy the rules can have entries. An entry rests on a decision that was served; what has ended, was removed, or rests for an objection or suspension does not stand here.',
  locked: 'No domain is open, and so nobody is listed.',
  why: 'Why',
  noEntries: 'There is no entry now.',
  since: 'Since',
  until: 'Until',
  object:
    'Whoever holds an entry to be wrong may object at the organ that made it; who satisfies the conditions may apply for an early end.',
  rights: 'Rights and terms',
  repair: 'Compute a repair',
  checkpoint: 'Checkpoint of the log (by which anybody may check that this site has not rewritten the past)',
};
export const ANNOUNCEMENT_WORDS = { zh: ZH, en: EN } as const;
