import { Link } from '@tanstack/react-router';
import { useWords } from '../words/index.ts';
import { placesFor } from './navigation.ts';
import { useMe } from './session.ts';

export function NavMenu({ onChosen }: { onChosen?: () => void }) {
  const { say } = useWords();
  const places = placesFor(useMe().rights);
  return (
    <nav aria-label={say('shell.navigation')}>
      <ul className="nav">
        {places.map(({ path, word }) => (
          <li key={path}>
            <Link to={path} {...(onChosen && { onClick: onChosen })}>
              {say(word)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
