/** Sentences of this area, Chinese first: refusals, pack faults and reasons of the gate. docs/errors.md prints from it. */
export const LAW_MESSAGES: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  'law.pack_faulty': { zh: '规则包有错误，不能使用', en: 'the law packs have faults and cannot be used' },
  'pack.unreadable': { zh: 'YAML 无法读取', en: 'the YAML cannot be read' },
  'pack.unknown_kind': {
    zh: '文件的顶层键不属于任何一种规则文件',
    en: 'the top-level key is none of the kinds of pack file',
  },
  'pack.shape': { zh: '内容与规则包格式不符', en: 'the content does not have the shape of this kind of file' },
};
