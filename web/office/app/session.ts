import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { getMe, ME_KEY, type Me } from '../api/me.ts';
import { problemOf } from '../api/problem.ts';

export const MeContext = createContext<Me | null>(null);

/** Who is signed in. Only inside the gate. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe outside the gate');
  return me;
}

/** `null`: nobody is signed in. Of whoever is, `prepare` is done first. */
export function useSession(prepare: (me: Me) => Promise<void>) {
  return useQuery({
    queryKey: ME_KEY,
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<Me | null> => {
      try {
        const me = await getMe(signal);
        await prepare(me);
        return me;
      } catch (error) {
        if (problemOf(error)?.status === 401) return null;
        throw error;
      }
    },
  });
}
