import type { Context } from '../../ground/audit/index.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { DETERMINATION_USES, type DeterminationUse, type Law } from '../../rules/law/index.ts';
import { isListed } from './determination.ts';
import { DETERMINATION } from './determination-procedure.ts';
import { domainsAt } from './domain-reading-queries.ts';

/** On which act of `basisLevels` each use rests. */
const ACT_OF = {
  serious_list: 'list_domain',
  key_supervision: 'measure',
  responsible_person: 'personal_information',
} as const satisfies Record<DeterminationUse, string>;

/** The levels that an article must have to carry that use here, with the articles that say so. */
function basisOf(use: DeterminationUse, law: Law, today: PlainDate) {
  const rule = law.all('basisLevels', today).find(({ act }) => act === ACT_OF[use]);
  return { levels: rule?.local ?? [], articles: rule?.basis ?? [] };
}

/** How long it may stand at most, where the law sets an end. */
function longestOf(use: DeterminationUse, law: Law, today: PlainDate) {
  const found = law.find('periods', use === 'serious_list' ? 'list.term' : 'publication.cap', today);
  return found === undefined ? null : { count: found.count, unit: found.unit, articles: found.basis, mark: found.mark };
}

/** What may be chosen for a determination today: uses with their levels and longest term, measures of the packs, domains of lists. */
export async function readChoices(ctx: Context, law: Law) {
  const today = chinaDate(ctx.now());
  const uses = DETERMINATION_USES.map((use) => ({
    use,
    name: DETERMINATION.grounds[use],
    ...basisOf(use, law, today),
    longest: longestOf(use, law, today),
  }));
  const measures = law
    .all('measures', today)
    .filter((rule) => isListed(rule))
    .map(({ code, name: zh, nameEn: en, objectKinds, basis, mark }) => ({
      code,
      name: { zh, en },
      objectKinds,
      basis,
      mark,
    }));
  const { domains, locked } = await domainsAt(ctx, law, today);
  return { uses, measures, domains, locked };
}
