import type { Sentence } from './messages.ts';

/** Sentences of the HTTP edge itself. */
export const HTTP_MESSAGES: Readonly<Record<string, Sentence>> = {
  'http.invalid_request': {
    zh: '请求的内容不符合要求：{fields}',
    en: 'the request does not fit: {fields}',
  },
  'http.absent': { zh: '没有这个地址', en: 'there is nothing at this address' },
  'http.unreadable_body': { zh: '请求体无法读取', en: 'the body of the request cannot be read' },
  'http.too_large': { zh: '请求体超过上限', en: 'the body of the request is larger than the limit' },
  'http.one_file': { zh: '一次只能发送一个文件', en: 'one file at a time' },
  'http.too_many_parts': { zh: '表单的项数过多', en: 'the form has too many parts' },
  'http.media_type': { zh: '不接受这种内容类型', en: 'this type of content is not accepted here' },
  'http.refused': { zh: '请求被拒绝', en: 'the request was refused' },
  'http.request_key': {
    zh: '请求头须有 Idempotency-Key，8 至 128 个可见字符',
    en: 'the header Idempotency-Key is required, 8 to 128 visible characters',
  },
  'http.if_match': {
    zh: '请求头 If-Match 须是读取时收到的 ETag，至多十个，以逗号分开',
    en: 'the header If-Match holds ETags as they were received, ten at most, separated by commas',
  },
  'http.metrics_token': {
    zh: '计数须凭监控令牌读取（Authorization: Bearer，令牌见配置 ZHENGMING_METRICS_TOKEN）',
    en: "counters are read with the monitor's token (Authorization: Bearer; the token of ZHENGMING_METRICS_TOKEN)",
  },
  'http.disk_full': {
    zh: '磁盘已满，本次操作没有保存；请管理员腾出空间后重试',
    en: 'the disk is full and nothing of this was kept; ask the administrator for space, then try again',
  },
  'http.database_away': {
    zh: '数据库暂时不可用，请稍后重试',
    en: 'the database cannot be reached at the moment; try again shortly',
  },
  'http.not_ready': { zh: '尚未就绪', en: 'not ready' },
  'http.failed': {
    zh: '程序出错，已记录；报告时请附上编号',
    en: 'the program failed and has recorded it; please report the number',
  },
};
