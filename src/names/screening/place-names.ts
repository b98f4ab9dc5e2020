/** The peoples whose names stand in the names of autonomous divisions (延边朝鲜族自治州); longest first where one begins another. */
const PEOPLES =
  '蒙古族|蒙古|回族|藏族|维吾尔族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|哈萨克|傣族|黎族|傈僳族|佤族|畲族|高山族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|柯尔克孜|土族|达斡尔族|达斡尔|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|锡伯|阿昌族|普米族|塔吉克族|塔吉克|怒族|鄂温克族|德昂族|保安族|裕固族|独龙族|鄂伦春族|基诺族|各族';
const PEOPLE_TAIL = new RegExp(`(?:${PEOPLES})+(?:自治区|自治州|自治县|自治旗|族乡|民族乡)$`);
const AUTONOMOUS_TAIL = /(?:自治区|自治州|自治县|自治旗)$/;
const KIND_TAIL = /(?:特别行政区|地区|新区|林区|特区|省|市|盟|县|区|州|旗)$/;

/**
 * A division's name as people say it: 河南省 → 河南, 延边朝鲜族自治州 → 延边. Where nothing of two characters would be left
 * (赵县) the full name comes back.
 */
export function shortPlaceName(name: string): string {
  for (const tail of [PEOPLE_TAIL, AUTONOMOUS_TAIL, KIND_TAIL]) {
    const short = name.replace(tail, '');
    if (short !== name) return short.length >= 2 ? short : name;
  }
  return name;
}

/** 区, 县, 市, …: what the last characters say a division is; empty when the name has no such tail. */
export function kindOfPlace(name: string): string {
  return KIND_TAIL.exec(name)?.[0] ?? '';
}
