import { cedar, POLICIES, schemaText } from '../../src/ground/access/policy-set.ts';

/** All that a decision depends on; persons only as "self", "another" or unknown. */
export type Asked = {
  readonly role: string;
  readonly kind: string;
  readonly organKind: string;
  readonly deed: string;
  readonly within: boolean;
  readonly seen: Readonly<Record<string, 'self' | 'another' | undefined>>;
};

type Value = string | readonly string[] | boolean | undefined;
type Part = (asked: Asked) => Value;
type Expr = { readonly [op: string]: unknown };
type Sides = { readonly left: Expr; readonly right: Expr };
type Json = {
  readonly effect: 'permit' | 'forbid';
  readonly principal: Scope;
  readonly action: Scope;
  readonly resource: Scope;
  readonly conditions: readonly { readonly kind: 'when' | 'unless'; readonly body: Expr }[];
};
type Uid = { readonly type: string; readonly id: string };
type Scope = { readonly op: string; readonly entity?: Uid; readonly entities?: readonly Uid[] };
type Answer<T> = { readonly type: string } & T;

const uid = ({ type, id }: Uid) => `${type}::${id}`;
const schema = cedar.schemaToJson(schemaText);
if (schema.type === 'failure') throw new Error(schema.errors[0]?.message);
const GROUPS = new Map(
  Object.entries(schema.json['']!.actions).map(([name, { memberOf }]) => [
    `Action::${name}`,
    (memberOf ?? []).map(({ id }) => `Action::${id}`),
  ]),
);

/** The entity and everything that it is in. */
function within(asked: Asked, entity: string): readonly string[] {
  if (entity === 'Officer::self') return [entity, `Role::${asked.role}`];
  if (entity === 'Matter::matter') return [entity, asked.within ? 'Organ::own' : 'Organ::foreign'];
  return [entity, ...(GROUPS.get(entity) ?? [])];
}

const isIn = (asked: Asked, left: Value, right: Value): boolean => {
  const wanted = typeof right === 'string' ? [right] : (right as readonly string[]);
  return within(asked, left as string).some((one) => wanted.includes(one));
};

function attributeOf(asked: Asked, entity: Value, attr: string): Value {
  if (entity === 'Matter::matter') return asked.seen[attr] && `Officer::${asked.seen[attr]}`;
  if (attr === 'organ') return 'Organ::own';
  return attr === 'kind' ? asked.kind : asked.organKind;
}

const VARS: Readonly<Record<string, Part>> = {
  principal: () => 'Officer::self',
  action: ({ deed }) => `Action::${deed}`,
  resource: () => 'Matter::matter',
};

/** One expression of Cedar as a function. An operator that is not here fails, so that no rule is read wrongly. */
function compile(expr: Expr): Part {
  const [[op, given] = ['', undefined]] = Object.entries(expr);
  const sides = () => {
    const { left, right } = given as Sides;
    return [compile(left), compile(right)] as const;
  };
  switch (op) {
    case 'Var':
      return VARS[given as string]!;
    case 'Value': {
      const entity = (given as { __entity?: Uid }).__entity;
      const value = entity ? uid(entity) : (given as string);
      return () => value;
    }
    case 'Set': {
      const parts = (given as Expr[]).map(compile);
      return (asked) => parts.map((part) => part(asked) as string);
    }
    case '.': {
      const { left, attr } = given as { left: Expr; attr: string };
      const entity = compile(left);
      return (asked) => attributeOf(asked, entity(asked), attr);
    }
    case 'has': {
      const { left, attr } = given as { left: Expr; attr: string };
      const entity = compile(left);
      return (asked) => attributeOf(asked, entity(asked), attr) !== undefined;
    }
    case '&&': {
      const [left, right] = sides();
      return (asked) => left(asked) === true && right(asked) === true;
    }
    case '||': {
      const [left, right] = sides();
      return (asked) => left(asked) === true || right(asked) === true;
    }
    case '==': {
      const [left, right] = sides();
      return (asked) => left(asked) === right(asked);
    }
    case 'in': {
      const [left, right] = sides();
      return (asked) => isIn(asked, left(asked), right(asked));
    }
    case 'contains': {
      const [left, right] = sides();
      return (asked) => (left(asked) as readonly string[]).includes(right(asked) as string);
    }
    default:
      throw new Error(`no reading of the operator ${op}`);
  }
}

function scoped({ op, entity, entities }: Scope, part: Part): Part {
  if (op === 'All') return () => true;
  if (op !== 'in' && op !== '==') throw new Error(`no reading of the scope ${op}`);
  const wanted = entity ? [uid(entity)] : entities!.map(uid);
  return (asked) => isIn(asked, part(asked), wanted);
}

const RULES = [...POLICIES.values()].map(({ id, text }) => {
  const { effect, principal, action, resource, conditions } = (cedar.policyToJson(text) as Answer<{ json: Json }>).json;
  const scopes = [scoped(principal, VARS.principal!), scoped(action, VARS.action!), scoped(resource, VARS.resource!)];
  const parts = conditions.map(({ kind, body }) => [kind === 'when', compile(body)] as const);
  const meets = (asked: Asked) => parts.every(([wanted, part]) => (part(asked) === true) === wanted);
  return { id, effect, fits: (asked: Asked) => scopes.every((scope) => scope(asked) === true), meets };
});

/** Rules that can matter to a post and a deed: asked once, where histories are counted by the hundred. */
export function rulesFor(asked: Asked): readonly (typeof RULES)[number][] {
  return RULES.filter((rule) => rule.fits(asked));
}

/** What Cedar answers, read by ourselves: the rule that decided, `no-right` where none did. */
export function decide(rules: readonly (typeof RULES)[number][], asked: Asked): { allowed: boolean; policy: string } {
  let permit: string | undefined;
  for (const rule of rules) {
    if (rule.effect === 'permit' && permit !== undefined) continue;
    if (!rule.meets(asked)) continue;
    if (rule.effect === 'forbid') return { allowed: false, policy: rule.id };
    permit = rule.id;
  }
  return permit === undefined ? { allowed: false, policy: 'no-right' } : { allowed: true, policy: permit };
}
