-- Lists of any size: what they are narrowed to, sorted by and searched for is found in an index, and what they count is kept.

-- Folded text as its words, each with one space before it. Any sign ends a word; where a script puts no spaces, every
-- syllable or ideograph begins one.
create function words_of(words text) returns text language sql immutable strict parallel safe as
  $$ select ' ' || btrim(regexp_replace(
    regexp_replace(folded(words), '([\u1100-\u1112\u3040-\u30ff\u3400-\u9fff])', ' \1', 'g'),
    '[ !-/:-@\u005b-\u0060{-~\u00a1-\u00bf\u2010-\u205e\u3000-\u3002]+', ' ', 'g')) $$;

-- "anna berg" and "berg" for "Anna Berg": what a search may begin with. So many words, of so many letters, must do. (A strict
-- function would not become part of the query that asks it.)
create function word_beginnings(words text) returns setof text language sql immutable parallel safe as
  $$ select left(array_to_string(parts[n:], ' '), 60)
    from (select string_to_array(nullif(ltrim(words), ''), ' ') as parts) split, generate_series(1, least(cardinality(parts), 20)) n $$;

-- A membership carries its user's address as it carries the name: true by a key.
alter table users add constraint users_address_key unique (id, email);

select set_config('app.portal', 'on', true);
alter table members add column address_key text not null default '';
update members m set address_key = u.email from users u where u.id = m.user_id;
alter table members add constraint members_address foreign key (user_id, address_key) references users (id, email)
  on update cascade on delete cascade;
alter table members add column name_words text not null generated always as (words_of(name_key)) stored;
alter table members add column address_words text not null generated always as (words_of(address_key)) stored;

create or replace function name_member() returns trigger language plpgsql as $$
begin
  select u.name_key, u.email into new.name_key, new.address_key from users u where u.id = new.user_id;
  new.name_key := coalesce(new.name_key, '');
  new.address_key := coalesce(new.address_key, '');
  return new;
end $$;

-- Who is found by what, in an organisation: ranges of a plain index are all that may be looked up beneath a policy. Triggers
-- alone write it, with each membership and in its transaction, so it needs neither a key to members nor an index for one.
create table member_words (
  organisation_id uuid not null,
  in_address boolean not null,
  word text collate "C" not null,
  user_id uuid not null,
  primary key (organisation_id, in_address, word, user_id)
);
insert into member_words
  select m.organisation_id, false, word, m.user_id from members m, word_beginnings(m.name_words) word
  union all
  select m.organisation_id, true, word, m.user_id from members m, word_beginnings(m.address_words) word
  order by 1, 2, 3, 4 on conflict do nothing;
alter table member_words enable row level security;
alter table member_words force row level security;
create policy tenant on member_words for select using (organisation_id = asking_organisation() or asking_portal());
create policy definer on member_words to guildhall_definer using (true);
grant select on member_words to guildhall_app;
grant select, insert, delete on member_words to guildhall_definer;

create function find_members() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    delete from member_words w using (
      select g.organisation_id, false as in_address, word, g.user_id from gone g, word_beginnings(g.name_words) word
      union all
      select g.organisation_id, true, word, g.user_id from gone g, word_beginnings(g.address_words) word) former
      where w.organisation_id = former.organisation_id and w.in_address = former.in_address and w.word = former.word
        and w.user_id = former.user_id;
  else
    insert into member_words
      select a.organisation_id, false, word, a.user_id from added a, word_beginnings(a.name_words) word
      union all
      select a.organisation_id, true, word, a.user_id from added a, word_beginnings(a.address_words) word
      order by 1, 2, 3, 4 on conflict do nothing;
  end if;
  return null;
end $$;
alter function find_members() owner to guildhall_definer;
create trigger find_members_added after insert on members referencing new table as added
  for each statement execute function find_members();
create trigger find_members_gone after delete on members referencing old table as gone
  for each statement execute function find_members();

-- A change finds a member anew only where there is another name or address; most change neither.
create function find_member_anew() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from member_words w using (
    select false as in_address, word from word_beginnings(old.name_words) word
    union all select true, word from word_beginnings(old.address_words) word) former
    where w.organisation_id = old.organisation_id and w.user_id = old.user_id
      and w.in_address = former.in_address and w.word = former.word;
  insert into member_words
    select new.organisation_id, false, word, new.user_id from word_beginnings(new.name_words) word
    union all select new.organisation_id, true, word, new.user_id from word_beginnings(new.address_words) word
    on conflict do nothing;
  return null;
end $$;
alter function find_member_anew() owner to guildhall_definer;
create trigger find_member_anew after update of name_key, address_key on members for each row
  when (old.name_key <> new.name_key or old.address_key <> new.address_key) execute function find_member_anew();

-- How many hold a role is kept, too: there is one owner, and who is neither that nor an admin nor holds a role of the
-- organisation's own is a plain member. A statement counts once, however many rows it touches.
alter table organisations add column admin_count integer not null default 0;
alter table roles add column held integer not null default 0;
update organisations o set admin_count = (select count(*) from members m where m.organisation_id = o.id and m.role = 'admin');
update roles r set held = (select count(*) from members m where m.organisation_id = r.organisation_id and m.custom_role_id = r.id);
grant select (admin_count), update (admin_count) on organisations to guildhall_definer;
grant select (id, organisation_id, held), update (held) on roles to guildhall_definer;
create policy definer on roles to guildhall_definer using (true);

drop trigger count_members on members;
create or replace function count_members() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    update organisations o set member_count = o.member_count + c.members, admin_count = o.admin_count + c.admins
      from (select a.organisation_id, count(*) as members, count(*) filter (where a.role = 'admin') as admins
        from added a group by a.organisation_id) c where o.id = c.organisation_id;
    update roles r set held = r.held + c.members
      from (select a.organisation_id, a.custom_role_id, count(*) as members from added a
        where a.custom_role_id is not null group by a.organisation_id, a.custom_role_id) c
      where r.organisation_id = c.organisation_id and r.id = c.custom_role_id;
  elsif tg_op = 'DELETE' then
    update organisations o set member_count = o.member_count - c.members, admin_count = o.admin_count - c.admins
      from (select g.organisation_id, count(*) as members, count(*) filter (where g.role = 'admin') as admins
        from gone g group by g.organisation_id) c where o.id = c.organisation_id;
    update roles r set held = r.held - c.members
      from (select g.organisation_id, g.custom_role_id, count(*) as members from gone g
        where g.custom_role_id is not null group by g.organisation_id, g.custom_role_id) c
      where r.organisation_id = c.organisation_id and r.id = c.custom_role_id;
  else
    if (old.role = 'admin') <> (new.role = 'admin') then
      update organisations o set admin_count = o.admin_count + case new.role when 'admin' then 1 else -1 end
        where o.id = new.organisation_id;
    end if;
    update roles r set held = r.held + case r.id when new.custom_role_id then 1 else -1 end
      where r.organisation_id = new.organisation_id and r.id in (old.custom_role_id, new.custom_role_id)
        and old.custom_role_id is distinct from new.custom_role_id;
  end if;
  return null;
end $$;
create trigger count_members_added after insert on members referencing new table as added
  for each statement execute function count_members();
create trigger count_members_gone after delete on members referencing old table as gone
  for each statement execute function count_members();
create trigger count_members_changed after update of role, custom_role_id on members for each row
  when (old.role <> new.role or old.custom_role_id is distinct from new.custom_role_id) execute function count_members();

-- A role's members in either order.
create index members_of_role_named on members (organisation_id, role, name_key, user_id);
drop index members_custom_role;
create index members_of_custom_role on members (organisation_id, custom_role_id, joined_at, user_id)
  where custom_role_id is not null;
create index members_of_custom_role_named on members (organisation_id, custom_role_id, name_key, user_id)
  where custom_role_id is not null;

-- Invitations in one state, and how many wait.
create index invitations_in_state on invitations (organisation_id, state, created_at desc, id desc);
create index invitations_waiting on invitations (organisation_id, expires_at) where state = 'pending';
create index invitations_over on invitations (expires_at) where state = 'pending';

-- What somebody did, and where something was done. Both also tell who and what there is, by steps from one to the next.
drop index audit_actor;
create index audit_actor on audit (organisation_id, actor_id, at desc, seq desc) where organisation_id is not null;
create index audit_operation on audit (organisation_id, operation, at desc, seq desc) where organisation_id is not null;
