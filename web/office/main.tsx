import '../shared/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Console } from './app/console.tsx';
import { giveStylesTheNonce } from './app/style-nonce.ts';
import { startWords } from './words/index.ts';

giveStylesTheNonce();
await startWords();
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <Console />
  </StrictMode>,
);
