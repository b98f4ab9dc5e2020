/** Which organs: the branch (系统) and the level; a branch alone means any level of it. */
export type OrganLevel = 'state' | 'province' | 'prefecture' | 'county';
export type OrganClass = { readonly branch: string; readonly levels?: readonly OrganLevel[] };
