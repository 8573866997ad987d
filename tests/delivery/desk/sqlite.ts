import { DatabaseSync } from 'node:sqlite'
import { eventually } from '../../support/eventually.ts'
import { type Desk, type DeskWish, snags } from '../desk.ts'

const clock = "cast(unixepoch('subsec') * 1000 as integer)"

/**
 * The database's own diary, written by triggers in the very transactions of the product: what was
 * claimed, settled, published and limited, in the order of commits. Only the checker reads it.
 */
const triggers = `
create table diary (seq integer primary key autoincrement, at integer not null, what text not null,
  id text not null, data text not null);
create trigger diary_claim after update of attempt on delivery when new.attempt > old.attempt begin
  insert into diary (at, what, id, data) values (${clock}, 'claim', new.id,
    json_object('attempt', new.attempt, 'by', new.lease_by));
end;
create trigger diary_state after update of state on delivery when new.state <> old.state begin
  insert into diary (at, what, id, data) values (${clock}, 'state', new.id,
    json_object('from', old.state, 'to', new.state));
end;
create trigger diary_limit after insert on label_limit begin
  insert into diary (at, what, id, data) values (${clock}, 'limit', new.channel,
    json_object('workspace', new.workspace, 'tlp', new.tlp));
end;
create trigger diary_limit_changed after update on label_limit begin
  insert into diary (at, what, id, data) values (${clock}, 'limit', new.channel,
    json_object('workspace', new.workspace, 'tlp', new.tlp));
end;
create trigger diary_arrival after insert on arrival begin
  insert into diary (at, what, id, data) values (${clock}, 'arrival', new.briefing,
    json_object('revision', new.revision, 'seq', new.seq));
end;
create trigger diary_digest after update of version, last on digest begin
  insert into diary (at, what, id, data) values (${clock}, 'digest', new.id,
    json_object('rests', iif(new.pause is null and new.deleted = 0, 0, 1), 'last', new.last));
end;
create table beat (count integer not null);
insert into beat values (0);
create trigger beaten after update on lease when new.name = 'planner' begin
  update beat set count = count + 1;
end;
create trigger diary_digest_made after insert on digest begin
  insert into diary (at, what, id, data) values (${clock}, 'digest', new.id,
    json_object('rests', 0, 'last', new.last));
end;`

/** Every delivery in a line of its own: what `no-order` leaves out. */
const noOrder = `create trigger no_order after insert on delivery begin
  update delivery set line = new.id where id = new.id;
end;`

const endless = `select count(*) from (with recursive endless (n) as
  (select 1 union all select n + 1 from endless) select n from endless)`

export const keepDiary = (file: string): void => {
  const db = new DatabaseSync(file)
  db.exec(triggers)
  db.close()
}

export const openDesk = async (file: string, wish: DeskWish): Promise<Desk> => {
  // A worker may run in this very thread: waiting here for its transaction to end would be in vain.
  const db = new DatabaseSync(file, { timeout: 0 })
  const take = (): boolean => {
    try {
      db.exec('begin immediate')
      return true
    } catch {
      return false
    }
  }
  const desk: Desk = {
    read: async <T>(sql: string, ...parameters: (string | number | null)[]) =>
      db.prepare(sql).all(...parameters) as T[],
    async write(sql, ...parameters) {
      await eventually(take)
      if (parameters.length > 0) db.prepare(sql).run(...parameters)
      else db.exec(sql)
      db.exec('commit')
    },
    snag(at) {
      const { on, after, when } = snags[at]
      return desk.write(`create trigger snag after ${after} on ${on}
        ${when && `when ${when}`} begin ${endless}; end;`)
    },
    mend: () => desk.write('drop trigger if exists snag'),
    beats: async () =>
      (await desk.read<{ count: number }>('select count from beat'))[0]?.count ?? 0,
    lock: async () => void (await eventually(take)),
    unlock: async () => db.exec('rollback'),
    async isLocked() {
      const isFree = take()
      if (isFree) db.exec('rollback')
      return !isFree
    },
    close: async () => db.close(),
  }
  if (wish.isOrderless) await desk.write(noOrder)
  return desk
}
