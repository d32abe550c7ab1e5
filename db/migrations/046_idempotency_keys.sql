-- What a program asked for under an Idempotency-Key, and what it was answered. The row is written in the transaction of the command
-- that it belongs to: there are both or neither, and a second request with the key waits at its row.
create table idempotency_keys (
  user_id uuid not null references users on delete cascade,
  key text not null check (length(key) between 1 and 255),
  -- method, path and input
  request_hash bytea not null check (length(request_hash) = 32),
  -- sealed, because an answer may hold a secret; null only until its command commits
  answer bytea,
  created_at timestamptz(3) not null default now(),
  primary key (user_id, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);
grant select, insert, update, delete on idempotency_keys to guildhall_app;
