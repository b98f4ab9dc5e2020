import type { Column } from '../../../shared/data-table.tsx';
import { Tag } from '../../../shared/tag.tsx';
import { ArticleLinks } from '../../ui/article-link.tsx';
import { MarkTag } from '../../ui/mark-tag.tsx';
import type { Say } from '../../words/index.ts';
import type { RulePart } from './parts.ts';
import type { AnyRule } from './rule-shapes.ts';
import { ConditionText, SpanText, TermText } from './values.tsx';

type Either = (zh: string, en: string | undefined) => string;

/** What the list of a part shows: enough to find the rule; the rest when it is opened. */
export function columnsOf(part: RulePart, on: string | undefined, say: Say, either: Either): Column<AnyRule>[] {
  const own = OWN[part]?.(say, either) ?? [];
  return [
    { key: 'name', title: say('law.name'), cell: (rule) => either(rule.name, rule.nameEn) },
    ...own,
    { key: 'basis', title: say('law.basis'), cell: (rule) => <ArticleLinks refs={rule.basis ?? []} on={on} /> },
    { key: 'mark', title: say('law.mark'), width: 90, cell: (rule) => rule.mark && <MarkTag mark={rule.mark} /> },
  ];
}

const classColumn = (say: Say): Column<AnyRule> => ({
  key: 'class',
  title: say('law.class'),
  width: 80,
  cell: ({ class: severity }) => severity && say(`law.class_${severity as 'minor'}`),
});

const OWN: Partial<Record<RulePart, (say: Say, either: Either) => Column<AnyRule>[]>> = {
  items: (say) => [
    { key: 'code', title: say('law.code'), cell: ({ code }) => <code className="mono whole">{code}</code> },
    { key: 'fields', title: say('law.fields'), align: 'right', width: 70, cell: ({ fields }) => fields?.length },
    { key: 'enabled', title: say('law.enabled'), cell: ({ enabled }) => <Enabled say={say} enabled={enabled} /> },
  ],
  periods: (say) => [
    {
      key: 'length',
      title: say('law.length'),
      width: 120,
      cell: ({ count = 0, unit = 'day' }) => <SpanText span={{ count, unit }} />,
    },
    {
      key: 'whose',
      title: say('law.whose'),
      width: 130,
      cell: ({ whose }) => whose && say(`law.whose_${whose as 'organ'}`),
    },
  ],
  classes: (say) => [
    { key: 'published', title: say('law.published'), cell: ({ published }) => say(published ? 'ui.yes' : 'ui.no') },
    {
      key: 'earliest',
      title: say('law.earliest'),
      cell: ({ earliest }) => earliest && (earliest.count ? <SpanText span={earliest} /> : say('law.atOnce')),
    },
    { key: 'longest', title: say('law.longest'), cell: ({ longest }) => longest && <SpanText span={longest} /> },
  ],
  severity: (say) => [
    classColumn(say),
    { key: 'when', title: say('law.when'), cell: ({ when }) => when && <ConditionText condition={when} /> },
    { key: 'signOff', title: say('law.signOff'), width: 120, cell: (rule) => <SignOff say={say} rule={rule} /> },
  ],
  statuteTerms: (say) => [
    { key: 'longest', title: say('law.longest'), cell: ({ longest }) => longest && <SpanText span={longest} /> },
  ],
  measures: (say) => [
    { key: 'row', title: say('law.code'), width: 70, cell: ({ code }) => <code className="mono">{code}</code> },
    {
      key: 'kind',
      title: say('law.kind'),
      width: 80,
      cell: ({ kind }) => kind && say(`law.kind_${kind as 'incentive'}`),
    },
    {
      key: 'force',
      title: say('law.force'),
      width: 90,
      cell: ({ force }) => force && say(`law.force_${force as 'may'}`),
    },
  ],
  competences: (say) => [
    {
      key: 'role',
      title: say('law.role'),
      width: 100,
      cell: ({ role }) => role && say(`law.role_${role as 'decide'}`),
    },
  ],
  remedyBodies: (say) => [
    { key: 'review', title: say('law.review'), cell: ({ review }) => <span lang="zh-CN">{review?.join('、')}</span> },
    { key: 'court', title: say('law.court'), cell: ({ court }) => <span lang="zh-CN">{court}</span> },
  ],
  bans: (say, either) => [
    { key: 'trigger', title: say('law.trigger'), cell: ({ trigger = '', triggerEn }) => either(trigger, triggerEn) },
    { key: 'term', title: say('law.term'), width: 90, cell: ({ term }) => term && <TermText term={term} /> },
  ],
  parameters: (say) => [
    { key: 'value', title: say('law.value'), cell: ({ value }) => <code className="mono">{String(value)}</code> },
  ],
  closedLists: (say) => [
    {
      key: 'entries',
      title: say('law.entries'),
      cell: ({ entries }) => <span lang="zh-CN">{entries?.join('、')}</span>,
    },
  ],
  basisLevels: (say) => [
    { key: 'national', title: say('law.national'), cell: ({ national }) => national?.join(' ') },
    { key: 'local', title: say('law.local'), cell: ({ local }) => local?.join(' ') },
  ],
  categories: (say) => [
    {
      key: 'disclosure',
      title: say('law.disclosure'),
      cell: ({ disclosureMode }) => disclosureMode && say(`law.disclosure_${disclosureMode as 'PUBLIC'}`),
    },
    { key: 'enabled', title: say('law.enabled'), cell: ({ enabled }) => <Enabled say={say} enabled={enabled} /> },
  ],
};

function Enabled({ say, enabled }: { say: Say; enabled: boolean | undefined }) {
  return enabled ? <Tag tone="good">{say('law.enabledYes')}</Tag> : <Tag>{say('law.enabledNo')}</Tag>;
}

export function SignOff({ say, rule }: { say: Say; rule: AnyRule }) {
  const signOff = rule.signOff;
  if (!signOff) return null;
  if (signOff.state !== 'signed') return <Tag tone="warn">{say('law.signOff_provisional')}</Tag>;
  return (
    <Tag tone="good">
      {say('law.signOff_signed')} {say('law.signedBy', { by: signOff.by ?? '', on: signOff.on ?? '' })}
    </Tag>
  );
}
