import { Segmented } from 'antd';
import { useState } from 'react';
import type { Search } from '../../api/audit-room.ts';
import { useMe } from '../../app/session.ts';
import { daysAfter } from '../../ui/beijing-time.ts';
import { useWords } from '../../words/index.ts';
import { AlarmsPart } from './alarms-part.tsx';
import { DeedsPart } from './deeds-part.tsx';
import { ExportButton } from './export-button.tsx';
import { LooksPart } from './looks-part.tsx';
import { SearchBar } from './search-bar.tsx';

/** So far back the room looks when it is opened. Days. */
const DAYS_BACK = 30;
const LISTS = ['journal', 'looks'] as const;

/** The audit room: what was unusual, every act, every look at personal data; newest first. */
export function JournalPage() {
  const { say } = useWords();
  const { today, rights } = useMe();
  const [search, setSearch] = useState<Search>({ from: daysAfter(today, -DAYS_BACK), to: today });
  const [list, setList] = useState<(typeof LISTS)[number]>('journal');
  return (
    <div className="page">
      <h1>{say('journal.title')}</h1>
      <p className="quiet">{say('journal.help')}</p>
      <SearchBar search={search} onSearch={setSearch} />
      <AlarmsPart search={search} />
      <section className="panel stack" aria-label={say(`journal.list_${list}`)}>
        <div className="row">
          <Segmented<(typeof LISTS)[number]>
            aria-label={say('journal.lists')}
            value={list}
            onChange={setList}
            options={LISTS.map((value) => ({ value, label: say(`journal.list_${value}`) }))}
          />
          {rights.includes('journal.export') && <ExportButton what={list} search={search} />}
        </div>
        {list === 'journal' ? <DeedsPart search={search} /> : <LooksPart search={search} />}
      </section>
    </div>
  );
}
