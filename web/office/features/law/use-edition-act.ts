import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newRequestKey } from '../../api/client.ts';

/** One step of an edition, signed with a reason. Tried again with the same reason it is the same act; done, all law is read anew. */
export function useEditionAct(work: (reason: string, key: string) => Promise<unknown>) {
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [sent, setSent] = useState({ reason: '', key: '' });
  const act = useMutation({
    mutationFn: (reason: string) => {
      const key = reason === sent.reason ? sent.key : newRequestKey();
      setSent({ reason, key });
      return work(reason, key);
    },
    onSuccess: async () => {
      setOpen(false);
      await queries.invalidateQueries({ queryKey: ['law'] });
    },
  });
  return { open, setOpen, act };
}
