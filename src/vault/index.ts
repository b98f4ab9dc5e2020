export { openFile, type SealedFile, storeFile } from './file-store.ts';
export { type LookReason, lookAtValue, openSealedValue, recordLook } from './look-commands.ts';
export { maskIdNumber, maskLawyerNumber, maskName, maskPhone } from './mask.ts';
export { startRetention } from './retention-jobs.ts';
export { freshSalt, Vault } from './vault.ts';
export { VAULT_MESSAGES } from './vault-messages.ts';
export { deleteOutlived, type FileKind, type LookMatter, type SealedKind } from './vault-store.ts';
