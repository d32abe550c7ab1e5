-- What people type is compared with names in this form: without accents and strokes, in lower case. Cut, so that an index holds it.
create function folded(words text) returns text language sql immutable strict parallel safe as
  $$ select left(lower(translate(regexp_replace(normalize(words, nfkd), '[\u0300-\u036f]', '', 'g'), 'ØøŁłĐđÐðı', 'OoLlDdDdi')), 100) $$;

-- A list of members is sorted by name and searched inside its organisation's index, never across all users: each membership
-- carries its user's name in that form. The key keeps it true when the name changes.
alter table users add column name_key text collate "C" not null generated always as (folded(name)) stored;
alter table users add constraint users_name_key unique (id, name_key);

select set_config('app.portal', 'on', true);
alter table members add column name_key text collate "C" not null default '';
update members m set name_key = u.name_key from users u where u.id = m.user_id;
alter table members add constraint members_name foreign key (user_id, name_key) references users (id, name_key)
  on update cascade on delete cascade;
create index members_named on members (organisation_id, name_key, user_id);

-- Without such a user it stays empty, and the key to users says so.
create function name_member() returns trigger language plpgsql as $$
begin
  new.name_key := coalesce((select u.name_key from users u where u.id = new.user_id), '');
  return new;
end $$;
create trigger name_member before insert on members for each row execute function name_member();
