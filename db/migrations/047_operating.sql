-- What the portal's administrators see and do about mails, limits and nodes.

-- A withdrawn mail is never sent, whatever asks for it: it can't leave the state failed.
alter table mails add column withdrawn_at timestamptz(3);
alter table mails add constraint mails_withdrawn_check check (withdrawn_at is null or state = 'failed');

-- Whom a limit is about, as people read it. Written when it first refuses, and gone with its row.
alter table rate_limits add column about text;

-- Since when a node's engine has answered, or hasn't.
alter table nodes add column health_changed_at timestamptz(3);
create function note_health_change() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  new.health_changed_at := now();
  return new;
end $$;
revoke execute on function note_health_change() from public;
create trigger nodes_health_changed before update of healthy on nodes
  for each row when (old.healthy is distinct from new.healthy) execute function note_health_change();

-- The application compares it with the files that it came with.
grant select on kysely_migration to guildhall_app;
