export const PRIVACY_WORDS = {
  zh: {
    title: '个人信息告知',
    lead: '本机关处理哪些人的哪些信息、为什么、多久，逐项告知（个人信息保护法第17、35条）。',
    notices: '告知书',
    none: '目前没有含有个人信息的目录事项。',
    sensitive: '含敏感个人信息',
    uses: { collect: '归集告知书', publish: '公示告知书', provide: '提供查询告知书' },
    consents: '以同意为依据的处理',
    consentLines: [
      '两件事以您的同意为依据：以电子方式向您送达文书；由您授权的人取得您的信用报告。其余处理依法律规定的职责，不以同意为条件。',
      '同意可以随时撤回，与给出一样方便；撤回立即生效，不影响撤回前已经完成的送达和查询。',
    ],
    toMy: '到“我的档案”查看和撤回',
    edition: (edition: string) => `规则版本 ${edition}`,
  },
  en: {
    title: 'Your personal information',
    lead: 'Whose information is processed here, which, why and for how long, item by item (Personal Information Protection Law, arts. 17, 35).',
    notices: 'Notices (in Chinese)',
    none: 'No item in use holds personal information.',
    sensitive: 'sensitive information',
    uses: { collect: 'Collecting', publish: 'Publishing', provide: 'Answering other organs' },
    consents: 'What rests on your consent',
    consentLines: [
      'Two things rest on your consent: that documents are served on you electronically, and that whom you authorise fetches your credit report. All else rests on duties by law and asks for no consent.',
      'Consent can be withdrawn at any time, as easily as it was given. It ends at once; what was served or fetched before stays as it is.',
    ],
    toMy: 'See and withdraw them in your own file',
    edition: (edition: string) => `Edition ${edition}`,
  },
} as const;
