import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { ArticleRef, Law, PublicationFacts } from '../../rules/law/index.ts';

/** Why repair is asked: the term has run, or a court's plan shields the party while it runs (国办发〔2025〕22号 item 7). */
export const REPAIR_GROUNDS = ['term', 'reorganisation', 'settlement'] as const;
export type RepairGround = (typeof REPAIR_GROUNDS)[number];

/** A court's ruling that another application of the party brought: of which decision, when, and by which digest it is found. */
export type HeldRuling = { readonly documentNumber: string; readonly broughtOn: PlainDate; readonly sha256: string };

export type Material = {
  /** A kind of document of the procedure. */
  readonly code: 'commitment_letter' | 'performance_proof' | 'court_ruling';
  readonly name: { readonly zh: string; readonly en: string };
  /** What the bureau holds already is not asked for (国办发〔2025〕22号). */
  readonly held: boolean;
  /** Where it is held, when another case of the party brought it. */
  readonly heldFrom?: Pick<HeldRuling, 'documentNumber' | 'broughtOn'>;
  readonly basis: readonly ArticleRef[];
};

const NAMES = {
  commitment_letter: { zh: '信用承诺书', en: 'public credit commitment letter' },
  performance_proof: { zh: '义务履行完毕的证明', en: 'proof that the duties are performed' },
  court_ruling: {
    zh: '人民法院批准重整计划或者认可和解协议的裁定书',
    en: 'the court’s ruling that approves the plan or recognises the settlement',
  },
} as const;

/** What an application needs, what of it the bureau holds, and by which article as it stands on that day. */
export function materialsFor(
  facts: PublicationFacts,
  ground: RepairGround,
  law: Law,
  today: PlainDate,
  ruling?: HeldRuling,
): Material[] {
  const material = (code: Material['code'], held: boolean, refs: ArticleRef[]): Material => {
    const basis = refs.filter((ref) => law.article(ref, today) !== undefined);
    return { code, name: NAMES[code], held, basis };
  };
  const commitment = material('commitment_letter', false, ['fgw36:8', 'gbf22:4']);
  if (ground === 'term') {
    const isHeld = facts.dutyPerformedOn !== undefined;
    return [commitment, material('performance_proof', isHeld, ['fgw36:8', 'gbf22:4'])];
  }
  const needed = material('court_ruling', ruling !== undefined, ['gbf22:7']);
  if (ruling === undefined) return [commitment, needed];
  const { documentNumber, broughtOn } = ruling;
  return [commitment, { ...needed, heldFrom: { documentNumber, broughtOn } }];
}
