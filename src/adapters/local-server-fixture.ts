import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Lets pages of other origins ask, and answers whether they may. @returns whether that was all that was asked */
export function isPreflight(cors: Readonly<Record<string, string>>, request: IncomingMessage, response: ServerResponse): boolean {
  for (const [name, value] of Object.entries(cors)) response.setHeader(name, value);
  if (request.method !== 'OPTIONS') return false;
  response.writeHead(204).end();
  return true;
}

/** On this computer alone, at a port that is free. */
export const listen = (server: Server): Promise<void> => new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
export const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
export const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
