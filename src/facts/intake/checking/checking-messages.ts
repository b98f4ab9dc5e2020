type Known = {
  readonly severity: 'error' | 'warning' | 'note';
  readonly zh: string;
  readonly en: string;
  /** Where the rule comes from: the double-publicity standard of 2018 (law file 2.7, 5.1) or our own reading. */
  readonly rule: string;
  readonly article?: string;
};

const STANDARD = '双公示数据标准（2018）';
const OURS = '正名：归集校验';
const GATE = '正名：法律之门';
const PUBLICITY = '发改办财金〔2018〕424号';
const PRIVACY = '个人信息保护法 第六条、第二十五条、第三十四条';

const error = (zh: string, en: string, rule = STANDARD, article?: string): Known =>
  known('error', zh, en, rule, article);
const warning = (zh: string, en: string, rule = STANDARD, article?: string): Known =>
  known('warning', zh, en, rule, article);
const note = (zh: string, en: string, rule = OURS): Known => known('note', zh, en, rule, undefined);

function known(severity: Known['severity'], zh: string, en: string, rule: string, article: string | undefined): Known {
  return { severity, zh, en, rule, ...(article === undefined ? {} : { article }) };
}

/** Everything that a row can be told, with severity, both languages and where the rule comes from (law file 5.1, E01 to E10). */
export const PROBLEMS: Readonly<Record<string, Known>> = {
  'E01.missing': error('必填项“{required}”未填写', 'the required field “{requiredEn}” is empty'),
  'E01.missing_when': error(
    '按本行其他内容，必填项“{required}”未填写',
    'by what the rest of the row says “{requiredEn}” is required, and it is empty',
  ),
  'E02.too_long': error('超过长度上限：{found}字，最多{limit}字', 'too long: {found} characters, at most {limit}'),
  'E02.amount_size': error('金额超过12位整数', 'more than 12 digits before the point'),
  'E02.decimals': error('金额最多六位小数', 'at most six decimals'),
  E03: error('代码不符合编码规则', 'the code breaks its coding rule', 'GB 32100、GB 11714、GB 11643'),
  'E03.from_number': error(
    '代码被电子表格当作数字保存，末几位已丢失，无法恢复；请将该列设为文本后重新填写',
    'a spreadsheet kept this code as a number and its last digits are lost; set the column to text and enter it again',
    'GB 32100',
  ),
  'E03.stored_as_number': warning(
    '代码以数字保存，前导零可能已丢失，请核对',
    'this code is kept as a number; leading zeros may be lost',
    OURS,
  ),
  'E04.unreadable': error('无法识别的日期，应为 YYYY/MM/DD', 'not a date we can read; write YYYY/MM/DD'),
  'E04.no_such_day': error('日历上没有这一天', 'there is no such day in the calendar'),
  'E04.ambiguous': error(
    '日期顺序不明（年月日先后无法确定），应为 YYYY/MM/DD',
    'the order of year, month, day is unclear; write YYYY/MM/DD',
  ),
  'E04.incomplete': error('日期不完整，须有年月日', 'year, month and day are all needed'),
  'E04.out_of_range': error('日期不在1900年至2100年之间', 'the date lies outside 1900 to 2100'),
  'E04.publication_end_before_decision': error('公示截止期早于决定日期', 'publication ends before the decision'),
  'E04.validity_before_decision': error('有效期早于决定日期', 'validity ends before the decision'),
  'E04.valid_to_before_from': error('有效期至早于有效期自', 'valid-to lies before valid-from'),
  'E04.decided_in_future': error('决定日期晚于报送日期', 'decided after the day of submission'),
  'E05.unknown_value': error('不在规定的取值范围内：可填{allowed}', 'not one of the allowed values: {allowed}'),
  'E06.fine_without_kind': error(
    '填写了罚款金额，但处罚类别未含“罚款”',
    'a fine is stated but the kinds do not name one',
  ),
  'E07.identity_in_public_field': error(
    '自然人的证件号码出现在公示栏目中，须删除',
    'an identity number of a natural person stands in a published field; remove it',
    '个人信息保护法',
    PRIVACY,
  ),
  'E07.identity_in_text': warning(
    '公示栏目中疑似有公民身份号码，公示前须处理',
    'what looks like a resident number stands in a published field; deal with it before release',
    '个人信息保护法',
    PRIVACY,
  ),
  'E07.identity_in_code_field': error(
    '疑似公民身份号码填在机构代码栏，应填入证件号码栏（不公示）',
    'this looks like a resident number in a code field; it belongs in the certificate field, which is not published',
    '个人信息保护法',
    PRIVACY,
  ),
  'E08.late': warning(
    '超过作出决定之日起的报送期限，应于{due}前报送',
    'late: it was due by {due}',
    '双公示七个工作日',
    PUBLICITY,
  ),
  'E08.calendar_unknown': note(
    '该年度工作日安排未载入，无法判断是否迟报',
    'the working days of that year are not loaded, so lateness is unknown',
  ),
  'E09.basis_absent': error('未填写处罚依据', 'the legal basis is missing', STANDARD, '行政处罚法 第五十九条'),
  'E09.no_article': warning('处罚依据未写明条款', 'the basis names no article', STANDARD, '行政处罚法 第五十九条'),
  'E10.duplicate': error(
    '与第{first}行重复（文号、相对人代码、日期、机关相同）',
    'repeats row {first} (same number, party code, date and organ)',
  ),
  'E10.duplicate_on_sheet': error(
    '与第{sheet}个工作表的第{first}行重复（文号、相对人代码、日期、机关相同）',
    'repeats row {first} of sheet {sheet} (same number, party code, date and organ)',
  ),
  'E10.number_on_another_day': error(
    '同一当事人的同一文号已有另一决定日期，转人工核实；如系更正日期，请先在“操作”列填写2撤回原记录',
    'this party has the same number under another day, a person looks into it; to correct the day, withdraw the earlier record (2 in the action column) and send it anew',
    OURS,
  ),
  'E10.differs_from_recorded': error(
    '同一决定已有记录且内容不同；如系更正，请在“操作”列填写1',
    'this decision is recorded already and differs; to correct it, write 1 in the action column',
    OURS,
  ),
  'gate.item_off': error('目录项未启用，不能归集', 'the catalogue item is switched off', GATE),
  'gate.outside_item': error('目录项不收这一类主体', 'the catalogue item is not about such a party', GATE),
  'gate.simple_person': error(
    '对自然人以简易程序作出的处罚不得归集、使用',
    'a simple-procedure penalty on a natural person may be neither collected nor used',
    GATE,
  ),
  'gate.person_without_power': error(
    '自然人的信息须有法律、行政法规规定的权限；本项目录没有，本行也未写明依法许可的职业',
    'information on a natural person needs a power set by law or administrative regulation; the item has none, and the row names no profession that a statute licenses',
    GATE,
  ),
  'gate.not_competent': error(
    '“{kinds}”由{levels}司法行政机关决定，作出机关为{own}（依据：{mark}）；转人工核实',
    '“{kinds}”: the justice organ of level {levelsEn} decides, and this one is of level {ownEn} (basis: {markEn}); a person looks into it',
    GATE,
  ),
  'gate.not_simple': warning(
    '按“简易程序”报送，但处罚种类或者罚款数额不能当场决定；请核对程序',
    'sent as decided by the simple procedure, but kind or amount cannot be decided on the spot; check the procedure',
    GATE,
  ),
  'record.absent': error('没有可更正或撤回的记录', 'there is no such record to correct or withdraw', OURS),
  'subject.name_contradicts_code': warning(
    '该代码登记在另一名称下，转人工核实',
    'the code is known under another name; a person looks into it',
    OURS,
  ),
  'amount.unreadable': error(
    '无法识别的金额，应为以万元为单位的数字',
    'not an amount; write a number in units of 10,000 yuan',
  ),
  'amount.in_words': error('金额须用阿拉伯数字填写（万元）', 'write the amount in digits (units of 10,000 yuan)'),
  'amount.negative': error('金额不能为负数', 'an amount cannot be negative'),
  'amount.in_yuan': error(
    '此处以“元”为单位，标准要求以万元填写，请换算',
    'this is in yuan; the standard wants units of 10,000 yuan',
  ),
  'amount.yuan_suspected': warning(
    '金额超过{limit}万元，疑似以“元”填写，请核对单位',
    'more than {limit} units of 10,000 yuan: was yuan meant?',
    OURS,
  ),
  'amount.unit_written': note('金额栏写有“万元”字样，已按数字读取', 'the unit written in the cell was taken off'),
  'day.time_dropped': note('日期所带的时刻未采用', 'the time of day was not kept'),
  'day.from_serial': note('由电子表格的日期序号换算', 'computed from the spreadsheet’s serial number'),
  'day.long_term_word': note('“长期”已按2099-12-31记', '“long term” is kept as 2099-12-31'),
  'cell.spreadsheet_error': error('单元格是公式错误值', 'the cell holds a formula error', OURS),
  'cell.formula_without_value': error('公式没有保存结果，请填写数值', 'the formula has no stored result', OURS),
  'cell.formula': note('单元格是公式，采用文件中保存的结果', 'a formula; the stored result was taken'),
  'cell.long_number': error(
    '以数字保存的长编号末几位已丢失，请设为文本后重新填写',
    'a long number was kept as a quantity and lost digits; set it to text',
    OURS,
  ),
  'cell.placeholder': note('“{placeholder}”按未填写处理', '“{placeholder}” is read as empty'),
  'cell.repeated_differs': error('同一项目有两列且内容不同', 'two columns of one field differ', OURS),
  'text.control_character': error('含有控制字符', 'control characters inside', OURS),
  'text.direction_sign': error(
    '含有改变文字方向的字符（{sign}），显示的次序会与所填不同，请删除',
    'a mark of direction ({sign}) inside, by which it would be shown in another order than it was written; remove it',
    OURS,
  ),
  'text.markup': error('含有网页标记（{sign}），请删除', 'markup of a page ({sign}) inside; remove it', OURS),
  'text.unreadable_character': error('含有无法解码的字符', 'characters that could not be decoded', OURS),
  'text.invisible_removed': note('已去除不可见字符', 'invisible characters were removed'),
  'text.apostrophe': note('已去除前导撇号', 'a leading apostrophe was removed'),
  'text.formula_prefix': note('以公式符号开头，导出时会加以防护', 'begins like a formula; exports guard it'),
  'text.several_parties': error(
    '相对人名称疑似填写了多个当事人，一行只能填一个',
    'several parties in one cell; one row is for one party',
    OURS,
  ),
  'row.malformed': error('引号不成对，单元格可能错位', 'quotes do not pair; cells may be cut wrongly', OURS),
  'row.extra_cells': error('本行单元格多于表头', 'more cells than headings', OURS),
  'cell.without_heading': note('所在列没有表头，未读取', 'a cell in a column without heading, not read'),
  'row.hidden': warning(
    '本行在表格中是隐藏的，仍已读取',
    'this row is hidden in the sheet and was read all the same',
    OURS,
  ),
  'header.unknown': note('未识别的列，未读取', 'an unknown column, not read'),
  'header.ambiguous_code': warning(
    '“行政相对人代码_2/_3”在2015年与2018年标准中含义相反，须在表头注明名称，本列未读取',
    'codes _2 and _3 changed places between the standards of 2015 and 2018; the heading must name the code; not read',
  ),
  'header.repeated': warning('同一项目有两列，采用第一列', 'a field has two columns; the first is read', OURS),
  'header.in_yuan': warning(
    '表头以“元”为单位，标准要求万元',
    'the heading states yuan; the standard wants units of 10,000 yuan',
  ),
  'header.field_absent': warning('缺少必填列', 'a required column is absent'),
  'sheet.hidden_skipped': warning('隐藏的工作表未读取', 'a hidden sheet was not read', OURS),
  'sheet.no_table': note('工作表中没有可识别的表头', 'no known headings on this sheet'),
  'sheet.other_item': warning(
    '工作表属于另一类目录，未读取',
    'the sheet is of another catalogue item and was not read',
    OURS,
  ),
  'sheet.merged': note(
    '合并单元格的值已填入其覆盖的各行',
    'values of merged cells were repeated in the rows they cover',
  ),
  'row.skipped': note('合计、签章或重复表头行未读取', 'a total, signature or repeated heading row was not read'),
};

/** Refusals of a whole file: `{name}` is a fact of the refusal. Beside those of `reading/reading-messages.ts`. */
export const CHECKING_REFUSALS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  'header.not_found': {
    zh: '前{within}行内没有找到可识别的表头',
    en: 'no heading row that we know in the first {within} rows of any sheet',
  },
  'item.unknown': { zh: '没有这一目录项：{item}', en: 'there is no such catalogue item: {item}' },
};
