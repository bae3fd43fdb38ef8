import type { DatabaseSync } from 'node:sqlite';

/** Numbers for the names of pipelines, accounts and entities. */
export interface NameTable {
  /** The number of a name, if there is anything under it. */
  find(name: string): number | undefined;
  /** The number of a name, a new one if need be; only within a transaction. */
  intern(name: string): number;
  /** Drops what is remembered, because a transaction was rolled back that may have given numbers. */
  forget(): void;
}

/** See {@link NameTable}. Names are never removed, so that their numbers can be remembered. */
export function nameTable(database: DatabaseSync): NameTable {
  const select = database.prepare('SELECT id FROM names WHERE name = ?');
  const insert = database.prepare('INSERT INTO names (name) VALUES (?)');
  const remembered = new Map<string, number>();

  const find = (name: string) => {
    const id = remembered.get(name) ?? (select.get(name) as { id: number } | undefined)?.id;
    if (id !== undefined) remembered.set(name, id);
    return id;
  };

  return {
    find,
    intern: (name) => find(name) ?? Number(insert.run(name).lastInsertRowid),
    forget: () => remembered.clear(),
  };
}
