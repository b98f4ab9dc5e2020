import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { findParty, type Why } from '../../api/screening.ts';

/** A pause in typing: each question leaves a row in the use log, so a name half typed is not asked. */
const PAUSE_MS = 250;
const LEAST = 2;

export const canAsk = ({ matter, purpose }: Why) => matter.trim().length >= LEAST && purpose.trim().length >= LEAST;

/** The parties that what is typed may mean; asked when the typing rests. The answer before stays until the next is there. */
export function usePartySearch(typed: string, why: Why, top: number) {
  const rested = useRested(typed.trim());
  const { matter, purpose } = useRested(`${why.matter.trim()}\n${why.purpose.trim()}`, splitWhy);
  const enabled = canAsk({ matter, purpose }) && [...rested].length >= LEAST;
  const search = useQuery({
    queryKey: ['screening', rested, matter, purpose, top],
    queryFn: () => findParty(rested, { matter, purpose }, top),
    enabled,
    gcTime: 60_000,
    placeholderData: (before) => before,
  });
  return { ...search, asked: rested, enabled };
}

function splitWhy(joined: string): Why {
  const [matter = '', purpose = ''] = joined.split('\n');
  return { matter, purpose };
}

function useRested(value: string): string;
function useRested<T>(value: string, read: (text: string) => T): T;
function useRested<T>(value: string, read?: (text: string) => T): T | string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return read ? read(rested) : rested;
}
