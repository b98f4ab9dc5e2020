/** Heads under which a sheet keeps names and codes. */
const NAME_HEADS = ['name', 'query', '名称', '企业名称', '单位名称', '主体名称', '机构名称', 'cf_xdr_mc', 'xk_xdr_mc'];
const CODE_HEADS = ['uscc', 'code', '统一社会信用代码', '信用代码', 'cf_xdr_shxym', 'xk_xdr_shxym'];

/** The columns of name and code in a heading; -1 for one that is not there. Neither: this is no heading. */
export function sheetHeads(cells: readonly string[]): { readonly name: number; readonly code: number } {
  const heads = cells.map((cell) => cell.trim().toLowerCase());
  return {
    name: heads.findIndex((head) => NAME_HEADS.includes(head)),
    code: heads.findIndex((head) => CODE_HEADS.includes(head)),
  };
}
