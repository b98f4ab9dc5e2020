import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Law } from '../../rules/law/index.ts';
import { type Cause, causesOf } from './assessment.ts';

/** What is processed about persons under one catalogue item, and why it may be (个人信息保护法 arts. 6, 7, 19, 34). */
export type Processing = {
  readonly item: string;
  readonly name: string;
  readonly nameEn: string;
  readonly provider: string;
  readonly about: string;
  readonly personalInformation: 'none' | 'ordinary' | 'sensitive';
  readonly disclosureMode: string;
  readonly enabled: boolean;
  readonly basis: readonly string[];
  readonly mark: string;
  readonly retention: { readonly count: number; readonly unit: string };
  /** Fields that are sealed as they come in, and shown with a reason alone. */
  readonly sealed: readonly string[];
  readonly toAssess: readonly Cause[];
};

/** The register of processing (个人信息处理活动登记) as the law in use on that day has it: it cannot be out of date. */
export function registerOf(law: Law, on: PlainDate): Processing[] {
  return law.all('items', on).map((item) => ({
    item: item.code,
    name: item.name,
    nameEn: item.nameEn,
    provider: item.provider,
    about: item.about,
    personalInformation: item.personalInformation,
    disclosureMode: item.disclosureMode,
    enabled: item.enabled,
    basis: item.basis,
    mark: item.mark,
    retention: { count: item.retention.count, unit: item.retention.unit },
    sealed: item.fields.filter(({ disclosure }) => disclosure === 'sealed').map(({ code }) => code),
    toAssess: causesOf(item),
  }));
}
