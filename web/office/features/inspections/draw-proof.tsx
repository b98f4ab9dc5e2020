import { useQuery } from '@tanstack/react-query';
import { Button, Typography } from 'antd';
import { drawQuery, type Inspection } from '../../api/inspections.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import './inspections.css';
import { Waiting } from '../../../shared/waiting.tsx';

/** What the seed is the digest of, and one lot, as a shell writes them. */
const linesOf = (root: string, poolsSha256: string, seed: string, inspection: string) => [
  `printf '%s\\n%s\\n%s' 'zhengming inspection draw v1' ${root} ${poolsSha256} | sha256sum`,
  `printf '%s %s %s' ${seed} ${inspection} CANDIDATE | sha256sum`,
];

/** From what an inspection was drawn, by which seed, and how anybody makes the draw again; each time that somebody was replaced too. */
export function DrawProof({ one, onDone }: { readonly one: Inspection; readonly onDone: () => void }) {
  const { say } = useWords();
  return (
    <section className="stack" aria-label={say('inspections.proofTitle')}>
      <h3>
        {say('inspections.proofTitle')} · <span lang="zh-CN">{one.party}</span>
      </h3>
      {one.plans.map((planId) => (
        <OneDraw key={planId} planId={planId} inspection={one.id} />
      ))}
      <div className="row">
        <Button onClick={onDone}>{say('inspections.close')}</Button>
      </div>
    </section>
  );
}

function OneDraw({ planId, inspection }: { readonly planId: string; readonly inspection: string }) {
  const { say } = useWords();
  const { data, error } = useQuery(drawQuery(planId));
  if (!data) return error ? <ProblemAlert error={error} /> : <Waiting />;
  const { position, pools, poolsSha256, draw } = data;
  return (
    <>
      <dl className="facts">
        <dt>{say('inspections.proofPosition')}</dt>
        <dd>{position ?? '–'}</dd>
        <dt>{say('inspections.proofPools')}</dt>
        <dd>
          <Digits rows={3}>{pools}</Digits>
        </dd>
        <dt>{say('inspections.proofPoolsDigest')}</dt>
        <dd>
          <Digits>{poolsSha256}</Digits>
        </dd>
        {draw && (
          <>
            <dt>{say('inspections.proofHead')}</dt>
            <dd>
              <Digits>{say('inspections.proofHeadOf', { size: draw.logSize, root: draw.logRoot })}</Digits>
            </dd>
            <dt>{say('inspections.proofSeed')}</dt>
            <dd>
              <Digits>{draw.seed}</Digits>
            </dd>
          </>
        )}
      </dl>
      <p className="quiet small">{say(draw ? 'inspections.proofHow' : 'inspections.proofWaits')}</p>
      {draw &&
        linesOf(draw.logRoot, poolsSha256, draw.seed, inspection).map((line) => <Digits key={line}>{line}</Digits>)}
    </>
  );
}

/** Letters that a computer compares, to be copied whole. */
function Digits({ rows, children }: { readonly rows?: number; readonly children: string }) {
  return (
    <Typography.Paragraph
      className="small draw-digits"
      code
      copyable
      {...(rows === undefined ? {} : { ellipsis: { rows, expandable: true } })}
    >
      {children}
    </Typography.Paragraph>
  );
}
