import type Dexie from 'dexie';

/**
 * Closes the database without a word when another page wants to remove it; what is written later fails, and the page goes on in memory.
 * An upgrade by a newer page is left to Dexie.
 */
export function giveWay(database: Dexie): void {
  database.on('versionchange', (event) => {
    if (event.newVersion !== null) return true;
    database.close();
    return false;
  });
}
