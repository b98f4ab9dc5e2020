/** 0 → `A`, 26 → `AA`: a column as spreadsheets name it. */
export function columnLetters(at: number): string {
  return (at >= 26 ? columnLetters(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26));
}
