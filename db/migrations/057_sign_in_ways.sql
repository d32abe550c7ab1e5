-- How whoever uses a session signed in: by the password, unless the version that started it says otherwise.
alter table sessions add column signed_in_by text not null default 'password'
  check (signed_in_by in ('password', 'passkey', 'link', 'provider', 'organisation'));
