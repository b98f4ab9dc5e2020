import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { type CaseInFull, caseQuery } from '../../api/cases.ts';
import type { Tagged } from '../../api/client.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { BundlePart } from './bundle-part.tsx';
import { CaseFacts } from './case-facts.tsx';
import { EffectTag, StateTag, useNames } from './case-words.tsx';
import { ClocksPart } from './clocks-part.tsx';
import { ContentsPart } from './determinations/contents-part.tsx';
import { DocumentsPart } from './documents/documents-part.tsx';
import { ServicesPart } from './documents/services-part.tsx';
import { HistoryPart } from './history-part.tsx';
import { LookForm } from './look-form.tsx';
import { PointsPart } from './points-part.tsx';
import { RecusalPart } from './recusal-part.tsx';
import { StepsPart } from './steps-part.tsx';
import { useLook } from './use-look.ts';
import './cases.css';
import { Waiting } from '../../../shared/waiting.tsx';

const route = getRouteApi('/cases/$id');

/** One case, whichever its procedure: where it stands and by when, what may be done here and what not, what happened. */
export function CasePage() {
  const { say } = useWords();
  const { id } = route.useParams();
  const held = useQuery(caseQuery(id));
  return (
    <div className="page">
      <Link to="/cases" className="no-print">
        {say('cases.back')}
      </Link>
      {held.isPending && <Waiting />}
      <ProblemAlert error={held.error} />
      {held.data && <CaseView key={id} held={held.data} />}
    </div>
  );
}

function CaseView({ held }: { held: Tagged<CaseInFull> }) {
  const { say } = useWords();
  const nameOf = useNames();
  const { data: one } = held;
  const look = useLook(one);
  return (
    <>
      <div className="page-head">
        <h1>
          {nameOf(one.procedureName)} · <span lang="zh-CN">{one.party.name}</span>
        </h1>
        <StateTag one={one} />
        <EffectTag one={one} />
        <Button className="no-print" onClick={() => window.print()}>
          {say('check.print')}
        </Button>
      </div>
      <CaseFacts one={one} />
      <ClocksPart clocks={one.timers} />
      <div className="case-columns">
        <div className="stack">
          <StepsPart held={held} />
          {one.procedure === 'determination' && <ContentsPart one={one} />}
          {one.rights.look && look.seen === undefined && <LookForm look={look} />}
          <PointsPart held={held} seen={look.seen} />
          <DocumentsPart one={one} />
          <ServicesPart one={one} />
        </div>
        <div className="stack">
          <HistoryPart one={one} seen={look.seen} />
          <RecusalPart held={held} />
          <BundlePart one={one} />
        </div>
      </div>
    </>
  );
}
