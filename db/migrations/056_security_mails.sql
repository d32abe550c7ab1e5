-- Mails to the owner of an account about its second factor: what happened is in a word of its own.
alter table mails add column detail text check (detail ~ '^[a-zA-Z]{1,64}$');
do $$
declare
  present text;
begin
  select pg_get_expr(conbin, conrelid) into present from pg_constraint where conname = 'mails_kind_check';
  execute format('alter table mails drop constraint mails_kind_check, add constraint mails_kind_check check (%s
    or kind = ''security'')', present);
end $$;
alter table mails add constraint mails_security_check check ((kind = 'security') = (detail is not null));
