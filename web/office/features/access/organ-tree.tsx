import type { Organ } from '../../api/access.ts';
import { useWords } from '../../words/index.ts';

type Props = {
  readonly organs: readonly Organ[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
};

/** The tree as nested lists: what a screen reader reads is what the eye sees. */
export function OrganTree({ organs, chosen, onChoose }: Props) {
  const known = new Set(organs.map(({ id }) => id));
  const roots = organs.filter(({ parentId }) => parentId === null || !known.has(parentId));
  return <Branch organs={organs} here={roots} chosen={chosen} onChoose={onChoose} />;
}

function Branch({ organs, here, chosen, onChoose }: Props & { readonly here: readonly Organ[] }) {
  const { either } = useWords();
  return (
    <ul className="organ-tree">
      {here.map((organ) => {
        const below = organs.filter(({ parentId }) => parentId === organ.id);
        return (
          <li key={organ.id}>
            <button
              type="button"
              className="plain-button"
              aria-current={organ.id === chosen ? 'true' : undefined}
              onClick={() => onChoose(organ.id)}
            >
              {either(organ.name.zh, organ.name.en)}
            </button>
            {below.length > 0 && <Branch organs={organs} here={below} chosen={chosen} onChoose={onChoose} />}
          </li>
        );
      })}
    </ul>
  );
}
