/** What records say when they refuse. */
export const RECORD_MESSAGES = {
  'record.none': {
    zh: '没有这条记录，或者它不属于本机关。',
    en: 'There is no such record, or it is not of your organ.',
  },
  'record.nothing_sealed': {
    zh: '这一版没有密封的内容。',
    en: 'Nothing of this version is sealed.',
  },
  'record.no_such_code': {
    zh: '校验码不成立，不可能有这样的代码，请核对；这不表示没有记录。',
    en: 'The check character of this code is wrong, so that no such code can exist: compare it. That says nothing of records.',
  },
  'record.code_kind': {
    zh: '这不是统一社会信用代码、组织机构代码或者注册号。自然人的记录不按证件号查找。',
    en: 'This is no unified code, organisation code or registration number. Records of persons are not searched by number.',
  },
} as const;
