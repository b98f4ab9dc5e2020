/**
 * A catalogue item (信用信息目录 item) as the packs define it: which fields a record of this kind has and how a sheet may
 * spell their headings. Shapes only; the values stand in `law/<pack>/items/*.yaml`.
 */

/** How a value is written and checked. `amount`: in units of 10,000 yuan (万元), up to six decimals. `many`: joined by `;`. */
export type FieldType = 'text' | 'day' | 'amount' | 'enum' | 'many' | 'identifier' | 'flag';

/** Who may ever see a field: on the portal; organs in a check; only officers of the case; sealed, shown with a reason. */
export type FieldDisclosure = 'public' | 'share' | 'internal' | 'sealed';

/** A test on the facts of one decision. No expressions, no counts, no other record (design §1.8). */
export type Test = {
  readonly field: string;
  readonly op:
    | 'is'
    | 'isNot'
    | 'in'
    | 'includes'
    | 'present'
    | 'absent'
    | 'atLeast'
    | 'atMost'
    | 'before'
    | 'onOrAfter';
  readonly value?: string | number | boolean | readonly (string | number)[];
};
export type Condition = { readonly all: readonly Condition[] } | { readonly any: readonly Condition[] } | Test;

export type ItemField = {
  /** Field code of the 2018 standard in upper case (`CF_XDR_MC`), or ours in lower case (`served_on`). */
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly type: FieldType;
  /** For `identifier`: uscc, organisation_code, registration_number, lawyer_number, resident_id. */
  readonly identifier?: string;
  /** In Unicode characters. */
  readonly maxLength?: number;
  readonly required: 'always' | 'never' | Condition;
  readonly values?: readonly string[];
  readonly disclosure: FieldDisclosure;
  /** Header spellings besides `code` and `name`: other standards, misprints met in the wild. Compared folded. */
  readonly aliases: readonly string[];
  /** Values of other standards → ours, e.g. `暂扣或者吊销许可证` → unknown split. */
  readonly valueAliases?: Readonly<Record<string, string>>;
};

export type CatalogueItem = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly fields: readonly ItemField[];
};
