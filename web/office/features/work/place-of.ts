import type { WorkItem } from '../../api/work.ts';

/** Where a matter is dealt with. */
export function placeOf({ kind, id }: Pick<WorkItem, 'kind' | 'id'>) {
  switch (kind) {
    case 'quarantine':
      return { to: '/quarantine/$id', params: { id } } as const;
    case 'batch':
      return { to: '/batches/$id', params: { id } } as const;
    case 'to_review':
    case 'to_release':
      return { to: '/publication/$recordId', params: { recordId: id } } as const;
    case 'withdrawal':
      return { to: '/withdrawals', search: { open: id } } as const;
    case 'case':
    case 'review':
    case 'announced':
      return { to: '/cases/$id', params: { id } } as const;
    case 'inspection':
      return { to: '/inspections' } as const;
    case 'term':
      return { to: '/terms', search: { open: id } } as const;
    case 'merge':
      return { to: '/merging' } as const;
    case 'notice':
    case 'silent':
      return { to: '/recalls', search: { open: id } } as const;
  }
}
