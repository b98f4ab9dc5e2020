/** Sentences of this area, Chinese first. docs/errors.md prints from it. */
export const ACCESS_MESSAGES: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  'access.denied': { zh: '没有此项权限', en: 'you may not do this' },
  'access.sign_in_first': { zh: '请先登录', en: 'sign in first' },
  'access.sign_in_failed': { zh: '用户名或密码不正确', en: 'user name or password is not right' },
  'access.sign_in_locked': {
    zh: '登录失败次数过多，该用户名已暂时锁定',
    en: 'too many failed attempts: this user name is locked for a while',
  },
  'access.sign_in_too_often': {
    zh: '来自此地址的登录过于频繁，请稍后再试',
    en: 'too many attempts from this address: try again a little later',
  },
  'access.key_too_often': {
    zh: '该密钥每分钟至多请求 {requestsAMinute} 次，请在 {retryAfterSeconds} 秒后再试',
    en: 'this key makes {requestsAMinute} requests a minute at most: try again in {retryAfterSeconds} seconds',
  },
  'access.key_quota_spent': {
    zh: '该密钥每日至多查询 {subjectsADay} 个主体，今日余额不足以办理本次的 {subjects} 个',
    en: 'this key asks about {subjectsADay} subjects a day at most, and fewer than the {subjects} of this request are left today',
  },
  'access.signature_missing': {
    zh: '该密钥要求每次请求按 RFC 9421 签名',
    en: 'this key demands that every request is signed (RFC 9421)',
  },
  'access.signature_refused': {
    zh: '请求签名无效、过期，或者没有涵盖须签名的部分',
    en: 'the signature is not valid, too old, or does not cover what it must',
  },
  'access.signature_replayed': { zh: '该签名已经使用过', en: 'this signature was used before' },
  'access.digest_unreadable': {
    zh: 'Content-Digest 无法读取，须为 sha-256 或 sha-512（RFC 9530）',
    en: 'the Content-Digest cannot be read: sha-256 or sha-512 (RFC 9530)',
  },
  'access.digest_wrong': { zh: '请求正文与摘要不符', en: 'the body is not the one of the digest' },
  'access.oidc_away': {
    zh: '统一身份认证暂时无法使用，请稍后再试，或者用密码登录',
    en: 'the provider of identities cannot be reached: try again later, or sign in with the password',
  },
  'access.oidc_refused': { zh: '统一身份认证没有完成，请重新登录', en: 'that sign-in was not completed: begin anew' },
  'access.oidc_not_linked': {
    zh: '该身份尚未与本系统账号关联，请联系管理岗',
    en: 'that identity is linked to no account here: ask the administrator',
  },
  'access.party_not_linked': {
    zh: '该身份没有关联“我的档案”的账号。请先用邀请函的用户名和密码登录，再在“登录方式”中关联。',
    en: 'That identity is linked to no file here: sign in with the name and password of your letter, then link it under “Sign-in”.',
  },
  'access.oidc_off': { zh: '没有配置统一身份认证', en: 'no provider of identities is configured' },
  'access.identity_linked': {
    zh: '该身份或该账号已经关联',
    en: 'that identity, or that account, is linked already',
  },
  'access.identity_absent': { zh: '该账号没有关联身份', en: 'no identity is linked to that account' },
  'access.key_scope': {
    zh: '此密钥不用于该目录事项或办理事项',
    en: 'this key is not for that catalogue item or that matter',
  },
  'access.key_refused': { zh: '密钥无效、已过期或已吊销', en: 'the key is unknown, expired or revoked' },
  'access.foreign_origin': {
    zh: '请求不是从本系统页面发出的，已拒绝',
    en: 'the request did not come from a page of this system',
  },
  'access.choose_post': { zh: '请先选择岗位', en: 'choose the post in which you work' },
  'access.post_not_held': { zh: '您不担任该岗位', en: 'you do not hold that post' },
  'access.password_weak': {
    zh: '密码过短、过于简单、由常见词或键盘顺序组成，或者包含用户名',
    en: 'the password is too short, too simple, made of common words or runs of the keyboard, or holds the user name',
  },
  'access.invitation_unreadable': {
    zh: '邀请码应为二十位字母和数字',
    en: 'an invitation code has twenty letters and digits',
  },
  'access.invitation_refused': {
    zh: '邀请码不存在、已使用或已过期，请向管理岗重新领取',
    en: 'the invitation code is unknown, used or too old: ask the administrator for another',
  },
  'access.no_post_yet': {
    zh: '尚未安排岗位，请联系管理岗',
    en: 'no post has been assigned to this account yet: ask the administrator',
  },
  'access.username_taken': { zh: '用户名已被使用', en: 'the user name is taken' },
  'access.account_not_active': { zh: '账号不可用，或类别不符', en: 'the account is not active or of the wrong kind' },
  'access.account_wrong_state': {
    zh: '账号当前状态不允许此操作',
    en: 'the account is not in a state that allows this',
  },
  'access.account_absent': { zh: '没有此账号', en: 'there is no such account' },
  'access.organ_absent': { zh: '没有此机构', en: 'there is no such organ' },
  'access.post_absent': { zh: '没有此岗位', en: 'there is no such post' },
  'access.holding_absent': { zh: '该账号不担任此岗位', en: 'the account does not hold that post' },
  'access.key_absent': { zh: '没有此密钥，或已吊销', en: 'there is no such key, or it is revoked' },
  'access.posts_apart': {
    zh: '系统管理、安全管理、审计管理和业务岗位不得由同一人同时担任',
    en: 'administration of system, security and audit, and business, are never in one hand',
  },
  'access.posts_by_two': {
    zh: '岗位须由系统管理岗提出、安全管理岗确认',
    en: 'a post is proposed by the system administrator and confirmed by the security administrator',
  },
  'access.change_absent': { zh: '没有此项授权变更', en: 'there is no such change of rights' },
  'access.change_settled': { zh: '该授权变更已办结', en: 'this change of rights was settled already' },
  'access.change_too_old': {
    zh: '该授权变更提出已久，请重新提出',
    en: 'this change of rights was proposed too long ago: propose it anew',
  },
  'access.change_of_another': { zh: '只有提出人可以撤回', en: 'only the one who proposed it takes it back' },
  'access.last_administrator': {
    zh: '这是最后一名在岗的管理人员，请先安排他人',
    en: 'this is the last administrator of that kind: appoint another first',
  },
  'access.successor_needed': {
    zh: '请指定该岗位事项的接办人',
    en: 'name who takes over what lies on the desk of that post',
  },
  'access.successor_unfit': {
    zh: '接办人须在同一机构担任同一岗位',
    en: 'who takes over must hold the same post at the same organ',
  },
  'access.security_there': {
    zh: '已任命过安全管理岗，请由现有管理岗办理',
    en: 'there was an administrator of security already: the present administrators appoint others',
  },
  'access.post_held': { zh: '该账号在此期间已担任此岗位', en: 'the account holds that post on those days already' },
  'access.days_backwards': {
    zh: '日期不符：{to} 早于 {from}',
    en: 'the days do not fit: {to} is before {from}',
  },
  'access.key_too_long': { zh: '密钥有效期过长', en: 'the key would live too long' },
  'access.secret_shown_already': {
    zh: '邀请码或密钥只显示一次；请求重复提交，不再显示，请重新发放',
    en: 'a code or key is shown once; this request came twice, so it is not shown again: issue another',
  },
  'access.not_fresh': {
    zh: '系统中已有账号，请由现有管理岗邀请',
    en: 'there are accounts already: an administrator invites others',
  },
  'access.second_factor_needed': { zh: '请出示第二因素（动态口令、通行密钥或备用码）', en: 'show your second factor' },
  'access.second_factor_to_enrol': {
    zh: '工作人员须登记第二因素后方可办理业务',
    en: 'enrol a second factor first: staff need one',
  },
  'access.password_old': { zh: '密码已到更换期限，请先更换', en: 'the password is too old: change it first' },
  'access.password_same': { zh: '新密码不得与原密码相同', en: 'the new password is the old one' },
  'access.factor_refused': {
    zh: '第二因素不正确、已使用或已过期',
    en: 'that second factor is not right, was used already or came too late',
  },
  'access.factor_locked': {
    zh: '第二因素失败次数过多，已暂时锁定',
    en: 'too many failed attempts with the second factor: it is locked for a while',
  },
  'access.factor_there': { zh: '已登记动态口令，请先移除原有的', en: 'there is one already: remove it first' },
  'access.factor_not_begun': { zh: '尚未开始登记', en: 'the enrolment was not begun' },
  'access.factor_absent': { zh: '没有此第二因素', en: 'there is no such second factor' },
  'access.no_passkey': { zh: '在此网址没有登记通行密钥', en: 'no passkey was made at this address' },
  'access.persons_only': { zh: '须由本人办理，程序不得为之', en: 'only a person may do this' },
  'access.session_absent': { zh: '没有此登录', en: 'there is no such session' },
  'access.only_demonstration': { zh: '只有演示系统可以这样做', en: 'only a demonstration may do this' },
};
