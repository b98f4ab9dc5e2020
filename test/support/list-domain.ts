import { Law, type ListDomain } from '../../src/rules/law/index.ts';
import { testLaw } from './law.ts';

/** An invented domain of a list: no pack that comes with the program has one. */
export const LIST_DOMAIN: ListDomain = {
  code: 'list.invented',
  name: '虚构领域严重失信主体名单',
  nameEn: 'Serious list of a domain that does not exist',
  scope: 'local',
  basis: ['hnxy:28'],
  criteria: ['hnxy:27'],
  comment: { from: '2025-01-06', to: '2025-02-10', record: '虚构公告〔2025〕第1号' },
  authority: [{ branch: 'justice', levels: ['county'] }],
  term: { count: 3, unit: 'year' },
  removal: '履行义务、消除影响、未再受到较重处罚',
  removalEn: 'Duties done, harm removed, no new heavier penalty',
  mark: 'reading',
};

/** The packs that come with the program with that domain, or changes of it, in the city's pack. */
export function lawWithList(change: Partial<ListDomain> = {}): Law {
  const { stack } = testLaw();
  return new Law(
    stack.map((pack, at) => (at < stack.length - 1 ? pack : { ...pack, listDomains: [{ ...LIST_DOMAIN, ...change }] })),
  );
}
