import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Tag, type Tone } from '../../../../shared/tag.tsx';
import type { CaseInFull } from '../../../api/cases.ts';
import { caseDocumentsQuery, concludeService, type Service, servicesQuery } from '../../../api/documents.ts';
import { ArticleLinks } from '../../../ui/article-link.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { ReasonLines } from '../../../ui/reason-lines.tsx';
import { useWords } from '../../../words/index.ts';
import { ConsentPart } from './consent-part.tsx';
import { EventForm } from './event-form.tsx';
import { ServeForm } from './serve-form.tsx';
import { useDocumentAct } from './use-document-act.ts';

const TONE: Readonly<Record<Service['answer'], Tone>> = {
  served: 'good',
  running: 'note',
  not_served: 'plain',
  failed: 'bad',
};

/** How the documents reached the party (送达): each attempt with what was noted of it, its day and how it was reached. */
export function ServicesPart({ one }: { one: CaseInFull }) {
  const { say } = useWords();
  const found = useQuery(servicesQuery(one.id));
  const documents = useQuery(caseDocumentsQuery(one.id));
  const [serving, setServing] = useState(false);
  const open = found.data?.ways.filter((way) => way.open.length > 0) ?? [];
  if (found.data?.services.length === 0 && open.length === 0) return null;
  const titleOf = (id: string) => documents.data?.documents.find((document) => document.id === id)?.title ?? id;
  return (
    <section className="panel stack" aria-label={say('documents.service')}>
      <h2>{say('documents.service')}</h2>
      <ProblemAlert error={found.error} />
      <ul className="ways">
        {found.data?.services.map((service) => (
          <ServiceView key={service.id} service={service} titleOf={titleOf} />
        ))}
      </ul>
      {found.data && open.length > 0 && <ConsentPart one={one} services={found.data} />}
      {open.length > 0 && !serving && (
        <div className="row no-print">
          <Button onClick={() => setServing(true)}>{say('documents.serve')}</Button>
        </div>
      )}
      {open.length > 0 && serving && (
        <ServeForm one={one} ways={open} titleOf={titleOf} onDone={() => setServing(false)} />
      )}
    </section>
  );
}

type Props = { readonly service: Service; readonly titleOf: (id: string) => string };

function ServiceView({ service, titleOf }: Props) {
  const { say } = useWords();
  const { channel, begunOn, documents, events, notes, answer, servedOn, provisional, receiptSha256, basis, why } =
    service;
  return (
    <li className="way stack-tight">
      <p className="row">
        <strong>{say(`documents.channel_${channel}`)}</strong>
        <Tag tone={TONE[answer]}>{say(`documents.answer_${answer}`, { day: servedOn ?? '' })}</Tag>
        {provisional && <Tag tone="note">{say('publication.provisional')}</Tag>}
        <span className="quiet small">{say('documents.begun', { day: begunOn })}</span>
      </p>
      <p className="small" lang="zh-CN">
        {documents.map(({ id }) => titleOf(id)).join('、')}
      </p>
      {events.length > 0 && (
        <ul className="plain-list small">
          {events.map(({ what, on, witnessed }) => (
            <li key={`${what} ${on}`}>
              {on} · {say(`documents.event_${what}`)}
              {witnessed && ` · ${say('documents.witnessed')}`}
            </li>
          ))}
        </ul>
      )}
      <ArticleLinks refs={basis} on={begunOn} />
      <ReasonLines title={say('ui.howCounted')} lines={why} plain />
      {receiptSha256 ? (
        <p className="mono quiet small">
          {say('documents.receipt')} {receiptSha256}
        </p>
      ) : (
        <>
          {notes.length > 0 && <EventForm service={service} />}
          {answer === 'served' && <Conclude id={service.id} />}
        </>
      )}
    </li>
  );
}

/** The day of service is written down, with the receipt by which steps of the case name it. */
function Conclude({ id }: { id: string }) {
  const { say } = useWords();
  const act = useDocumentAct(
    () => undefined,
    (_: undefined, key) => concludeService(id, key),
  );
  return (
    <>
      <ProblemAlert error={act.error} />
      <div className="row no-print">
        <Button type="primary" loading={act.isPending} onClick={() => act.mutate(undefined)}>
          {say('documents.conclude')}
        </Button>
      </div>
    </>
  );
}
