-- Tokens that reach the portal's administration. A portal administrator's alone has any use, and only while they are one.
alter table api_tokens drop constraint api_tokens_reach_check;
alter table api_tokens add constraint api_tokens_reach_check check (reach in ('organisation', 'account', 'portal'));

-- Whose token this is, whatever it reaches. Notes its use, at most once a minute. No row: unknown, expired, or the account is disabled.
create function enter_token_of_any_reach(secret bytea)
returns table (id uuid, "userId" uuid, name text, email text, verified boolean, "portalAdmin" boolean, "tokenName" text, reach text,
  "organisationId" uuid, permissions text[])
language plpgsql as $$
#variable_conflict use_column
begin
  perform set_config('app.user_id', '', true), set_config('app.organisation_id', '', true),
    set_config('app.portal', '', true), set_config('app.secret', encode(secret, 'hex'), true);
  update api_tokens t set last_used_at = now()
    where t.token_hash = secret and (t.last_used_at is null or t.last_used_at < now() - interval '1 minute');
  return query
    select t.id, t.user_id, u.name, u.email, u.email_verified_at is not null, u.portal_admin, t.name, t.reach,
      coalesce(t.organisation_id, t.home_organisation_id), t.permissions
    from api_tokens t join users u on u.id = t.user_id
    where t.token_hash = secret and (t.expires_at is null or t.expires_at > now()) and u.disabled_at is null;
end $$;

-- For a version of the application that runs beside this one and knows two reaches: of the third it finds nothing, rather than
-- taking it for one of the others.
create or replace function enter_token(secret bytea)
returns table (id uuid, "userId" uuid, name text, email text, verified boolean, "tokenName" text, reach text,
  "organisationId" uuid, permissions text[])
language sql as $$
  select id, "userId", name, email, verified, "tokenName", reach, "organisationId", permissions
  from enter_token_of_any_reach(secret) where reach <> 'portal';
$$;
