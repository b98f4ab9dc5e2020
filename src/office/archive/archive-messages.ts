import type { Sentence } from '../../ground/platform/messages.ts';

export const ARCHIVE_MESSAGES: Readonly<Record<string, Sentence>> = {
  'archive.case_open': {
    zh: '只移交已经办结的案件；其中有未办结的或者不属于本机关的',
    en: 'only closed cases of this organ are handed over; some of these are not',
  },
  'archive.handed_over': { zh: '其中有的案件已经在另一移交包中', en: 'some of these cases are in a package already' },
  'archive.absent': { zh: '没有这个移交包', en: 'there is no such package' },
  'archive.acknowledged': {
    zh: '这个移交包已经登记接收回执（{number}）',
    en: 'the receipt of this package was entered already ({number})',
  },
  'archive.other_package': {
    zh: '回执上的摘要不是这个移交包的：档案机构收到的是另一个文件',
    en: 'the digest on the receipt is not that of this package: the archive got another file',
  },
  'archive.day_out_of_order': { zh: '接收日期在将来', en: 'the day of receipt lies ahead' },
};
