import type { Sentence } from '../platform/messages.ts';

/** Why a backup or a restore was refused, and what to do. */
export const BACKUP_MESSAGES: Readonly<Record<string, Sentence>> = {
  'backup.other_key': {
    zh: '这个备份是用标记为 {needed} 的主密钥加密的，而现在给出的主密钥标记为 {given}；恢复请给出当时的主密钥（vault-key，或设好 ZHENGMING_KEY、ZHENGMING_KEY_COMMAND）；更换主密钥之后的备份请另起一个目录',
    en: 'this backup was sealed with the master key marked {needed}, and the key given is marked {given}; for a restore give the master key of that time (vault-key, or ZHENGMING_KEY, ZHENGMING_KEY_COMMAND); after a change of the master key back up into a folder of its own',
  },
  'backup.not_a_backup': {
    zh: '{folder} 不是本程序的备份目录；备份请另指一个空目录，恢复请指备份时所用的目录',
    en: '{folder} is no backup folder of this program; name an empty folder for a backup, or the one that was used then for a restore',
  },
  'backup.inside_data': {
    zh: '备份目录 {folder} 在数据目录之内；磁盘一坏二者同失，请另指一处（最好是另一台机器的盘）',
    en: 'the backup folder {folder} lies inside the data folder, and both would be lost together; name another place, best on another machine',
  },
  'backup.part_missing': {
    zh: '备份中缺少 {part}；请用另一份备份，或检查备份盘',
    en: '{part} is missing from the backup; use another copy, or look at the disk it lies on',
  },
  'backup.wal_gap': {
    zh: '数据库的日志段 {segment} 已不在（距上次备份过久，或中途有人清理）；请立即再做一次全备，此前到此刻之间的时点不能恢复',
    en: 'segment {segment} of the log ahead is gone (too long since the last backup, or removed by hand); take a base backup now: the time between cannot be restored to',
  },
  'backup.no_base': {
    zh: '备份目录中没有能恢复到这一时点的全备；用 --list 看有哪些',
    en: 'there is no base backup from which that time can be reached; --list shows what there is',
  },
  'backup.not_reached': {
    zh: '备份中的日志只到 {reached}，到不了所要的时点 {wanted}；请指更早的时点，或取来更后的备份',
    en: 'the log in the backup reaches {reached} and not {wanted}; ask for an earlier time, or fetch a later copy of the backup',
  },
  'backup.other_installation': {
    zh: '备份目录属于另一个数据库（{kept}，现为 {given}）；请另指目录',
    en: 'the backup folder belongs to another database ({kept}; this one is {given}); name another folder',
  },
  'backup.target_in_use': {
    zh: '数据目录 {folder} 中已有数据库；请用 ZHENGMING_DATA 另指一个没有 cluster/ 的目录来恢复',
    en: 'the data folder {folder} holds a database already; restore into one without cluster/, named with ZHENGMING_DATA',
  },
  'backup.not_running': {
    zh: '内置数据库没有运行；请先启动程序（./zhengming serve），备份在其运行中进行',
    en: 'the embedded database is not running; start the program first (./zhengming serve): a backup is taken while it runs',
  },
  'backup.external': {
    zh: '自备的 PostgreSQL 经 pgBackRest 备份和恢复：请用 --pgbackrest 指明其配置文件（docs/backup.md）；--check 检查归档是否在走',
    en: 'a PostgreSQL of your own is backed up and restored with pgBackRest: name its configuration with --pgbackrest (docs/backup.md); --check looks whether the archive is moving',
  },
  'backup.pgbackrest_missing': {
    zh: '本机没有 pgbackrest；请安装（Debian 软件包 pgbackrest）',
    en: 'pgbackrest is not on this machine; install it (the package pgbackrest of Debian)',
  },
  'backup.pgbackrest_failed': {
    zh: 'pgbackrest {command} 没有成功（{exit}）：{said}',
    en: 'pgbackrest {command} failed ({exit}): {said}',
  },
  'backup.not_encrypted': {
    zh: 'pgBackRest 的备份库没有加密；请在 {config} 中设 repo1-cipher-type 和 repo1-cipher-pass，另建备份库',
    en: 'the repository of pgBackRest is not encrypted; set repo1-cipher-type and repo1-cipher-pass in {config}, with a repository made anew',
  },
  'backup.not_as_root': {
    zh: '请以数据库服务的用户执行（Debian：sudo -u postgres）；root 写下的文件，数据库打不开',
    en: 'run this as the user of the server (Debian: sudo -u postgres); it could not open files that root has written',
  },
  'backup.programs_wanted': {
    zh: '请用 --programs 指明该版本 PostgreSQL 的程序目录，如 /usr/lib/postgresql/17/bin：恢复出来的库要先起一次，核对存证日志',
    en: 'name the programs of that PostgreSQL with --programs (/usr/lib/postgresql/17/bin): what was restored is started once, and its log compared',
  },
  'backup.into_wanted': {
    zh: '请用 --into 指明要恢复到的数据库目录，如 /var/lib/postgresql/17/main（先停止数据库）',
    en: 'name the cluster to restore into with --into (/var/lib/postgresql/17/main); its server must be stopped',
  },
  'backup.from_wanted': {
    zh: '请用 --from 指明备份目录',
    en: 'name the folder of backups with --from',
  },
  'backup.log_differs': {
    zh: '恢复出来的存证日志与已公布的存证点不一致（第 {size} 位处树根不同）；这不是同一部日志，不得启用，请保全现场并报告',
    en: 'the restored log disagrees with a checkpoint that was published (another root at size {size}); it is not the same log: do not serve it, keep everything and report',
  },
  'backup.log_rolled_back': {
    zh: '恢复出来的存证日志只到第 {restored} 位，而已公布的存证点到第 {published} 位：恢复的是更早的状态。日志不会再增长，请恢复更后的时点',
    en: 'the restored log ends at {restored}, and a checkpoint of {published} was published: this is an earlier state. The log will not grow on; restore a later time',
  },
  'backup.archive_off': {
    zh: '数据库没有归档（archive_mode = {mode}，或者从未归档过一段）；请按 docs/backup.md 配好 pgBackRest',
    en: 'the database archives nothing (archive_mode = {mode}, or no segment ever); set pgBackRest up as docs/backup.md says',
  },
  'backup.archive_failing': {
    zh: '数据库的归档在失败（{failed} 次，最近一次失败晚于最近一次成功）；请查看 pgBackRest 的日志',
    en: 'the archive of the database fails ({failed} times, the last failure after the last success); look into the log of pgBackRest',
  },
  'backup.check_external': {
    zh: '--check 用于自备的 PostgreSQL（设 DATABASE_URL）；内置数据库请用 --trial 试恢复',
    en: '--check is for a PostgreSQL of your own (DATABASE_URL); for the embedded one use --trial',
  },
  'backup.to_wanted': {
    zh: '请用 --to 指明备份目录',
    en: 'name the folder of backups with --to',
  },
  'backup.bad_time': {
    zh: '时点须写明时区，例如 2026-03-09T10:00:00+08:00',
    en: 'write the instant with its zone, for example 2026-03-09T10:00:00+08:00',
  },
};
