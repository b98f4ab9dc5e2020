/** Why a file cannot be read: `{name}` is a fact of the refusal. docs/errors.md and screens print from here. */
export const READING_MESSAGES: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  'file.absent': { zh: '找不到文件或无权读取（{reason}）', en: 'the file cannot be found or opened ({reason})' },
  'file.not_a_file': { zh: '这不是一个文件', en: 'this is no file' },
  'file.empty': { zh: '文件是空的', en: 'the file is empty' },
  'file.kind_unsupported': {
    zh: '不支持的文件类型（{found}）；请用 xlsx、xls、csv、txt 或 ndjson，可在表格软件中“另存为”',
    en: 'unsupported kind of file ({found}); use xlsx, xls, csv, text or ndjson, “Save as” in a spreadsheet makes them',
  },
  'file.cut_off': {
    zh: '文件不完整，可能没有保存完或没有传完；请重新保存后再报送',
    en: 'the file is cut off, it was not saved or not transferred to its end; save it anew and send it again',
  },
  'file.encrypted': {
    zh: '文件已加密，请去掉密码后重新报送',
    en: 'the file is encrypted; take the password off and send it again',
  },
  'file.encoding_unknown': {
    zh: '无法识别文字编码（{reason}）；请另存为UTF-8或GB18030',
    en: 'unknown text encoding ({reason}); save it as UTF-8 or GB18030',
  },
  'file.too_large': {
    zh: '文件有{found}字节，上限{limit}字节',
    en: 'the file has {found} bytes, the limit is {limit}',
  },
  'file.unfolds_too_large': {
    zh: '文件解压后有{found}字节，上限{limit}字节',
    en: 'unpacked, the file has {found} bytes, the limit is {limit}',
  },
  'file.unfolding_ratio': {
    zh: '文件的压缩比为{found}倍，上限{limit}倍，疑似压缩炸弹',
    en: 'the file unpacks to {found} times its size, the limit is {limit}: it looks like a zip bomb',
  },
  'file.shared_strings_too_large': {
    zh: '工作簿的文字表有{found}字节，上限{limit}字节；请拆成几个文件',
    en: 'the table of texts in the workbook has {found} bytes, the limit is {limit}; split the file',
  },
  'file.too_many_parts': { zh: '压缩包内文件多于{limit}个', en: 'more than {limit} parts in the archive' },
  'file.too_many_sheets': { zh: '有{found}个工作表，上限{limit}个', en: '{found} sheets, the limit is {limit}' },
  'file.too_many_rows': {
    zh: '有{found}行以上，上限{limit}行；请分批报送',
    en: 'at least {found} rows, the limit is {limit}; send it in parts',
  },
  'file.too_many_columns': {
    zh: '第{row}行有{found}列，上限{limit}列',
    en: 'row {row} has {found} columns, the limit is {limit}',
  },
  'file.cell_too_long': {
    zh: '单元格{cell}（第{row}行）长{found}字，上限{limit}字',
    en: 'cell {cell} in row {row} has {found} characters, the limit is {limit}',
  },
  'file.row_too_long': {
    zh: '第{row}行长{found}字以上，上限{limit}字；可能有未关闭的引号',
    en: 'row {row} has at least {found} characters, the limit is {limit}; a quote may be left open',
  },
  'file.quote_open': { zh: '第{row}行的引号没有关闭', en: 'a quote opened in row {row} is never closed' },
  'file.json_broken': { zh: '第{row}行不是完整的JSON', en: 'line {row} is no valid JSON' },
  'file.json_not_flat': {
    zh: '第{row}行须是一个对象，值须是文字、数字或文字列表',
    en: 'line {row} must be one object whose values are texts, numbers or lists of texts',
  },
  'file.spreadsheet_broken': { zh: '工作簿已损坏（{part}）', en: 'the workbook is damaged ({part})' },
  'file.reader_too_slow': {
    zh: '读取工作簿超过{limitMs}毫秒，已中止',
    en: 'reading the workbook took more than {limitMs} ms and was stopped',
  },
  'file.reader_fell': {
    zh: '读取工作簿的程序意外中止（{exitCode}，{signal}）；请另存为新文件后再试',
    en: 'the reader of workbooks stopped unexpectedly ({exitCode}, {signal}); save the workbook anew and try again',
  },
  'file.reader_not_started': {
    zh: '暂时不能启动读取工作簿的程序（{reason}），文件没有读取；请稍后再送',
    en: 'the reader of workbooks cannot be started now ({reason}), the file was not read; send it again later',
  },
  'word.found.pdf': { zh: 'PDF 文件', en: 'a PDF' },
  'word.found.rtf': { zh: 'RTF 文档', en: 'an RTF document' },
  'word.found.html': { zh: '网页', en: 'a web page' },
  'word.found.xml': { zh: 'XML 文件', en: 'an XML file' },
  'word.found.json_array': { zh: 'JSON 列表', en: 'a JSON list' },
  'word.found.rar': { zh: 'RAR 压缩包', en: 'a RAR archive' },
  'word.found.7z': { zh: '7z 压缩包', en: 'a 7z archive' },
  'word.found.gzip': { zh: 'gzip 压缩包', en: 'a gzip archive' },
  'word.found.zip': { zh: 'ZIP 压缩包', en: 'a ZIP archive' },
  'word.found.image': { zh: '图片', en: 'a picture' },
  'word.found.ods': { zh: 'ODS 表格', en: 'an ODS spreadsheet' },
  'word.found.xlsb': { zh: '二进制工作簿 xlsb', en: 'a binary workbook, xlsb' },
  'word.found.numbers': { zh: 'Numbers 表格', en: 'a Numbers spreadsheet' },
  'word.found.docx': { zh: 'Word 文档', en: 'a Word document' },
  'word.found.pptx': { zh: '演示文稿', en: 'a presentation' },
  'word.found.ole': {
    zh: '旧版办公软件的文档，不是工作簿',
    en: 'a document of an old office program, and no workbook',
  },
  'word.reason.binary': { zh: '含有二进制内容', en: 'it holds binary content' },
  'word.reason.undecodable': { zh: '含有无法解码的内容', en: 'it holds what cannot be decoded' },
  'word.reason.ENOENT': { zh: '没有这个文件', en: 'there is no such file' },
  'word.reason.EACCES': { zh: '没有读取的权限', en: 'no permission to read it' },
  'file.reader_out_of_memory': {
    zh: '读取工作簿需要的内存超过{limitMb}MB，已中止；请拆成几个文件或另存为csv',
    en: 'reading the workbook needs more than {limitMb} MB and was stopped; split it or save it as csv',
  },
};
