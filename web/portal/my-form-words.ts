import type { Language } from './words.ts';

const zh = {
  objectTitle: '提出异议',
  objectLead: (own: string, total: string) =>
    `逐项写明哪里不对。自提交起，这一条在每处展示都带“异议处理中”标注，核查期间不作为失信信息使用。属于本机关责任的 ${own}内答复；需要提供单位核查的，总共不超过 ${total}。`,
  ground: '理由',
  point: (n: number) => `第 ${n} 项意见`,
  pointHint: '一项写一件事，每一项都会得到单独的答复。',
  files: '证据附件（PDF、JPG、PNG，最多五个，每个不超过 5 MB）',
  filesHint: '本机关已经持有的材料不用提交。附件加密保存，只有办理人员说明理由后才能打开，每次打开都有记录。',
  submitObjection: '提交异议',
  objectionOpen: '对这条信息的异议正在办理，尚未决定。您在这里写的意见和附件补入该异议，每一项都得到答复。',
  toObjection: '查看该异议',
  addToObjection: '补入正在办理的异议',
  saveDraft: '保存草稿',
  draftSaved: '草稿已保存（加密，只有您能打开）。',
  draftFound: (day: string) => `已取回您 ${day} 保存的草稿。`,
  needPoint: '请至少写明一项意见（不少于四个字）。',
  repairTitle: '申请信用修复',
  repairLead: '下面按这一条信息已有的事实算好，您只需补上本机关没有的。',
  repairOpen: '最短公示期已满，可以申请。',
  repairFrom: (day: string) => `最早 ${day} 可以准予修复。可以现在提交，届时办理。`,
  repairNoDay: '凭现有事实算不出日期，须由人员认定。可以提交，由办理人员核实。',
  repairOutstanding: '记载显示义务尚未履行完毕。履行完毕的，请附上证明。',
  need: '要交什么',
  heldAlready: '本机关已持有，不用提交',
  fallsAway: '修复之后',
  commitment: '信用承诺书',
  commitmentText: (name: string) =>
    `${name}承诺：已履行完毕该决定确定的义务，纠正了违法行为；所提供的材料真实；今后依法经营执业。如有虚假，依法承担责任。`,
  commit: '我已阅读并代表当事人作出以上承诺（同意公开）。',
  proof: '义务履行完毕的证明（PDF、JPG、PNG，每个不超过 5 MB）',
  ruling: '法院批准重整计划或者认可和解协议的裁定书',
  rulingHeld: (ground: string, day: string, number: string) =>
    `${ground}：裁定书本机关已于 ${day} 在您就 ${number} 提出的修复申请中收到，同一计划或者协议不用再交。`,
  materialText: '对材料的说明（可不填）',
  submitRepair: '提交申请',
};
const en: typeof zh = {
  objectTitle: 'Object',
  objectLead: (own, total) =>
    `Say point by point what is wrong. From the moment you submit, the entry carries the mark “under objection” wherever it is shown, and is not used as untrustworthy information meanwhile. Where the bureau itself is responsible it answers within ${own}; where the provider must check, within ${total} in all.`,
  ground: 'Ground',
  point: (n) => `Point ${n}`,
  pointHint: 'One matter a point: each gets an answer of its own.',
  files: 'Evidence (PDF, JPG, PNG; five files at most, 5 MB each)',
  filesHint:
    'What the bureau holds already is not needed. Files are sealed; an officer opens one only with a stated reason, and every look is recorded.',
  submitObjection: 'Submit the objection',
  objectionOpen:
    'An objection to this entry is being dealt with and is not decided. What you write and attach here is added to it; each point has its own answer.',
  toObjection: 'Look at it',
  addToObjection: 'Add to the open objection',
  saveDraft: 'Save as a draft',
  draftSaved: 'The draft is saved (sealed; only you can open it).',
  draftFound: (day) => `Your draft of ${day} is here again.`,
  needPoint: 'Please give at least one point (four characters or more).',
  repairTitle: 'Apply for repair',
  repairLead: 'Computed below from what this entry says already; you only add what the bureau does not hold.',
  repairOpen: 'The shortest term has run: you may apply.',
  repairFrom: (day) => `Repair can be approved from ${day}. You may submit now; it is decided then.`,
  repairNoDay:
    'No day follows from the facts known; a person has to establish it. You may submit, and an officer verifies.',
  repairOutstanding: 'By what is recorded the duties are not performed yet. If they are, please attach the proof.',
  need: 'What to submit',
  heldAlready: 'held by the bureau already, not needed',
  fallsAway: 'After the repair',
  commitment: 'Credit commitment',
  commitmentText: (name) =>
    `${name} commits itself: the duties of the decision are performed and the conduct is corrected; what is submitted is true; business will be done lawfully. It answers for anything false by law.`,
  commit: 'I have read this and commit the party to it (it may be made public).',
  proof: 'Proof that the duties are performed (PDF, JPG, PNG, 5 MB each)',
  ruling: 'The court’s ruling that approves the plan or recognises the settlement',
  rulingHeld: (ground: string, day: string, number: string) =>
    `${ground[0]!.toUpperCase()}${ground.slice(1)}: the bureau received the ruling on ${day} with your application about ${number}. For the same plan or settlement it is not needed again.`,
  materialText: 'A note on the material (optional)',
  submitRepair: 'Submit the application',
};

/** An objection, an application for repair. */
export const MY_FORM_WORDS: Readonly<Record<Language, typeof zh>> = { zh, en };
