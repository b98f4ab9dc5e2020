/** What stands behind one row of a list: the best hit, or that there is none. */
export type ListAnswer = {
  readonly decision: 'strong' | 'look' | 'none' | 'nobody';
  readonly class: string;
  readonly name: string;
  readonly code: string;
  /** Between two spellings; empty for none. */
  readonly similarity: string;
  readonly settledBy: string;
};
export type AnsweredRow = { readonly row: number; readonly answer: ListAnswer };

/** Headings of the columns that are added. */
export const ANSWER_HEADS = ['比对结果', '比对类别', '名单中的名称', '名单中的代码', '名称相似度', '如何核实'] as const;
/** The same where the list is a file, which calls each party by an id of its own. */
export const FILE_HEADS = ANSWER_HEADS.map((head) => (head === '名单中的代码' ? '名单中的id' : head));
const DECISIONS = { strong: '高度吻合', look: '须人工核对', none: '仅供参考', nobody: '未找到' } as const;

type Hit = {
  readonly name: string;
  readonly similarity: number;
  readonly decision: 'strong' | 'look' | 'none';
  readonly says: { readonly zh: string };
  readonly settledBy: { readonly zh: string };
};

/** `code`: what the list calls the party; `finding`: what is to be said of the code that was asked. */
export function listAnswer(hit: Hit | undefined, code: string, finding: string): ListAnswer {
  const wrong = finding === 'wrong_check' ? '代码校验位不符' : '';
  if (!hit) return { decision: 'nobody', class: wrong, name: '', code: '', similarity: '', settledBy: '' };
  const { name, similarity, decision, says, settledBy } = hit;
  const told = [says.zh, wrong].filter(Boolean).join('；');
  return { decision, class: told, name, code, similarity: similarity.toFixed(2), settledBy: settledBy.zh };
}

export function answerCells({ decision, class: told, name, code, similarity, settledBy }: ListAnswer): string[] {
  return [DECISIONS[decision], told, name, code, similarity, settledBy];
}

/** Reads answers that come in the order of the rows, row by row. */
export class AnswerCursor {
  readonly #answers: AsyncIterator<AnsweredRow>;
  #next: AnsweredRow | undefined;
  #begun = false;
  /** Headings of the columns that the answers fill. */
  readonly heads: readonly string[];

  constructor(answers: AsyncIterable<AnsweredRow>, heads: readonly string[] = ANSWER_HEADS) {
    this.heads = heads;
    this.#answers = answers[Symbol.asyncIterator]();
  }

  /** The answer to that row; rows are asked for in ascending order. */
  async at(row: number): Promise<ListAnswer | undefined> {
    while (!this.#begun || (this.#next !== undefined && this.#next.row < row)) {
      this.#begun = true;
      const { value, done } = await this.#answers.next();
      this.#next = done ? undefined : value;
    }
    return this.#next?.row === row ? this.#next.answer : undefined;
  }
}
