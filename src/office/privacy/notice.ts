import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import {
  chineseSpan,
  type DocumentFacts,
  type FieldDisclosure,
  type Law,
  type LawItem,
} from '../../rules/law/index.ts';

/** What is done with the information of an item: each use has a notice of its own (告知书; 个人信息保护法 art. 17). */
export const NOTICE_USES = ['collect', 'publish', 'provide'] as const;
export type NoticeUse = (typeof NOTICE_USES)[number];
export const noticeTemplate = (use: NoticeUse): string => `privacy_notice.${use}`;

const TOLD: Readonly<Record<NoticeUse, readonly FieldDisclosure[]>> = {
  collect: ['public', 'share', 'sealed'],
  publish: ['public'],
  provide: ['public', 'share'],
};

/** The uses that an item has on a day: none where it holds nothing about persons or is switched off. */
export function usesOf({ personalInformation, disclosureMode, enabled }: LawItem): NoticeUse[] {
  if (!enabled || personalInformation === 'none') return [];
  if (disclosureMode === 'PUBLIC') return [...NOTICE_USES];
  return disclosureMode === 'GOV_SHARE' ? ['collect', 'provide'] : ['collect'];
}

/** Every notice that is in force on a day: made from the packs, so that it cannot be out of date. */
export function noticesOn(law: Law, on: PlainDate): { readonly item: LawItem; readonly uses: readonly NoticeUse[] }[] {
  return law
    .all('items', on)
    .map((item) => ({ item, uses: usesOf(item) }))
    .filter(({ uses }) => uses.length > 0);
}

/** What a notice says of its item; a fact that is not known is left out, and its part with it. */
export function noticeFacts(item: LawItem, use: NoticeUse): DocumentFacts {
  const names = (kinds: readonly FieldDisclosure[]) =>
    item.fields.filter(({ disclosure }) => kinds.includes(disclosure)).map(({ name }) => name);
  const sealed = names(['sealed']);
  return {
    item: item.name,
    provider: item.provider,
    infoKinds: names(TOLD[use]).join('、'),
    keptFor: chineseSpan(item.retention),
    ...(sealed.length > 0 && { sensitiveKinds: sealed.join('、') }),
  };
}
