export const ERROR_SHEET_MESSAGES: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  'error_sheet.not_written': {
    zh: '无法在{limitMb}MB内存和{limitMs}毫秒内为原表加注',
    en: 'the workbook could not be marked within {limitMb} MB and {limitMs} ms',
  },
};
