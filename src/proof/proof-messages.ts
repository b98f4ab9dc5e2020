/** What the verifiable log, its verifier and the witness say when they refuse. */
export const PROOF_MESSAGES = {
  'proof.malformed': {
    zh: '证明、存证点、签名或公钥的格式不对（{what}）。请核对文件是否完整、未经改动。',
    en: 'A proof, checkpoint, signature or key is not of its form ({what}). See that the file is whole and unchanged.',
  },
  'proof.not_signed': {
    zh: '存证点上没有密钥 {key} 的有效签名，因此不能采信。',
    en: 'The checkpoint carries no valid signature of the key {key}, so it cannot be relied on.',
  },
} as const;
