import type Dexie from 'dexie';

/**
 * Closes the database without a word when another page wants to remove or upgrade it; what is written later fails, and the page goes on
 * in memory. Dexie itself would open it again and write into what a newer page has made.
 *
 * @param onNewer called when it was a newer page that asked
 */
export function giveWay(database: Dexie, onNewer: () => void = () => {}): void {
  database.on('versionchange', (event) => {
    if (event.newVersion !== null) onNewer();
    database.close();
    return false;
  });
}

/**
 * Whether a database is there that a newer page has made. Asked before Dexie opens it, which would add to it what it misses. False where
 * the browser does not tell.
 */
export async function isNewerThan(name: string, version: number): Promise<boolean> {
  try {
    const databases = await indexedDB.databases();
    // IndexedDB's number is ten times that of Dexie, which leaves room between versions.
    return databases.some((database) => database.name === name && (database.version ?? 0) >= 10 * (version + 1));
  } catch {
    return false;
  }
}
