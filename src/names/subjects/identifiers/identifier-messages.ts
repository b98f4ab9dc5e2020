import type { Fault } from './identifier.ts';

/**
 * Every finding about an identifier, in both languages. `{name}` is a fact of the finding; `{name@}` is a single character
 * with its sort before it: 字母 O, digit 0.
 */
export const IDENTIFIER_MESSAGES: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  'identifier.empty': { zh: '未填写', en: 'nothing is written here' },
  'identifier.unknown_form': {
    zh: '不是已知的代码形式（统一社会信用代码18位，组织机构代码9位，工商注册号15位，律师执业证号17位，公民身份号码18位）',
    en: 'none of the forms known (unified social credit code 18 characters, organisation code 9, registration number 15, lawyer number 17, resident number 18)',
  },
  'identifier.length': { zh: '共{length}位，应为{expected}位', en: '{length} characters; there should be {expected}' },
  'identifier.spreadsheet_number': {
    zh: '电子表格已把代码当作数字处理，末几位已丢失，无法恢复；请将该列设为文本格式后重新填写',
    en: 'a spreadsheet turned it into a number and the last digits are lost; set the column to text and enter it again',
  },
  'identifier.spreadsheet_number_maybe': {
    zh: '以000结尾，可能被电子表格当作数字处理过，请与原件核对',
    en: 'ends in 000: a spreadsheet may have turned it into a number; compare with the document',
  },
  'identifier.other_kind': { zh: '看起来是{seems}', en: 'this looks like {seems}' },
  'identifier.resident_id_here': {
    zh: '此处填写的疑似公民身份号码，不应出现在这里',
    en: 'this looks like a resident identity number, which must not stand here',
  },
  'identifier.full_width': { zh: '全角字符已转为半角', en: 'full-width characters were made half-width' },
  'identifier.spaces': { zh: '空格已去除', en: 'spaces were removed' },
  'identifier.hyphens': { zh: '连字符已去除', en: 'hyphens were removed' },
  'identifier.text_mark': { zh: '前导撇号已去除', en: 'a leading apostrophe was removed' },
  'identifier.lower_case': { zh: '小写字母已转为大写', en: 'lower-case letters were made upper-case' },
  'identifier.look_alike_fits': {
    zh: '第{position}位：{found@}；改为{like@}则校验码正确',
    en: 'position {position}: {found@}; with {like@} the check character is right',
  },
  'identifier.look_alike': {
    zh: '第{position}位：{found@}不能出现在这里，形似{like@}；改后校验码仍不符或无法确定',
    en: 'position {position}: {found@} cannot stand here; it looks like {like@}, which alone does not settle the check character',
  },
  'identifier.foreign_character': {
    zh: '第{position}位：{found@}不能出现在这里',
    en: 'position {position}: {found@} cannot stand here',
  },
  'identifier.transposed': {
    zh: '将第{first}位与第{second}位对调则校验正确，请核对是否录入颠倒',
    en: 'with positions {first} and {second} exchanged the check is right; see whether they were typed in the wrong order',
  },
  'identifier.uscc_check': {
    zh: '第18位校验码不符，按前17位应为{expected@}（GB 32100）；确在使用的代码可由第二人说明理由后接受',
    en: 'check character 18 is wrong, the first 17 give {expected@} (GB 32100); a code in force can be accepted by a second person with a reason',
  },
  'identifier.uscc_inner_check': {
    zh: '第17位（主体标识码校验位）不符，应为{expected@}（GB 11714）；早期代码中有此情形，请核对',
    en: 'character 17, the inner check, is wrong, it should be {expected@} (GB 11714); some early codes are so, please compare',
  },
  'identifier.uscc_department': {
    zh: '前两位{found}不在登记管理部门和机构类别表内',
    en: 'the first two characters {found} are not in the table of departments and classes',
  },
  'identifier.area_unknown': {
    zh: '区划代码{area}不在现行或已撤销的行政区划代码内（登记机关可能使用自编码）',
    en: 'area {area} is in no list of division codes, present or retired (registration offices use numbers of their own)',
  },
  'identifier.area_statistical': {
    zh: '区划代码{area}是统计用代码，不是GB/T 2260代码',
    en: 'area {area} is a statistical code, not one of GB/T 2260',
  },
  'identifier.organisation_code_check': {
    zh: '校验码不符，应为{expected@}（GB 11714）；确在使用的代码可由第二人说明理由后接受',
    en: 'the check character is wrong, it should be {expected@} (GB 11714); a code in force can be accepted by a second person with a reason',
  },
  'identifier.registration_number_check': {
    zh: '第15位校验码不符，应为{expected@}（GS 15-2006）；确在使用的号码可由第二人说明理由后接受',
    en: 'check digit 15 is wrong, it should be {expected@} (GS 15-2006); a number in force can be accepted by a second person with a reason',
  },
  'identifier.registration_number_old': {
    zh: '13位旧注册号（2007年前），无校验码，按文本保存',
    en: 'an old number of 13 digits (before 2007) without a check digit; kept as text',
  },
  'identifier.maybe_resident_id': {
    zh: '也可能是15位旧身份证号，请核对后再使用',
    en: 'this might also be an old 15-digit resident number; make sure before you use it',
  },
  'identifier.lawyer_kind': {
    zh: '第{position}位应为1（执业证）',
    en: 'position {position} should be 1 (practice certificate)',
  },
  'identifier.lawyer_year': {
    zh: '第{position}至9位应为首次执业年份',
    en: 'positions {position} to 9 should be the year of first licence',
  },
  'identifier.lawyer_category': {
    zh: '第{position}位应为执业类别1至9',
    en: 'position {position} should be the category, 1 to 9',
  },
  'identifier.lawyer_digit_11': { zh: '第{position}位应为0或1', en: 'position {position} should be 0 or 1' },
  'identifier.lawyer_old_form': {
    zh: '12位旧式律师执业证号，无可校验的结构，按文本保存',
    en: 'the older form of 12 digits; it has no structure to check and is kept as text',
  },
  'identifier.resident_id_letter': { zh: '第{position}位不是数字', en: 'position {position} is not a digit' },
  'identifier.resident_id_letter_fits': {
    zh: '第{position}位不是数字；按形似的数字改正则校验码正确',
    en: 'position {position} is not a digit; with the digit it looks like the check character is right',
  },
  'identifier.resident_id_15_void': {
    zh: '15位身份证号已停止使用，应填写18位公民身份号码',
    en: 'resident numbers of 15 digits are void; the one of 18 is needed',
  },
  'identifier.resident_id_birth_date': {
    zh: '第7至14位不是真实存在的日期',
    en: 'positions 7 to 14 are not a day that exists',
  },
  'identifier.resident_id_birth_ahead': { zh: '出生日期晚于今天', en: 'the birth date lies after today' },
  'identifier.resident_id_check': {
    zh: '第18位校验码不符（GB 11643）',
    en: 'check character 18 is wrong (GB 11643)',
  },
};

export const KIND_NAMES: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  uscc: { zh: '统一社会信用代码', en: 'unified social credit code' },
  organisation_code: { zh: '组织机构代码', en: 'organisation code' },
  registration_number: { zh: '工商注册号', en: 'business registration number' },
  lawyer_number: { zh: '律师执业证号', en: "lawyer's practice number" },
  resident_id: { zh: '公民身份号码', en: 'resident identity number' },
  unknown: { zh: '未知', en: 'unknown' },
};

export type Lang = 'zh' | 'en';

function sorted(character: string, lang: Lang): string {
  if (/\d/.test(character)) return lang === 'zh' ? `数字${character}` : `digit ${character}`;
  if (/\p{Script=Han}/u.test(character)) return lang === 'zh' ? `汉字${character}` : `Han character ${character}`;
  if (/\p{L}/u.test(character)) return lang === 'zh' ? `字母${character}` : `letter ${character}`;
  return lang === 'zh' ? `字符${character}` : `character ${character}`;
}

/** The sentence for a finding. */
export function messageOf({ code, facts = {} }: Fault, lang: Lang): string {
  const sentence = IDENTIFIER_MESSAGES[code];
  if (!sentence) throw new Error(`no sentence for ${code}`);
  return sentence[lang].replace(/\{(\w+)(@?)\}/g, (_, name: string, sort: string) => {
    const fact = String(facts[name]);
    if (name === 'seems') return KIND_NAMES[fact]![lang];
    return sort ? sorted(fact, lang) : fact;
  });
}
