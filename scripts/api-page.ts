// The table of routes in docs/api.md, made from the OpenAPI document. `npm run docs` writes it; test/api-docs.test.ts compares.

type Schema = {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
};
type Content = { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
type Operation = {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: Content;
  readonly responses?: Readonly<Record<string, Content>>;
};
export type OpenApi = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };

/** What a route is for; its shapes come from the document. */
const PURPOSE: Readonly<Record<string, string>> = {
  'POST /api/v1/parties':
    'open an account for a party whose identity was checked; its letter, a PDF with the code, is told once',
  'GET /api/v1/parties': 'accounts of parties that the own organ opened, with their state',
  'POST /api/v1/parties/{id}/invitations': 'a new letter for a party’s account',
  'POST /api/v1/parties/{id}/ends': 'end a party’s account',
  'POST /api/v1/reports': 'make the free credit report of a party that stands at the counter, its identity shown',
  'GET /api/v1/reports/{id}/pdf': 'the paper of a report, for whoever made it at the counter',
  'POST /api/v1/statements': 'enter a party’s own statement that came on paper',
  'GET /api/v1/statements': 'statements that wait to be read for personal data',
  'POST /api/v1/statements/{id}/looks': 'open a statement that waits, with a reason',
  'POST /api/v1/statements/{id}/reviews': 'release a statement without personal data, or say why not',
  'GET /api/v1/outages': 'when the system stood still, and what was confirmed',
  'POST /api/v1/outages': 'record that the system stood still',
  'POST /api/v1/outages/{id}/confirmations': 'confirm it, as another person: its days do not count against parties',
  'POST /api/v1/handovers': 'hand what lies on the own desk to somebody in the same post while away',
  'GET /api/v1/handovers': 'who stands in for whom at the own organ',
  'GET /api/v1/handovers/stand-ins': 'who else holds the same post at the same organ, and may stand in',
  'POST /api/v1/handovers/{id}/ends': 'back again',
  'GET /api/v1/me/reminders': 'where the own reminders go by mail',
  'POST /api/v1/me/reminders': 'have reminders by mail, or none any more',
  'GET /api/v1/me/calendars': 'the own calendars that are open',
  'POST /api/v1/me/calendars': 'a secret address at which a calendar program reads what is due; shown once',
  'POST /api/v1/me/calendars/{id}/ends': 'close a calendar',
  'GET /api/v1/recalls': 'what the own organ was told of records that it once got, the oldest first',
  'POST /api/v1/recalls/{id}/receipts': 'acknowledge that one has acted; a second time changes nothing',
  'GET /api/v1/recalls/followers': 'who of the own organ may be asked to follow up',
  'GET /api/v1/recalls/board': 'who has acknowledged and who has not, by when, and who was asked about it',
  'POST /api/v1/recalls/{id}/escalations': 'put a notice to a named person',
  'POST /api/v1/recall-officers': 'name who is asked when a receiver keeps silent',
  'GET /api/v1/recalls/audits': 'the nightly proof that what is over is seen nowhere',
  'GET /api/v1/feed':
    'what became public, changed and ended of one item, after a cursor: for partners that keep a copy ([feed.md](feed.md))',
  'GET /api/v1/feed/receipt': 'a page of the feed, the empty one included, as a signed receipt',
  'GET /api/v1/feed/readers': 'who follows the feed, who has not been past an end, and by when',
  'POST /api/v1/privacy/breaches/{id}/notices':
    'the paper by which a breach is told, to the department or to the persons, from the template of the packs',
  'GET /healthz': 'the process lives',
  'GET /readyz': 'it can serve, part by part; 503 when not',
  'POST /api/v1/session': 'sign in; sets the cookie',
  'DELETE /api/v1/session': 'sign out',
  'POST /api/v1/invitations/redemptions': 'set a password with a code from paper',
  'GET /api/v1/me': 'who I am, my posts, my rights',
  'POST /api/v1/me/post': 'choose the post to act in',
  'POST /api/v1/session/proofs': 'show the second factor at sign-in: a code, a passkey, or a code from paper',
  'GET /api/v1/me/second-factors': 'the own second factors',
  'POST /api/v1/me/second-factors/challenges': 'what a browser needs to use a passkey',
  'POST /api/v1/me/second-factors/removals': 'take a second factor away, by showing one',
  'POST /api/v1/me/totp': 'begin with codes of an application: the secret, shown once',
  'POST /api/v1/me/totp/confirmations': 'the first right code; answers codes for paper once',
  'POST /api/v1/me/passkeys/challenges': 'what a browser needs to make a passkey',
  'POST /api/v1/me/passkeys': 'keep a passkey that a browser made',
  'POST /api/v1/me/backup-codes': 'new codes for paper in place of the old ones',
  'GET /api/v1/session/ways': 'in which ways one may sign in',
  'POST /api/v1/accounts/{id}/identity-endings': 'end the link of an account to the provider of identities',
  'GET /api/v1/me/sessions': 'the own sessions by device',
  'DELETE /api/v1/me/sessions/{id}': 'end one of them',
  'POST /api/v1/me/passwords': 'change the own password; every session ends',
  'POST /api/v1/access/explanations': 'why a post may do a deed or may not, by the rule that decides',
  'GET /api/v1/access/rights': 'every deed, and whether a post may do it, by the rule that decides',
  'GET /api/v1/access/policies': 'the rules of access in sentences',
  'GET /api/v1/organs': 'organs and posts, own and below',
  'POST /api/v1/organs': 'set up an organ',
  'POST /api/v1/posts': 'set up a post',
  'GET /api/v1/accounts': 'accounts, own organ and below',
  'POST /api/v1/persons': 'invite a person; answers the code once',
  'POST /api/v1/programs': 'an account for a program',
  'GET /api/v1/access/changes':
    'changes of rights: open ones first, with reason, proposer and end; to a decider the emergencies',
  'POST /api/v1/access/changes':
    'propose a post, a key, its terms, a new secret, a new code, or a post in an emergency; nothing changes yet',
  'POST /api/v1/access/changes/{id}/ends':
    'a second person confirms or refuses, or the proposer takes it back; a key or code is shown once',
  'GET /api/v1/program-keys': 'keys of programs with terms, secrets and last use, own organ and below',
  'GET /api/v1/program-keys/{id}/uses':
    'what a key was used for: when, through which door, in which matter, about how many',
  'POST /api/v1/program-keys/{id}/ends': 'end a key with all its secrets',
  'POST /api/v1/accounts/{id}/post-endings': 'end the holding of a post',
  'POST /api/v1/accounts/{id}/states': 'lock, unlock',
  'POST /api/v1/accounts/{id}/departures':
    'somebody leaves for good: posts, sessions, keys end, the desk passes to a named person',
  'GET /api/v1/law/edition': 'the edition in use and its packs',
  'GET /api/v1/law/editions': 'what was in use since when',
  'GET /api/v1/law/editions/{edition}/changes': 'two editions compared, rule by rule',
  'GET /api/v1/law/packs-on-disk': 'what lies on disk beside what is in use',
  'GET /api/v1/law/proposals': 'drafts of editions, newest first',
  'POST /api/v1/law/proposals': 'draft what lies on disk',
  'GET /api/v1/law/proposals/{id}': 'a draft: who signed, which rules change',
  'GET /api/v1/law/proposals/{id}/movements': 'days that a draft would move, page by page',
  'POST /api/v1/law/proposals/{id}/reviews': 'pass or return a draft, with a reason',
  'POST /api/v1/law/adoptions': 'adopt a passed draft, with a reason',
  'GET /api/v1/law/articles': 'articles with level, interval and mark',
  'GET /api/v1/law/rules/{kind}': 'rules of a kind on a day',
  'GET /api/v1/law/rules/{kind}/{code}': 'one rule with its history',
  'GET /api/v1/law/cases': 'cases beside a rule',
  'POST /api/v1/submissions': 'deliver a file (multipart) or ndjson (stream)',
  'GET /api/v1/batches': 'batches, newest first',
  'GET /api/v1/batches/{id}': 'a batch with its counts',
  'GET /api/v1/batches/{id}/rows': 'its rows with their problems',
  'POST /api/v1/batches/{id}/steps': 'accept or discard',
  'GET /api/v1/batches/{id}/error-sheet': 'the file with its problems in the cells',
  'GET /api/v1/publications/queue': 'what waits for review or release',
  'GET /api/v1/publications/queue/{recordId}': 'one record as it would be public',
  'POST /api/v1/publications/reviews': 'pass a review',
  'POST /api/v1/publications': 'release',
  'POST /api/v1/publications/refusals': 'do not publish, with a reason',
  'POST /api/v1/publications/{id}/withdrawal': 'withdraw, with ground and public reason',
  'POST /api/v1/publications/{id}/terms': 'confirm a later end',
  'GET /api/v1/publications/withdrawals/due': 'withdrawals that are due',
  'GET /api/v1/publications/terms/proposals': 'later ends that wait for a person',
  'GET /api/v1/quarantine': 'what waits for a person, by due day',
  'POST /api/v1/quarantine/looks': 'open a sealed row, with a reason; the look is recorded',
  'POST /api/v1/quarantine/{id}/decisions': 'accept, return or classify, with a reason',
  'GET /api/v1/records': 'records of the own organ and below',
  'GET /api/v1/records/{id}': 'one record with its versions and its timeline',
  'GET /api/v1/records/organs': 'organs that records may be asked for by',
  'POST /api/v1/records/searches':
    'records by code, name, number, organ, day and state; the name stays out of addresses and logs',
  'POST /api/v1/records/{id}/looks': 'open the sealed values of a version, with a reason; the look is recorded',
  'GET /api/v1/records/{id}/publication': 'what the public saw of a record, since when, until when',
  'GET /api/v1/batches/{id}/receipt': 'the receipt of a batch, with its proof in the verifiable log',
  'GET /api/v1/journal/{id}/proof': 'the proof that an entry stands in the verifiable log',
  'POST /api/v1/publications/{id}/term-refusals': 'decline a later end that was proposed',
  'GET /api/v1/work': 'what waits for this post, overdue first, each with its article',
  'GET /api/v1/journal': 'the journal of the own organ and below',
  'POST /api/v1/journal/searches': 'the journal by person, party, object, deed and day',
  'POST /api/v1/looks/searches': 'looks at sealed personal values, with matter and reason',
  'POST /api/v1/journal/exports':
    'what was found as csv, safe to open in a spreadsheet; the export stands in the journal',
  'GET /api/v1/alarms': 'what was unusual on these days: many looks, odd hours, an own declared interest, emergencies',
  'POST /api/v1/me/interests': 'declare how near one is to a party',
  'POST /api/v1/objections': 'enter an objection of a party, point by point; answers the clocks',
  'POST /api/v1/repairs': 'enter an application for repair; answers the clocks',
  'POST /api/v1/annulments':
    'a review or suit was filed, a ruling came in, or nothing was filed in time; what follows are steps of the case',
  'POST /api/v1/determinations':
    'propose key supervision, a finding about a responsible person, or an entry in a serious list; the rest are steps of the case',
  'GET /api/v1/determinations/choices':
    'what may be chosen today: uses with the levels their articles need, measures of the packs, domains of lists, and why none is open',
  'POST /api/v1/determinations/questions':
    'what the law answers to a proposal today, with its derivation; nothing is written',
  'POST /api/v1/determinations/persons':
    'the person to whom a finding is addressed, by the number, which is kept nowhere; entered when new, with a masked name',
  'POST /api/v1/determinations/{id}/contents': 'what is to be determined, anew; after the notice only lighter',
  'GET /api/v1/determinations/{id}/contents':
    'what is to be determined, every version, and after how many steps it was written',
  'GET /api/v1/determinations': 'what stands today at the own organ and below, nearest last day first',
  'GET /api/v1/list-domains':
    'the domains of serious lists: what the law asks of one, what the packs have, who proposed, reviewed and opened',
  'POST /api/v1/list-domains/questions':
    'whether the own organ may open that domain today, with articles and derivation',
  'POST /api/v1/list-domains':
    'propose to open the domain of a serious list; the packs that come with the program have none',
  'POST /api/v1/list-domains/{id}/reviews': 'the legal review of that proposal, by another person',
  'POST /api/v1/list-domains/{id}/openings': 'open the domain, by a third person',
  'POST /api/v1/repair/simulations':
    'open to all, stores nothing: from when repair is possible, what to submit, what falls away',
  'GET /api/v1/procedures': 'the tables of the procedures: states, steps, hands, documents, clocks',
  'GET /api/v1/cases':
    'cases of the own organ and below, nearest last day first; `mine`: in which a step waits for whoever asks',
  'GET /api/v1/cases/{id}': 'a case: steps, points, clocks with their derivation, steps that are open and to whom',
  'GET /api/v1/cases/{id}/colleagues':
    'persons in a post of business at the organ of the case or above: who may be sent out of it',
  'GET /api/v1/cases/{id}/documents':
    'documents of a case: where each stands, and which kinds it may have; `textSha256` is how steps name one',
  'POST /api/v1/cases/{id}/documents': 'draft a document from its template, with what the case says already in it',
  'GET /api/v1/documents/{id}': 'a document: its form, its words, what it lacks, its versions; the look is recorded',
  'POST /api/v1/documents/{id}/versions': 'write a document anew; every version is kept, a signed one is not changed',
  'GET /api/v1/documents/{id}/html': 'the newest text as HTML, for a screen reader',
  'GET /api/v1/documents/{id}/file': 'the draft as PDF, the exact paper, or what came back with the seal',
  'POST /api/v1/documents/{id}/papers': 'make the paper with number, day and code of verification: what will be signed',
  'POST /api/v1/documents/{id}/signature': 'sign the paper of this digest, with a second factor shown for it',
  'POST /api/v1/documents/{id}/seal':
    'seal the signed paper: by the seal service, or by the scan of the paper sealed by hand',
  'POST /api/v1/cases/{id}/bundles':
    'the due-process bundle of a case (zip), for a named reason; checked offline by `zhengming verify-bundle`',
  'GET /api/v1/cases/{id}/services':
    'services of a case, each with its day and derivation; the ways that are open for what is not served',
  'POST /api/v1/cases/{id}/services':
    'begin to serve sealed documents in one way; electronic: they are in the mailbox at once',
  'POST /api/v1/services/{id}/events': 'note what happened in a service, with its proof (base64)',
  'POST /api/v1/services/{id}/outcome': 'write down that the days of a public notice have run',
  'POST /api/v1/cases/{id}/service-consents': 'keep the form by which the party agrees to electronic service (base64)',
  'POST /api/v1/service-consents/{id}/end': 'the party takes that consent back',
  'POST /api/v1/documents/{id}/withdrawal': 'withdraw a signed document, with the reason',
  'POST /api/v1/cases/{id}/steps': 'take a step; `after` is how many steps the taker has seen',
  'POST /api/v1/cases/{id}/dispositions': 'dispose of one point, exhibit or material, with the answer',
  'POST /api/v1/cases/{id}/points': 'add a point, exhibit or material of the party to an open case',
  'POST /api/v1/cases/{id}/recusals': 'stay out of a case, or send somebody out of it',
  'POST /api/v1/cases/{id}/looks': 'open the sealed texts of a case, with a reason; the look is recorded',
  'GET /api/v1/notices': 'notices to the own organ that a record it got is under objection, or of the result',
  'POST /api/v1/notices/{id}/receipts': 'acknowledge a notice',
  'POST /api/v1/screening': 'whom 1 to 1,000 names or codes may mean, and in what way',
  'POST /api/v1/screening/lists': 'send a csv or a workbook (multipart) to be screened',
  'GET /api/v1/screening/lists/{id}': 'how far a list is',
  'GET /api/v1/screening/lists/{id}/result': 'the same file with answer columns',
  'GET /api/v1/screening/prefixes': 'how long the beginning of a hash is',
  'POST /api/v1/screening/prefixes': 'buckets of what is public by the beginning of SHA-256 of codes',
  'POST /api/v1/judgements': 'judge that a spelling means a party, or not, until a day',
  'POST /api/v1/judgements/{id}/objections': 'the party objects: the judgement rests',
  'GET /api/v1/subject-pairs': 'parties that seem one, wait for a second person, or are merged',
  'POST /api/v1/subject-pairs': 'judge that two parties are one, or are not, until a day',
  'POST /api/v1/subject-pairs/{id}/confirmations': 'a second person merges them, or refuses',
  'POST /api/v1/subject-merges/{id}/partings': 'undo a merge; whoever was answered for both hears of it',
  'POST /api/v1/subjects/{id}/ends': 'a party was deregistered, or is restored',
  'POST /api/v1/checks': 'ask about parties: subject, matter, purpose',
  'GET /api/v1/checks/{id}': 'an answer given before',
  'GET /api/v1/archive/handovers': 'closed cases that wait for the archive, by when; packages and their receipts',
  'POST /api/v1/archive/handovers': 'makes the hand-over package of closed cases; its hash in the journal',
  'POST /api/v1/archive/handovers/{id}/receipts': 'enters the receipt of the archive over the package’s digest',
  'GET /api/v1/privacy/consents': 'what rests on consent: given, withdrawn, with the journal entries that prove it',
  'GET /api/v1/privacy/retention': 'what is kept, until when, what is overdue, and that retention ran',
  'POST /api/v1/privacy/exports':
    'the compliance audit in one file: registers, notices, retention, figures; its hash in the journal',
  'GET /api/v1/privacy/entrustments': 'entrusted operators: contract, state, next check, what was told of them',
  'POST /api/v1/privacy/entrustments':
    'enters a contract with an entrusted operator; each item needs its assessment first',
  'POST /api/v1/privacy/entrustments/{id}/events': 'tells of an entrustment: checked, wanting, passed on, ended',
  'GET /api/v1/privacy/breaches': 'breaches with their clocks, steps, and what is open to the asker',
  'POST /api/v1/privacy/breaches': 'enters a breach of personal information',
  'POST /api/v1/privacy/breaches/{id}/steps': 'takes a step: remedy, tell department or persons, spare, order, close',
  'GET /api/v1/settings/relaxations':
    'settings of the operator that weaken a guard, who confirmed or refused each, since when it stands',
  'POST /api/v1/settings/relaxations/{id}/decisions':
    'the administrator of security confirms such a setting, which counts from then on, or refuses it',
  'GET /api/v1/vault/keys': 'with which keys personal information is sealed, since when, which are on their way out',
  'POST /api/v1/vault/rotations': 'asks for a new key; what lies under older ones is sealed anew meanwhile',
  'GET /api/v1/vault/master-key': 'the mark of the master key, and the newest change of it that was proposed',
  'POST /api/v1/vault/master-key-changes': 'proposes another master key, by its mark',
  'POST /api/v1/vault/master-key-changes/{id}/decisions':
    'the second administrator decides; `zhengming key change` carries it out',
  'GET /api/v1/privacy/erasures': 'erasures proposed and decided, what stands against each, when it was done',
  'POST /api/v1/privacy/erasures': 'proposes that everything sealed about a person, or one file, be erased',
  'POST /api/v1/privacy/erasures/{id}/decisions': 'decides it, by another; what the law keeps cannot be erased',
  'GET /api/v1/privacy/processing':
    'the register of processing of personal information, by catalogue item of the law in use',
  'GET /api/v1/privacy/assessments': 'impact assessments, newest first',
  'POST /api/v1/privacy/assessments': 'write an impact assessment of an item, before an edition switches it on',
  'POST /api/v1/privacy/assessments/{id}/reviews': 'pass or return an assessment that somebody else wrote',
  'GET /api/v1/checks/{id}/receipt': 'that answer signed, with the checkpoint of the moment, "nothing found" included',
};

/** `a`, `b?`: what an object may hold; of several shapes, each. */
function fieldsOf(schema: Schema | undefined): string {
  if (!schema) return '';
  const shapes = schema.anyOf ?? schema.oneOf;
  if (shapes) return shapes.map(fieldsOf).filter(Boolean).join(' or ');
  if (schema.items) return `list of ${fieldsOf(schema.items) || 'values'}`;
  const { properties = {}, required = [] } = schema;
  return Object.keys(properties)
    .map((name) => `\`${name}${required.includes(name) ? '' : '?'}\``)
    .join(' ');
}

const schemaOf = (content: Content | undefined) => Object.values(content?.content ?? {})[0]?.schema;

function rowOf(path: string, method: string, operation: Operation): string {
  const route = `${method.toUpperCase()} ${path}`;
  const query = (operation.parameters ?? [])
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, required }) => `\`${name}${required ? '' : '?'}\``);
  const asked = [query.length > 0 ? `query ${query.join(' ')}` : '', fieldsOf(schemaOf(operation.requestBody))];
  const answers = Object.entries(operation.responses ?? {})
    .filter(([, content]) => schemaOf(content) !== undefined)
    .map(([status, content]) => `${status} ${fieldsOf(schemaOf(content))}`.trim());
  const cells = [`\`${route}\``, PURPOSE[route] ?? '', asked.filter(Boolean).join('; '), answers.join('; ')];
  return `| ${cells.join(' | ')} |`;
}

/** docs/api.md with its table of routes, between the two marks, as the program has them. */
export function withRoutes(page: string, { paths }: OpenApi): string {
  const rows = Object.entries(paths)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => rowOf(path, method, operation)));
  const table = ['| route | what for | asked with | answers |', '|---|---|---|---|', ...rows].join('\n');
  return page.replace(/(<!-- routes -->\n)[\s\S]*?(<!-- end of routes -->)/, `$1${table}\n$2`);
}
