import type { Words } from '../../shared/words.ts';

export const due = {
  withdrawals: ['待撤回公示', 'Withdrawals due'],
  withdrawalsHelp: [
    '决定已被变更、撤销、确认违法或者无效，或者已被报送单位撤回。公示已自动停止显示，还须在三个工作日内撤回并公开说明理由（行政处罚法第48条）。',
    'The decision was altered, set aside, found unlawful or void, or taken back by its source. It is hidden already; within three working days it is withdrawn and the public is told why (Penalties Law, art. 48).',
  ],
  noWithdrawals: ['没有待撤回的公示', 'No publication waits to be withdrawn'],
  withdraw: ['撤回公示', 'Withdraw'],
  ground: ['撤回事由', 'Ground'],
  publicReason: [
    '公开说明的理由（至少 4 个字，不得含个人信息）',
    'Reason told to the public (at least 4 characters, no personal data)',
  ],
  withdrawn: ['已撤回', 'Withdrawn'],
  terms: ['待确认截止日', 'Ends to decide'],
  termsHelp: [
    '按现有事实或者规则，公示应当比已经告知公众的更晚结束。不利于当事人的变动由人决定；不作决定，按原日结束。',
    'By the facts or the law now known a publication would end later than the public was told. What goes against the party is decided by a person; undecided, it ends on the day told.',
  ],
  noTerms: ['没有待确认的截止日', 'No end waits to be decided'],
  told: ['已告知', 'Told'],
  proposed: ['拟延至', 'Proposed'],
  confirm: ['确认延后', 'Confirm the later day'],
  decline: ['维持原日', 'Keep the day told'],
  reason: ['决定的理由（至少 4 个字）', 'Reason for the decision (at least 4 characters)'],
  decided: ['已决定', 'Decided'],
  record: ['查看记录', 'See the record'],
  why: ['推导', 'How this was reached'],
  decideBefore: ['到期前决定', 'Decide before'],
} as const satisfies Words;
