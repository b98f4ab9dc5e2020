import { languageTag, newRequestKey } from './client.ts';
import { type Problem, ProblemError, UNREACHABLE } from './problem.ts';

/** Sends a file; `fetch` cannot tell how much has gone, so this is the old way. Answers the id of what it became. */
export function sendFile(
  path: string,
  query: Readonly<Record<string, string>>,
  file: File,
  onProgress: (percent: number) => void,
): Promise<{ readonly id: string }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${path}?${new URLSearchParams(query)}`);
    request.setRequestHeader('accept-language', languageTag());
    request.setRequestHeader('idempotency-key', newRequestKey());
    request.upload.onprogress = ({ loaded, total }) => onProgress(Math.floor((loaded / total) * 100));
    request.onerror = () => reject(new ProblemError(UNREACHABLE));
    request.onload = () => {
      const answer = JSON.parse(request.responseText || '{}') as { id: string } & Problem;
      if (request.status === 202) resolve(answer);
      else reject(new ProblemError({ ...UNREACHABLE, ...answer, status: request.status }));
    };
    const form = new FormData();
    form.append('file', file, file.name);
    request.send(form);
  });
}
