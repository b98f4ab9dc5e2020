import type { Context } from '../audit/index.ts';
import { chinaDate, type PlainDate } from '../kernel/plain-date.ts';
import { DETERMINATION_USES, type DeterminationUse, explain, type Law, mayOpenDomain } from '../law/index.ts';
import { inContext } from '../platform/db.ts';
import { actingOrgan, isListed } from './determination.ts';
import { DETERMINATION } from './determination-procedure.ts';
import { isDomainOpen } from './domain-queries.ts';

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

/** A domain of the packs, or that there is none, as the gate answers it for the organ that asks. */
async function domainsAt(ctx: Context, law: Law, today: PlainDate) {
  const { accountId, organPath, organKind } = ctx.actor;
  const organ = actingOrgan(organKind);
  const answerFor = (domain: string) => {
    const { answer, articles, derivation } = mayOpenDomain({ domain, organ }, law, today);
    return { answer, articles, why: { zh: explain(derivation, 'zh'), en: explain(derivation, 'en') } };
  };
  const domains = await inContext(ctx.pools.app, { purpose: 'work', accountId, organPath }, async (tx) => {
    const found = [];
    for (const { code, name, nameEn } of law.all('listDomains', today)) {
      const open = await isDomainOpen(tx, code, organPath);
      found.push({ code, name: { zh: name, en: nameEn }, open, ...answerFor(code) });
    }
    return found;
  });
  return { domains, locked: domains.some(({ open }) => open) ? null : answerFor('') };
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
  return { uses, measures, ...(await domainsAt(ctx, law, today)) };
}
