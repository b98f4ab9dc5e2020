import { settleQuarantine } from '../../facts/intake/index.ts';
import { contextOf, type DemoDeps } from './deliveries.ts';
import { listUnclassified } from './demo-queries.ts';
import type { Office } from './office.ts';

/** Why a class was found, by what the table lacked. */
const REASONS: Readonly<Record<string, string>> = {
  降低资质等级: '分类标准没有列出降低资质等级；参照一般失信信息处理，待行业分类标准公布后再核。',
};
const PROCEDURE = '来件没有写明所用程序；经调阅案卷，以普通程序作出，按一般失信信息处理。';
/** One in so many is left waiting, overdue as it is. */
const LEFT = 16;

/** The reviewer finds the class of what the table could not tell, nearly all of it. */
export async function findClasses(deps: DemoDeps, { actors }: Office): Promise<void> {
  const reviewer = actors['reviewer.city']!;
  const ctx = contextOf(deps, reviewer);
  const given = { law: deps.law(), vault: deps.vault, spool: deps.spool };
  const waiting = await listUnclassified(deps.pools, reviewer);
  for (const { id, kinds } of waiting.filter((_, at) => at % LEFT !== 3)) {
    const found = { class: 'general', basis: ['gbf22:2'], reason: REASONS[kinds] ?? PROCEDURE } as const;
    await settleQuarantine(ctx, given, id, { outcome: 'classified', ...found });
  }
}
