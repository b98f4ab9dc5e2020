import { Button } from 'antd';
import { useUnsentGuard } from '../../../../shared/use-draft.ts';
import type { CaseInFull } from '../../../api/cases.ts';
import { type Choices, type Contents, type ContentsVersion, revise, type Use } from '../../../api/determinations.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useMemoryDraft } from '../../../ui/use-memory-draft.ts';
import { useWords } from '../../../words/index.ts';
import { useDocumentAct } from '../documents/use-document-act.ts';
import { ContentsFields } from './contents-fields.tsx';
import { NOTHING_SAID, supervisionOf } from './proposal-draft.ts';

type Props = {
  readonly one: CaseInFull;
  readonly newest: ContentsVersion;
  readonly choices: Choices;
  readonly onDone: () => void;
};

/** Writes down anew what is to be determined. The server refuses what would be heavier than the party was told. */
export function ReviseForm({ one, newest, choices, onDone }: Props) {
  const { say } = useWords();
  const { domain, termMonths, measures, refs, role, roleFrom, roleUntil, supervision } = newest;
  const [draft, change, clear] = useMemoryDraft(`revise ${one.id} ${newest.version}`, {
    domain: domain ?? '',
    termMonths: termMonths as number | null,
    measures,
    refs,
    supervision: supervision ?? NOTHING_SAID,
  });
  const act = useDocumentAct(
    () => {
      clear();
      onDone();
    },
    (given: Contents, key) => revise(one.id, given, key),
  );
  const term = draft.termMonths;
  // Contents from before it was asked may go on without.
  const isSaid = Object.values(draft.supervision).some((value) => value !== null);
  const said = supervision === null && !isSaid ? null : supervisionOf(draft.supervision, term);
  const isReworded = draft.supervision !== (supervision ?? NOTHING_SAID);
  useUnsentGuard(
    !act.isSuccess && (term !== termMonths || draft.measures !== measures || draft.refs !== refs || isReworded),
  );
  const complete = term !== null && draft.refs.length > 0 && said !== undefined;
  return (
    <form
      className="stack way-form"
      aria-label={say('determinations.revise')}
      onSubmit={(event) => {
        event.preventDefault();
        if (!complete || act.isPending) return;
        act.mutate({ ...draft, domain, termMonths: term, role, roleFrom, roleUntil, supervision: said });
      }}
    >
      <p className="quiet">{say('determinations.reviseHelp')}</p>
      <ContentsFields
        choices={choices}
        use={one.ground as Use}
        partyKind={one.party.kind === 'person' ? 'natural_person' : one.party.kind}
        draft={draft}
        onChange={change}
      />
      <ProblemAlert error={act.error} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!complete} loading={act.isPending}>
          {say('determinations.reviseSave')}
        </Button>
        <Button onClick={onDone}>{say('ui.cancel')}</Button>
      </div>
    </form>
  );
}
