/** The door of `documents/`: notices, replies, decisions, letters and reports as paper and as HTML, from one content. */
export { type DocumentContent, groupedCode, type Verification } from './document-content.ts';
export { documentHtml } from './document-html.ts';
export { type Printed, Printer } from './printer.ts';
export { htmlOf, printDocument, type Rendered, type RenderGiven, renderDocument } from './render.ts';
