import type { CatalogueItem, FieldDisclosure, FieldType, ItemField } from '../../src/rules/law/item.ts';

/**
 * Items for tests of reading and checking: the fields of the 2018 standard (law file 2.7), enough of them for each rule. The
 * real ones stand in `law/cn/items`; these stay small so that a change of the packs does not change what these tests promise.
 */
type More = Partial<Omit<ItemField, 'code' | 'name' | 'type'>>;

function field(code: string, name: string, type: FieldType, more: More = {}): ItemField {
  const disclosure: FieldDisclosure = 'public';
  return { code, name, nameEn: code, type, required: 'never', disclosure, aliases: [], ...more };
}
const code = (name: string, label: string, more: More = {}) =>
  field(name, label, 'identifier', { identifier: 'uscc', ...more });

export const penaltyItem: CatalogueItem = {
  code: 'penalty',
  name: '行政处罚',
  nameEn: 'Penalties',
  fields: [
    field('CF_XDR_MC', '行政相对人名称', 'text', {
      maxLength: 200,
      required: 'always',
      aliases: ['企业名称或自然人姓名'],
    }),
    field('CF_XDR_LB', '行政相对人类别', 'enum', {
      values: ['法人及非法人组织', '自然人', '个体工商户'],
      valueAliases: { 法人: '法人及非法人组织' },
      aliases: ['相对人类别'],
    }),
    code('CF_XDR_SHXYM', '行政相对人代码_1(统一社会信用代码)', {
      required: { field: 'CF_XDR_LB', op: 'in', value: ['法人及非法人组织', '个体工商户'] },
      aliases: ['统一社会信用代码', '行政相对人代码_1'],
    }),
    field('CF_XDR_GSZC', '行政相对人代码_2(工商注册号)', 'identifier', {
      identifier: 'registration_number',
      aliases: ['行政相对人代码_3(工商登记码)', '工商注册号', '工商登记码'],
    }),
    field('CF_XDR_ZZJG', '行政相对人代码_3(组织机构代码)', 'identifier', {
      identifier: 'organisation_code',
      aliases: ['行政相对人代码_2(组织机构代码)', '组织机构代码', 'CF_XDR_ZDM'],
    }),
    field('CF_XDR_ZJHM', '自然人证件号码', 'identifier', {
      identifier: 'resident_id',
      disclosure: 'sealed',
      aliases: ['行政相对人代码_5(居民身份证号)'],
    }),
    field('CF_FRDB', '法定代表人', 'text', { maxLength: 50, aliases: ['法定代表人姓名'] }),
    field('CF_WSH', '行政处罚决定书文号', 'text', {
      maxLength: 64,
      required: 'always',
      aliases: ['文号', '政处罚决定文书号'],
    }),
    field('CF_WFXW', '违法行为类型', 'text', { maxLength: 2000 }),
    field('CF_SY', '违法事实', 'text', { maxLength: 5000, required: 'always', aliases: ['处罚事由', '处罚是由'] }),
    field('CF_YJ', '处罚依据', 'text', { maxLength: 2000, required: 'always' }),
    field('CF_CFLB', '处罚类别', 'many', {
      required: 'always',
      values: ['警告', '通报批评', '罚款', '没收违法所得', '没收非法财物', '暂扣许可证件', '吊销许可证件', '其他'],
      valueAliases: { '没收违法所得、没收非法财物': '没收违法所得;没收非法财物' },
      aliases: ['处罚类别1', '处罚类别2'],
    }),
    field('CF_NR', '处罚内容', 'text', { maxLength: 4000, required: 'always', aliases: ['处罚结果'] }),
    field('CF_NR_FK', '罚款金额（万元）', 'amount', {
      required: { field: 'CF_CFLB', op: 'includes', value: '罚款' },
      aliases: ['处罚金额（万元）', '罚款金额'],
    }),
    field('CF_JDRQ', '处罚决定日期', 'day', { required: 'always' }),
    field('CF_YXQ', '处罚有效期', 'day'),
    field('CF_GSJZQ', '公示截止期', 'day'),
    field('CF_CFJG', '处罚机关', 'text', { maxLength: 200, required: 'always' }),
    code('CF_CFJGDM', '处罚机关统一社会信用代码'),
    field('BZ', '备注', 'text', { maxLength: 4000 }),
  ],
};

export const licenceItem: CatalogueItem = {
  code: 'licence',
  name: '行政许可',
  nameEn: 'Licences',
  fields: [
    field('XK_XDR_MC', '行政相对人名称', 'text', { maxLength: 200, required: 'always' }),
    code('XK_XDR_SHXYM', '行政相对人代码_1(统一社会信用代码)', { aliases: ['统一社会信用代码'] }),
    field('XK_XDR_GSZC', '行政相对人代码_2(工商注册号)', 'identifier', {
      identifier: 'registration_number',
      aliases: ['工商登记码'],
    }),
    field('XK_XDR_ZZJG', '行政相对人代码_3(组织机构代码)', 'identifier', {
      identifier: 'organisation_code',
      aliases: ['组织机构代码'],
    }),
    field('XK_FRDB', '法定代表人', 'text', { aliases: ['法定代表人姓名'] }),
    field('XK_XKWS', '行政许可决定文书名称', 'text', { aliases: ['项目名称'] }),
    field('XK_WSH', '行政许可决定文书号', 'text', { required: 'always', aliases: ['行政许可决定书文号'] }),
    field('XK_XKLB', '许可类别', 'enum', {
      values: ['普通', '特许', '认可', '核准', '登记', '其他'],
      aliases: ['审批类别'],
    }),
    field('XK_NR', '许可内容', 'text'),
    field('XK_JDRQ', '许可决定日期', 'day', { required: 'always' }),
    field('XK_YXQZ', '有效期自', 'day'),
    field('XK_YXQZI', '有效期至', 'day', { aliases: ['许可截止期'] }),
    field('XK_XKJG', '许可机关', 'text'),
    code('XK_XKJGDM', '许可机关统一社会信用代码'),
    field('BZ', '备注', 'text'),
  ],
};

export const organisationItem: CatalogueItem = {
  code: 'organisation',
  name: '登记注册基本信息',
  nameEn: 'Registration',
  fields: [
    field('name', '企业名称', 'text', { maxLength: 200, required: 'always', aliases: ['单位名称'] }),
    code('uscc', '统一社会信用代码', { required: 'always' }),
    field('registered_on', '注册日期', 'day', { aliases: ['成立日期'] }),
    field('province', '所在省份', 'text'),
    field('city', '地区', 'text', { aliases: ['所属地区', '所在城市'] }),
  ],
};

export const testItems: readonly CatalogueItem[] = [penaltyItem, licenceItem, organisationItem];
