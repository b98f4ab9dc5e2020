/** The door of `documents/`: notices, replies, decisions, letters and reports as paper and as HTML, from one content. */

export { textDigest } from './case-document.ts';
export { draftDocument, refuseWriter, templateFor } from './document-commands.ts';
export { type DocumentContent, groupedCode, type Verification } from './document-content.ts';
export { openWritten } from './document-content-queries.ts';
export { documentHtml } from './document-html.ts';
export type { KeptDocument } from './document-queries.ts';
export { getDocument, listDocuments, namesFor } from './document-queries.ts';
export { type DocumentRouteDeps, documentRoutes } from './document-routes.ts';
export { DocumentId } from './document-shape.ts';
export { mediaTypeOf } from './file-kind.ts';
export { keepFile } from './paper-commands.ts';
export { type Printed, Printer } from './printer.ts';
export { htmlOf, printDocument, type Rendered, type RenderGiven, renderDocument } from './render.ts';
export { bytesOf } from './seal-commands.ts';
export { httpSealService, type SealService } from './seal-service.ts';
export { signingRoutes } from './signing-routes.ts';
export { factsNamedBy } from './template-form.ts';
export { verificationRoutes } from './verification-routes.ts';
