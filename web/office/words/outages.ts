import type { Words } from '../../shared/words.ts';

export const outages = {
  title: ['系统中断', 'Outages'],
  help: [
    '系统停止运行的时间由一人登记、另一人确认。确认之后，这些日子不计入当事人的期限；任何人的期限都不因此缩短。',
    'When the system stood still: one officer records it, another confirms it. From then on its days do not count against a party; nobody’s term becomes shorter.',
  ],
  recorded: ['已登记', 'Recorded'],
  none: ['没有登记过中断', 'No outage was recorded'],
  time: ['起止时间', 'From and until'],
  reason: ['原因', 'Why'],
  state: ['状态', 'State'],
  waits: ['待另一人确认，尚不起作用', 'waits for a second officer, counts for nothing yet'],
  confirmed: ['{{at}} 确认', 'confirmed {{at}}'],
  confirm: ['确认', 'Confirm'],
  confirmedNow: ['已确认', 'Confirmed'],
  record: ['登记中断', 'Record an outage'],
  recordHelp: ['最长三十一日；更久的分段登记。', 'At most thirty-one days; a longer one is recorded in parts.'],
  beganAt: ['开始', 'Began'],
  endedAt: ['恢复', 'Ended'],
  reasonNeeded: ['原因（至少 4 个字，当事人可以看到）', 'Why (at least 4 characters; parties may read it)'],
  kept: ['已登记，待另一人确认', 'Recorded; waits for a second officer'],
} as const satisfies Words;
