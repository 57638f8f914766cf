-- What people say about objectives, key results and initiatives, and whom they call in.

create table comment (
  workspace_id uuid not null references workspace,
  id uuid not null,
  subject_kind text not null check (subject_kind in ('objective', 'key_result', 'initiative')),
  subject_id uuid not null,
  author_id uuid not null,
  -- Which of its versions stands; audit and history hold ids, the text itself lies in one place.
  text_id uuid not null,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, author_id) references member (workspace_id, id)
);
create index comment_by_subject on comment (workspace_id, subject_id, id);
create index comment_by_author on comment (workspace_id, author_id);

-- Append-only: an edit is one more version, the earlier ones stay readable.
create table comment_text (
  workspace_id uuid not null,
  comment_id uuid not null,
  id uuid not null,
  text text not null,
  written_at timestamptz not null,
  primary key (workspace_id, comment_id, id),
  foreign key (workspace_id, comment_id) references comment (workspace_id, id)
);

create table comment_reaction (
  workspace_id uuid not null,
  comment_id uuid not null,
  member_id uuid not null,
  reaction text not null check (reaction in ('agree', 'thanks', 'celebrate', 'watching', 'unclear')),
  created_at timestamptz not null,
  primary key (workspace_id, comment_id, member_id, reaction),
  foreign key (workspace_id, comment_id) references comment (workspace_id, id),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create index comment_reaction_by_member on comment_reaction (workspace_id, member_id);

-- Who was called in, once for each comment: what an inbox shows.
create table mention (
  workspace_id uuid not null,
  member_id uuid not null,
  id uuid not null,
  comment_id uuid not null,
  created_at timestamptz not null,
  read_at timestamptz,
  primary key (workspace_id, member_id, id),
  unique (workspace_id, comment_id, member_id),
  foreign key (workspace_id, comment_id) references comment (workspace_id, id),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);

do $$
declare t text;
begin
  foreach t in array array['comment', 'comment_text', 'comment_reaction', 'mention'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy wall on %I using (workspace_id = (select current_workspace())) with check (workspace_id = (select current_workspace()))', t);
    execute format('grant select, insert on %I to nhipcau_app', t);
  end loop;
end
$$;
grant update on comment to nhipcau_app;
grant update (read_at) on mention to nhipcau_app;
grant delete on comment_reaction to nhipcau_app;
