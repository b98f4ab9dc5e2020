/** Every refusal of the screening library in both languages; facts are numbers and file positions, never names. */
export const SCREENING_MESSAGES = {
  'screening.name_empty': {
    zh: '名称中没有可比对的文字',
    en: 'The name has no character that could be compared',
  },
  'screening.list_unreadable': {
    zh: '名单文件无法读取：须为 CSV，首行含 id、name 列（uscc 列可选）',
    en: 'The list cannot be read: a CSV with columns id and name in its first line (uscc may be absent) is needed',
  },
  'screening.list_missing': {
    zh: '未指定名单：请用 --list 给出 CSV 文件',
    en: 'No list given: name a CSV file with --list',
  },
  'screening.file_unreadable': {
    zh: '查询文件无法读取：没有这个文件，或者不是 CSV',
    en: 'The file of questions cannot be read: there is no such file, or it is no CSV',
  },
  'screening.input_unreadable': {
    zh: '标准输入无法读取：须为 UTF-8 或 GB18030 文本，每行一个查询，一行不超过 1 MiB',
    en: 'Standard input cannot be read: text in UTF-8 or GB18030 is needed, a question a line, no line longer than 1 MiB',
  },
  'screening.one_file': {
    zh: '使用 --out 时只能给出一个文件',
    en: 'With --out one file is screened at a time',
  },
  'screening.out_kind': {
    zh: '--out 的扩展名与将写出的文件不符：工作簿写成 .xlsx，其他文件写成 .csv',
    en: 'The ending of --out does not fit: a workbook is written as .xlsx, any other file as .csv',
  },
  'screening.out_is_file': {
    zh: '--out 不能是查询文件本身：原文件须保留',
    en: 'With --out the answers go to another file: the one that is screened is left as it is',
  },
  'screening.pairs_unreadable': {
    zh: '标注文件无法读取：须为 CSV，首行含 name_a、name_b、label 列，label 为 same 或 different，两个名称都有可比对的文字',
    en: 'The labelled pairs cannot be read: columns name_a, name_b and label (same or different) are needed, and two names with characters that can be compared in each row',
  },
  'screening.pairs_one_sided': {
    zh: '标注须同时有 same 和 different：只有一种时，误报率无从谈起',
    en: 'Pairs of both labels are needed: with one alone there is no share of false alarms',
  },
  'screening.share_out_of_range': {
    zh: '误报率须为 0 至 1 的数，且强提示的不高于人工核对的',
    en: 'Shares of false alarms are numbers from 0 to 1, and that of strong hits is no higher than that of hits to look at',
  },
  'screening.index_foreign': {
    zh: '索引文件不是本程序此版本所建，须重建',
    en: 'The index file was not built by this edition of the program and must be built anew',
  },
  'screening.index_damaged': {
    zh: '索引文件已损坏，须重建',
    en: 'The index file is damaged and must be built anew',
  },
  'screening.thresholds_unreadable': {
    zh: '阈值文件无法读取：须为 screening calibrate 写出的文件，且不得把须由人判断的类别列为高度吻合',
    en: 'The thresholds cannot be read: a file that screening calibrate wrote is needed, in which no class is strong that a person must look at',
  },
  'screening.top_out_of_range': {
    zh: '返回条数须为 1 至 100 的整数',
    en: 'The number of hits must be a whole number from 1 to 100',
  },
  'screening.pool_stopped': {
    zh: '比对进程已停止',
    en: 'The worker pool has stopped',
  },
} as const satisfies Record<string, { zh: string; en: string }>;

export type ScreeningCode = keyof typeof SCREENING_MESSAGES;
