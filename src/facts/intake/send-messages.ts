/** What `zhengming intake send` says of itself; what the server refuses it passes on. */
export const SEND_MESSAGES = {
  'send.no_server': {
    zh: '请用 --url 和 --key（或 ZHENGMING_URL、ZHENGMING_PROGRAM_KEY）指定服务和密钥',
    en: 'name the server and a key with --url and --key, or with ZHENGMING_URL and ZHENGMING_PROGRAM_KEY',
  },
  'send.server_away': { zh: '服务没有回应', en: 'no answer from the server' },
} as const;
