/**
 * What a part of a document is for. Closed, so that a class of documents can demand a part by what it does for the party and no
 * template can have it under another name (国办发〔2020〕49号 (八); 行政处罚法 arts. 44, 59).
 */
export const DOCUMENT_PARTS = [
  'opening',
  'facts',
  'answers',
  'reasons',
  'basis',
  'decision',
  'consequences',
  'way_out',
  'rights',
  'remedies',
  'materials',
  'request',
  'term',
  'statement',
  'promise',
  'apology',
  'restoration',
  'compensation',
  'service',
  'identity',
  'sections',
  'marks',
  'sources',
  'uses',
  'absent',
  'closing',
] as const;
export type DocumentPart = (typeof DOCUMENT_PARTS)[number];

/** One part of a template, in the order in which it stands. */
export type TemplatePart = {
  readonly part: DocumentPart;
  readonly heading?: string;
  /** Text with `{{fact}}`, `{{period:code}}`, `{{article:ref}}`; each line a paragraph. */
  readonly text?: string;
  /** The officer's own words belong here: what to write, told on the screen. `text` is then only a first draft. */
  readonly words?: string;
  /** A fact that is a table; known and empty, `empty` is said instead. */
  readonly table?: string;
  readonly empty?: string;
  /** Facts shown as label and value. */
  readonly pairs?: readonly string[];
  /** Lines to be filled in by hand on paper. */
  readonly blanks?: readonly string[];
  /** The articles of the template in force on the day, in words. */
  readonly articles?: true;
  /** Left out where this fact is not known, instead of holding the document up. */
  readonly when?: string;
};

/** A class of documents (文书类别) with the parts that each of it must have, each for its article. */
export type DocumentClassContent = {
  readonly parts: readonly { readonly part: DocumentPart; readonly basis: readonly string[] }[];
  /** Who signs: whoever decides, an officer, the party by hand, or nobody. */
  readonly signed: 'decider' | 'officer' | 'party' | 'nobody';
  readonly sealed: boolean;
};

/** A document (文书模板) by the kind under which a procedure asks for it: `objection.reply`, or `repair_notice` for all of them. */
export type TemplateContent = {
  readonly documentClass: string;
  readonly layout: string;
  /** 机关代字后的文种代字: `信异复`. */
  readonly serial?: string;
  readonly to?: string;
  /** Kinds that must be served together with it (两书同达). */
  readonly servedWith?: readonly string[];
  /**
   * How long its page of verification answers: always; while the record that it is about stands (what has ended is told by no public
   * page); for a period of the packs.
   */
  readonly verified: 'always' | 'whileRecordStands' | string;
  readonly parts: readonly TemplatePart[];
};

/** How a document looks, as Typst (the file beside the YAML). */
export type Layout = { readonly code: string; readonly name: string; readonly nameEn: string; readonly typst: string };

/** The way from the kind that a procedure asks for to the template: its own first. */
export const templateCodes = (kind: string, procedure?: string): string[] =>
  procedure === undefined ? [kind] : [`${procedure}.${kind}`, kind];

/** `{{…}}` in a text, each with what stands inside. */
export const placesIn = (text: string): string[] =>
  [...text.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, place]) => place!.trim());
