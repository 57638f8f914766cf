-- The audit log is a chain for each workspace: a row's digest covers the row and the digest before it, so that a row
-- altered, missing or put in later is found. The head is locked from a transaction's traces, which are its last
-- statements, to its commit: writers of one workspace wait for each other's commit, and for nothing else.
-- Whatever is given for these two, the trigger below writes.
alter table audit add column seq bigint default 0;
alter table audit add column digest text default '';

create table audit_head (
  workspace_id uuid primary key references workspace,
  seq bigint not null,
  digest text not null
);
alter table audit_head enable row level security;
create policy wall on audit_head using (workspace_id = (select current_workspace()))
  with check (workspace_id = (select current_workspace()));
grant select on audit_head to nhipcau_app;

-- What is digested, as text that anyone can make again from the row: docs/security.md says how.
create function audit_text(before_it text, a audit) returns text
  language sql stable
  as $$
    select concat_ws(E'\n', before_it, a.seq, a.id, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      coalesce(a.actor_id::text, '-'), a.door, a.operation, a.subject_kind, a.subject_id,
      coalesce(a.before::text, '-'), coalesce(a.after::text, '-'))
  $$;

create function chain_audit() returns trigger language plpgsql security definer set search_path = public as $$
declare head audit_head;
begin
  insert into audit_head values (new.workspace_id, 0, '') on conflict do nothing;
  select * into head from audit_head where workspace_id = new.workspace_id for update;
  new.seq := head.seq + 1;
  new.digest := encode(sha256(convert_to(audit_text(head.digest, new), 'UTF8')), 'hex');
  update audit_head set seq = new.seq, digest = new.digest where workspace_id = new.workspace_id;
  return new;
end
$$;

-- What was written before there was a chain comes first in it, in its order. An owner who is no superuser sees the rows
-- of every workspace only while the walls are down, which no one else can notice within this transaction.
alter table audit no force row level security;
alter table audit_head no force row level security;
do $$
declare
  a audit;
  head audit_head;
begin
  for a in select * from audit order by workspace_id, id loop
    insert into audit_head values (a.workspace_id, 0, '') on conflict do nothing;
    select * into head from audit_head where workspace_id = a.workspace_id;
    a.seq := head.seq + 1;
    a.digest := encode(sha256(convert_to(audit_text(head.digest, a), 'UTF8')), 'hex');
    update audit set seq = a.seq, digest = a.digest where workspace_id = a.workspace_id and id = a.id;
    update audit_head set seq = a.seq, digest = a.digest where workspace_id = a.workspace_id;
  end loop;
end
$$;
alter table audit force row level security;
alter table audit_head force row level security;
alter table audit alter column seq set not null;
alter table audit alter column digest set not null;
create unique index audit_by_seq on audit (workspace_id, seq);
create index audit_by_actor on audit (workspace_id, actor_id, id);
create trigger audit_chained before insert on audit for each row execute function chain_audit();
