const ZH = {
  title: '登录方式',
  by: (name: string) => `用${name}登录`,
  lead: (name: string) =>
    `您的账号凭邀请函开通，随时可以用邀请函上的用户名和您的密码登录。也可以把${name}关联到本账号，以后用它登录。我们只保存该系统给您的编号，不取您的姓名、证件号码和邮箱。`,
  linked: (name: string, day: string) => `已于${day}关联${name}。`,
  notLinked: (name: string) => `尚未关联${name}。`,
  password: '本账号的密码（确认是您本人）',
  begin: '关联',
  end: '解除关联',
  goTitle: (name: string) => `前往${name}`,
  goLead: (name: string) => `请在${name}登录，完成后自动回到这里，再确认一次才会关联。`,
  go: '前往登录',
  confirmTitle: '确认关联',
  confirmLead: (name: string) =>
    `您刚才在${name}登录的身份将关联到您在本站的账号，以后凭它可以直接进入您的档案。若不是您本人登录的，请不要确认。`,
  confirm: '确认关联',
  cancel: '不关联',
  chooseTitle: '您现在为谁办理？',
  chooseLead: '您关联了几个账号。每次只进入一个当事人的档案；要换一个，请退出后重新登录。',
  inTitle: '已登录',
  inLead: '登录成功，正在打开我的档案。',
  open: '打开我的档案',
};
const EN: typeof ZH = {
  title: 'Sign-in',
  by: (name) => `Sign in with ${name}`,
  lead: (name) =>
    `Your account was opened by its letter: the user name on it and your password always let you in. You may also link ${name} to this account and sign in with it from then on. We keep only the number that it gives you there, no name, certificate or address of mail.`,
  linked: (name, day) => `Linked to ${name} since ${day}.`,
  notLinked: (name) => `Not linked to ${name}.`,
  password: 'Password of this account (so that we know it is you)',
  begin: 'Link',
  end: 'End the link',
  goTitle: (name) => `To ${name}`,
  goLead: (name) =>
    `Please sign in at ${name}. You come back here by itself, and nothing is linked before you confirm it.`,
  go: 'Go there',
  confirmTitle: 'Confirm the link',
  confirmLead: (name) =>
    `The identity with which you have just signed in at ${name} will be linked to your account here and will open your file from then on. If it was not you who signed in, do not confirm.`,
  confirm: 'Confirm the link',
  cancel: 'Do not link',
  chooseTitle: 'For whom are you acting now?',
  chooseLead:
    'Several accounts are linked to you. You enter the file of one party at a time; for another one sign out and sign in again.',
  inTitle: 'Signed in',
  inLead: 'You are signed in; your file opens.',
  open: 'Open my file',
};
export const IDENTITY_WORDS = { zh: ZH, en: EN } as const;
