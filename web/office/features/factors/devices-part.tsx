import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { Tag } from '../../../shared/tag.tsx';
import { type Device, devicesQuery, endDevice } from '../../api/factors.ts';
import { minuteOf } from '../../ui/beijing-time.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { deviceName } from './device-name.ts';

/** Where one is signed in, each to be ended. */
export function DevicesPart() {
  const { say } = useWords();
  const queries = useQueryClient();
  const devices = useQuery(devicesQuery);
  const end = useMutation({
    mutationFn: endDevice,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['own', 'devices'] }),
  });
  const columns: Column<Device>[] = [
    {
      key: 'device',
      title: say('factors.device'),
      cell: ({ device }) => deviceName(device),
    },
    { key: 'began', title: say('factors.began'), width: 150, cell: ({ beganAt }) => minuteOf(beganAt) },
    { key: 'used', title: say('factors.used'), width: 150, cell: ({ lastUsedAt }) => minuteOf(lastUsedAt) },
    {
      key: 'end',
      title: say('access.actions'),
      width: 100,
      cell: ({ id, current }) =>
        current ? (
          <Tag tone="note">{say('factors.here')}</Tag>
        ) : (
          <Button size="small" loading={end.isPending} onClick={() => end.mutate(id)}>
            {say('factors.endDevice')}
          </Button>
        ),
    },
  ];
  return (
    <section className="panel stack" aria-label={say('factors.devices')}>
      <h2>{say('factors.devices')}</h2>
      <ProblemAlert error={devices.error ?? end.error} />
      <DataTable
        caption={say('factors.devices')}
        rows={devices.data}
        rowKey={({ id }) => id}
        columns={columns}
        empty={say('factors.noDevices')}
      />
    </section>
  );
}
