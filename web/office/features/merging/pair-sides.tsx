import { Tag } from '../../../shared/tag.tsx';
import type { PairedParty, PartyPair } from '../../api/merging.ts';
import { useWords } from '../../words/index.ts';
import './merging.css';

type Props = { readonly pair: PartyPair; readonly successorId?: string };

/** Two parties side by side: names, codes, since when they are known; the one under which the party goes on is marked. */
export function PairSides({ pair: { one, other }, successorId }: Props) {
  return (
    <div className="pair-sides">
      {[one, other].map((party) => (
        <Side key={party.id} party={party} goesOn={party.id === successorId} />
      ))}
    </div>
  );
}

function Side({ party, goesOn }: { readonly party: PairedParty; readonly goesOn: boolean }) {
  const { say } = useWords();
  const { names, codes, knownAt } = party;
  const [name, ...former] = names;
  return (
    <div className={goesOn ? 'pair-side pair-side-on' : 'pair-side'}>
      <p>
        <strong lang="zh-CN">{name}</strong> {goesOn && <Tag tone="note">{say('merging.goesOn')}</Tag>}
      </p>
      {former.length > 0 && (
        <p className="small">
          {say('merging.former')}
          <span lang="zh-CN">{former.join('、')}</span>
        </p>
      )}
      {codes.map(({ kind, key, faultAccepted }) => (
        <p key={`${kind} ${key}`} className="small">
          {say(`records.key_${kind}`)} <span className="mono">{key}</span>{' '}
          {faultAccepted && <Tag tone="warn">{say('merging.faultAccepted')}</Tag>}
        </p>
      ))}
      {codes.length === 0 && <p className="small">{say('merging.noCode')}</p>}
      <p className="quiet small">{say('merging.knownSince', { day: knownAt.slice(0, 10) })}</p>
    </div>
  );
}
