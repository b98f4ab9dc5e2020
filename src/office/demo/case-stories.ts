/** A step as it is told: who takes it, what it needs. Documents are named by their kinds. */
export type ToldStep = {
  readonly step: string;
  readonly by: 'clerk' | 'reviewer' | 'decider';
  readonly documents?: readonly string[];
  readonly reason?: string;
  readonly cause?: string;
  /** Of the first point or material, before the step. */
  readonly finds?: 'upheld' | 'not_upheld' | 'sufficient' | 'lacking';
};
export type Story = {
  readonly procedure: 'objection' | 'repair' | 'annulment';
  /** How many days before the load it came in; each step falls on the day after the one before, at the latest on that of the load. */
  readonly daysAgo: number;
  /** What the party says or brings; of a ruling, what opens the case. */
  readonly says: string;
  readonly opens?: ToldStep & { readonly step: 'file_review' | 'file_suit' | 'receive_setting_aside' };
  readonly steps: readonly ToldStep[];
  /** The partner's counter was told the record before: it hears of it, and has acknowledged that, or not yet. */
  readonly receiver?: 'acknowledged' | 'silent';
};

const WRONG = '公示的罚款金额与处罚决定书不一致。';
const PAID = '罚款缴款凭证，复印件与原件核对一致。';

const DRAFT: ToldStep = { step: 'draft', by: 'clerk', documents: ['reply'] };
const PASS: ToldStep = { step: 'pass', by: 'reviewer', documents: ['reply'] };
const objection = (daysAgo: number, ...steps: readonly ToldStep[]): Story => ({
  procedure: 'objection',
  daysAgo,
  says: WRONG,
  steps,
});

/** Objections in every state; the oldest is past its day. */
const OBJECTIONS: readonly Story[] = [
  { ...objection(1), receiver: 'silent' },
  { ...objection(9), receiver: 'silent' },
  objection(4, { step: 'ask_provider', by: 'clerk', documents: ['check_notice'] }),
  objection(6, { step: 'ask_experts', by: 'clerk', documents: ['expert_request'], cause: 'appraisal' }),
  objection(
    5,
    { step: 'ask_provider', by: 'clerk', documents: ['check_notice'] },
    { step: 'record_provider', by: 'clerk', documents: ['provider_answer'] },
  ),
  objection(2, { ...DRAFT, finds: 'not_upheld' }),
  objection(3, { ...DRAFT, finds: 'not_upheld' }, PASS),
  objection(4, { ...DRAFT, finds: 'upheld' }, PASS, {
    step: 'decide_correction',
    by: 'decider',
    documents: ['reply'],
    reason: '经核对处罚决定书，公示金额有误，予以更正。',
  }),
  {
    ...objection(4, { ...DRAFT, finds: 'not_upheld' }, PASS, {
      step: 'decide_not_upheld',
      by: 'decider',
      documents: ['reply'],
      reason: '经核对处罚决定书，公示内容一致，异议不成立。',
    }),
    receiver: 'acknowledged',
  },
];

const SUBMIT: ToldStep = { step: 'submit', by: 'clerk', documents: ['commitment_letter', 'performance_proof'] };
const ACCEPT: ToldStep = { step: 'accept', by: 'clerk', documents: ['acceptance_notice'] };
const VERIFY: ToldStep = { step: 'verify', by: 'clerk' };
const ASK_EXTENSION: ToldStep = {
  step: 'ask_extension',
  by: 'clerk',
  documents: ['extension_notice'],
  reason: '案情复杂，需要向处罚机关核实。',
};
const DECISION: ToldStep = { step: 'draft', by: 'clerk', documents: ['decision'], finds: 'sufficient' };
const REVIEWED: ToldStep = { step: 'pass', by: 'reviewer', documents: ['decision'] };
const repair = (daysAgo: number, ...steps: readonly ToldStep[]): Story => ({
  procedure: 'repair',
  daysAgo,
  says: PAID,
  steps,
});

/** Applications for repair in every state before and after the decision. */
const REPAIRS: readonly Story[] = [
  repair(1),
  repair(2, SUBMIT),
  repair(4, SUBMIT, {
    step: 'return_for_supplement',
    by: 'clerk',
    documents: ['supplement_notice'],
    reason: '承诺书缺少签章，请补正。',
  }),
  repair(3, SUBMIT, ACCEPT),
  repair(5, SUBMIT, ACCEPT, VERIFY),
  repair(9, SUBMIT, ACCEPT, VERIFY, ASK_EXTENSION, {
    step: 'extend',
    by: 'decider',
    documents: ['extension_notice'],
    reason: '案情复杂，同意延长。',
  }),
  repair(2, SUBMIT, {
    step: 'draft_refusal',
    by: 'clerk',
    documents: ['refusal_notice'],
    reason: '申请人不是该处罚决定的当事人，也没有得到当事人的授权。',
  }),
  repair(6, SUBMIT, ACCEPT, VERIFY, DECISION),
  repair(8, SUBMIT, ACCEPT, VERIFY, DECISION, REVIEWED),
  {
    ...repair(10, SUBMIT, ACCEPT, VERIFY, DECISION, REVIEWED, {
      step: 'approve',
      by: 'decider',
      documents: ['decision'],
      reason: '最短公示期届满，义务已经履行，准予修复。',
    }),
    receiver: 'silent',
  },
  repair(12, SUBMIT, ACCEPT, VERIFY, { ...DECISION, finds: 'lacking' }, REVIEWED, {
    step: 'reject',
    by: 'decider',
    documents: ['decision'],
    reason: '提交的凭证不能证明义务已经履行。',
  }),
];

const RULING: Story['opens'] = { step: 'receive_setting_aside', by: 'clerk', documents: ['ruling'] };
const annulment = (daysAgo: number, opens: NonNullable<Story['opens']>, ...steps: readonly ToldStep[]): Story => ({
  procedure: 'annulment',
  daysAgo,
  says: '',
  opens,
  steps,
});

/** What became of decisions: a review, a suit, and a ruling at each of its three hands. */
const ANNULMENTS: readonly Story[] = [
  annulment(7, { step: 'file_review', by: 'clerk', documents: ['review_application'] }),
  annulment(15, { step: 'file_suit', by: 'clerk', documents: ['suit_notice'] }),
  annulment(1, RULING),
  annulment(2, RULING, { step: 'confirm', by: 'reviewer', documents: ['ruling'] }),
  {
    ...annulment(
      3,
      RULING,
      { step: 'confirm', by: 'reviewer', documents: ['ruling'] },
      {
        step: 'withdraw',
        by: 'decider',
        documents: ['ruling', 'withdrawal_notice'],
        reason: '原处罚决定已被复议机关撤销。',
      },
    ),
    receiver: 'silent',
  },
];

export const STORIES: readonly Story[] = [...OBJECTIONS, ...REPAIRS, ...ANNULMENTS];
