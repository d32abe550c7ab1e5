create table project_notes (
  id uuid primary key,
  organisation_id uuid not null references organisations on delete cascade,
  project_id uuid not null,
  text text not null check (length(text) between 1 and 500),
  created_at timestamptz(3) not null default now(),
  unique (organisation_id, id),
  constraint project_notes_project foreign key (organisation_id, project_id)
    references projects (organisation_id, id) on delete cascade
);
create index project_notes_project on project_notes (organisation_id, project_id);
alter table project_notes enable row level security;
alter table project_notes force row level security;
create policy tenant on project_notes using (organisation_id = asking_organisation() or asking_portal());
grant select, insert, delete, update (text) on project_notes to guildhall_app;
