import type { Server } from 'node:http';

/** A server for the files below `root`, not listening yet. */
export declare function createStaticServer(root: string): Server;
/** Listens on 127.0.0.1 at `port`, or at the first free port of the `attempts` from there on; answers with the port taken. */
export declare function listen(server: Server, port: number, attempts?: number): Promise<number>;
