/** Many connections, each with one request under way at a time, straight on sockets: the asker must cost less than the asked. */
import { connect, type Socket } from 'node:net';

export type Phase = {
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly bytes: number;
};
export type Request = () => {
  /** Absent: POST. */
  readonly method?: 'GET';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

const END_OF_HEAD = Buffer.from('\r\n\r\n');

function packet({ method, path, headers = {}, body = '' }: ReturnType<Request>): string {
  if (method === 'GET') return `GET ${path} HTTP/1.1\r\nhost: bench\r\n\r\n`;
  const lines = Object.entries({ 'content-type': 'application/json', ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  const length = Buffer.byteLength(body);
  return `POST ${path} HTTP/1.1\r\nhost: bench\r\n${lines.join('')}content-length: ${length}\r\n\r\n${body}`;
}

/** One answer after the other from one socket. @throws {Error} anything but a success */
async function* answers(socket: Socket): AsyncGenerator<number> {
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of socket) {
    held = held.length === 0 ? (chunk as Buffer) : Buffer.concat([held, chunk as Buffer]);
    for (;;) {
      const end = held.indexOf(END_OF_HEAD);
      if (end < 0) break;
      const head = held.toString('latin1', 0, end);
      const whole = end + 4 + Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (held.length < whole) break;
      if (!head.startsWith('HTTP/1.1 20')) throw new Error(held.toString('utf8', 0, whole));
      held = held.subarray(whole);
      yield whole - end - 4;
    }
  }
}

/** Asks for `seconds` over `connections`; answers the rate and the times. */
export async function load(address: string, request: Request, connections: number, seconds: number): Promise<Phase> {
  const { hostname, port } = new URL(address);
  const times: number[] = [];
  let bytes = 0;
  const began = performance.now();
  const end = began + seconds * 1_000;
  async function lane(): Promise<void> {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    let asked = performance.now();
    socket.write(packet(request()));
    for await (const size of answers(socket)) {
      const at = performance.now();
      times.push(at - asked);
      bytes += size;
      if (at > end) break;
      asked = at;
      socket.write(packet(request()));
    }
    socket.destroy();
  }
  await Promise.all(Array.from({ length: connections }, lane));
  const took = (performance.now() - began) / 1_000;
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round((times[Math.floor(times.length * share)] ?? 0) * 100) / 100;
  return {
    requests: times.length,
    requestsPerSecond: Math.round(times.length / took),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    bytes: Math.round(bytes / times.length),
  };
}
