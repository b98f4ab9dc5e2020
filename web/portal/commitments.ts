/** Commitments as they are made and kept: in Chinese, whatever the page's language. */
export const commitmentOf = (partyName: string): string =>
  `${partyName}承诺：已履行完毕该决定确定的义务，纠正了违法行为；所提供的材料真实；今后依法经营执业。如有虚假，依法承担责任。`;

/** Of whoever asks for an early end of a determination; the paper form of it is a template of the law pack. */
export const earlyEndCommitmentOf = (partyName: string, documentNumber: string): string =>
  `${partyName}因${documentNumber}被作出认定，现申请提前移出并承诺：已经纠正失信行为，应当履行的义务已经履行完毕；提交的材料真实、合法、有效；今后遵守法律、法规和规章，诚实守信。如有虚假，依法承担责任。`;
