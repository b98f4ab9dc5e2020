import { Refusal } from '../../ground/kernel/refusal.ts';

/** State → step → next state. `overtaken`: another edition was adopted since, so what it was compared with is no longer in use. */
export const PROPOSAL_STEPS = {
  drafted: { pass: 'passed', return: 'returned' },
  passed: { adopt: 'adopted' },
  returned: {},
  adopted: {},
  overtaken: {},
} as const;
export type ProposalState = keyof typeof PROPOSAL_STEPS;
export type ProposalStep = { [S in ProposalState]: keyof (typeof PROPOSAL_STEPS)[S] }[ProposalState];
export type ReviewOutcome = 'passed' | 'returned';

/** Who did a step, when and why. */
export type Signed = { readonly by: string; readonly at: Date; readonly reason: string };

/** A stack of packs on its way to adoption (规则版本的采用), signed by three different persons. */
export type Proposal = {
  readonly id: string;
  /** sha256 of its canonical text. */
  readonly edition: string;
  /** Number of the adoption that it was compared with and would replace. */
  readonly against: number;
  readonly casesPassed: number;
  readonly organPath: string;
  readonly drafted: Signed;
  readonly reviewed?: Signed & { readonly outcome: ReviewOutcome };
  readonly adopted?: Signed & { readonly number: number };
};

export function stateOf(proposal: Proposal, inUse: number): ProposalState {
  if (proposal.adopted) return 'adopted';
  if (proposal.reviewed?.outcome === 'returned') return 'returned';
  if (proposal.against !== inUse) return 'overtaken';
  return proposal.reviewed ? 'passed' : 'drafted';
}

/**
 * @throws {Refusal} conflict `edition.overtaken`: another edition is in use than the one it was compared with
 * @throws {Refusal} conflict `edition.wrong_state`: the table has no such step from this state
 */
export function refuseUnlessOpen(proposal: Proposal, step: ProposalStep, inUse: number): void {
  const state = stateOf(proposal, inUse);
  if (state === 'overtaken') throw new Refusal('conflict', 'edition.overtaken', { against: proposal.against, inUse });
  const ways: Partial<Record<ProposalStep, ProposalState>> = PROPOSAL_STEPS[state];
  if (!ways[step]) throw new Refusal('conflict', 'edition.wrong_state', { state, step });
}
