import { createHash } from 'node:crypto';

/** What the form of a package is called; another form is another name. */
export const ARCHIVE_FORM = 'zhengming-archive/1';
export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** One case as the archive catalogues it. */
export type ArchivedCase = {
  readonly id: string;
  readonly title: string;
  readonly organ: string;
  readonly openedOn: string;
  readonly closedOn: string;
  /** Everything of it, with the proofs of the log, by its path inside its folder. */
  readonly files: ReadonlyMap<string, Uint8Array>;
};
export type HandoverHead = {
  readonly id: string;
  readonly organ: string;
  readonly receiver: string;
  readonly madeAt: string;
  readonly edition: string;
};

const FORMATS: Readonly<Record<string, string>> = {
  pdf: 'application/pdf (PDF/A-2a)',
  json: 'application/json',
  jpg: 'image/jpeg',
  png: 'image/png',
  txt: 'text/plain',
  'tlog-proof': 'text/plain (C2SP tlog-proof)',
};
const formatOf = (name: string) => FORMATS[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Text of XML 1.0: what that cannot hold is left out, the rest is escaped. */
const xml = (text: string) =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (sign) => ESCAPES[sign]!);

/**
 * The metadata of one case (元数据), shaped after the encapsulation of electronic records (DA/T 48, from memory): what it is, whose,
 * since when, and each file with format, size and digest.
 */
export function metadataOf(head: HandoverHead, one: ArchivedCase): string {
  const files = [...one.files].map(
    ([name, bytes]) =>
      `    <电子文件 路径="${xml(name)}" 格式="${xml(formatOf(name))}" 字节数="${bytes.length}" 摘要算法="SHA-256" 摘要值="${sha256Of(bytes)}"/>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<电子文件封装包 版本="${ARCHIVE_FORM}">
  <文件实体块>
    <标识>${one.id}</标识>
    <题名>${xml(one.title)}</题名>
    <责任者>${xml(one.organ)}</责任者>
    <立案日期>${one.openedOn}</立案日期>
    <办结日期>${one.closedOn}</办结日期>
    <规则版本>${head.edition}</规则版本>
    <移交单位>${xml(head.organ)}</移交单位>
    <接收单位>${xml(head.receiver)}</接收单位>
${files.join('\n')}
  </文件实体块>
</电子文件封装包>
`;
}

/** Where a case lies in its package. */
export const folderOf = (at: number, { id }: Pick<ArchivedCase, 'id'>) =>
  `案卷/${String(at + 1).padStart(4, '0')}-${id.slice(-12)}`;

const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** All files of a package: cases with metadata, the hand-over list, and last the manifest over everything. */
export function packageOf(head: HandoverHead, cases: readonly ArchivedCase[]): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const [at, one] of cases.entries()) {
    for (const [name, bytes] of one.files) files.set(`${folderOf(at, one)}/${name}`, Buffer.from(bytes));
    files.set(`${folderOf(at, one)}/元数据.xml`, Buffer.from(metadataOf(head, one)));
  }
  const lines = cases.map((one, at) =>
    [
      String(at + 1),
      one.id,
      one.title,
      one.organ,
      one.openedOn,
      one.closedOn,
      String(one.files.size),
      folderOf(at, one),
    ]
      .map(cell)
      .join(','),
  );
  const list = ['序号,标识,题名,责任者,立案日期,办结日期,文件数,路径', ...lines].join('\r\n');
  files.set('移交清单.csv', Buffer.from(`\ufeff${list}\r\n`));
  const digests = Object.fromEntries([...files].map(([name, bytes]) => [name, sha256Of(bytes)]));
  const manifest = { form: ARCHIVE_FORM, ...head, cases: cases.map(({ id }) => id), files: digests };
  files.set('manifest.json', Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
  return files;
}
