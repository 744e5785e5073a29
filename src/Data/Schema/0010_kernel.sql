-- The dossier table, the ledger beside it, and what leaves through tables. Words: docs/glossary.md.

create table dossier (
    id              uuid        not null,
    number          text        not null,
    procedure       text        not null,
    version         text        not null,
    -- Distribution key for the day one server is outgrown; one region until then.
    region          integer     not null default 1,
    unit_id         integer     not null,
    title           text        not null,
    state           text        not null,
    step            text,
    assignee        uuid,
    -- The nil uuid stands for somebody from the public, or for the system.
    opened_by       uuid        not null,
    opened_at       timestamptz not null,
    changed_at      timestamptz not null,
    closed_at       timestamptz,
    entered_on      date        not null,
    entered_act     integer     not null,
    due_on          date,
    due_at          timestamptz,
    due_provisional boolean     not null,
    extended        boolean     not null,
    days_left       integer,
    revision        integer     not null,
    head            bytea       not null,
    compartment     text,
    sealed          boolean     not null,
    recused         uuid[],
    origin          uuid,
    parent          uuid,
    flow            jsonb       not null,
    content         jsonb       not null,
    constraint pk_dossier primary key (id),
    constraint ux_dossier_number unique (number),
    constraint ck_dossier_revision check (revision > 0)
) with (fillfactor = 85);

-- Ids are ordered by time, so that "newest first" is the id backwards and every page of a list costs the same.
create index ix_dossier_procedure_id on dossier (procedure, id desc);
create index ix_dossier_procedure_unit_id_id on dossier (procedure, unit_id, id desc);
create index ix_dossier_unit_id_id on dossier (unit_id, id desc);
create index ix_dossier_open_due on dossier (due_on, id) where closed_at is null and due_on is not null;
create index ix_dossier_open_unit_due on dossier (unit_id, due_on, id) where closed_at is null;
create index ix_dossier_open_assignee on dossier (assignee, due_on, id) where closed_at is null and assignee is not null;
create index ix_dossier_opened_by on dossier (opened_by, id desc);
create index ix_dossier_parent on dossier (parent) where parent is not null;
create index ix_dossier_origin on dossier (origin) where origin is not null;
create index ix_dossier_provisional on dossier (id) where due_provisional and closed_at is null;

-- Words to find a dossier by: two-letter pieces of Chinese, whole words of the rest. Kept apart because a search index works only
-- without row-level security; the search function joins back to the dossiers that may be seen. Sealed dossiers are never entered.
create table dossier_text (
    dossier_id uuid   not null,
    pieces     text[] not null,
    constraint pk_dossier_text primary key (dossier_id)
);
create index ix_dossier_text_pieces on dossier_text using gin (pieces);

create function search_dossiers(wanted text[], most integer) returns setof uuid
    language sql stable security definer set search_path = public as $$
    select dossier_id from dossier_text where pieces @> wanted order by dossier_id desc limit most
$$;

create sequence ledger_line_id;

create table ledger_line (
    id         bigint      not null,
    at         timestamptz not null,
    actor      uuid        not null,
    kind       text        not null,
    subject    uuid        not null,
    revision   integer     not null,
    procedure  text        not null,
    action     text        not null,
    commitment bytea       not null,
    previous   bytea,
    hash       bytea       not null,
    constraint pk_ledger_line primary key (id)
);
-- The links of a subject's chain; reads and refusals name a subject without being one.
create unique index ux_ledger_line_subject_revision on ledger_line (subject, revision) where kind in ('Act', 'Opened', 'Register', 'Setting');
create index ix_ledger_line_subject_id on ledger_line (subject, id);
create index ix_ledger_line_actor_id on ledger_line (actor, id);
create index ix_ledger_line_kind_id on ledger_line (kind, id);

-- What a line says lies beside it, so that it can be erased where the law demands it and every proof still holds.
create table ledger_content (
    line_id bigint not null,
    subject uuid   not null,
    salt    bytea  not null,
    content bytea  not null,
    constraint pk_ledger_content primary key (line_id)
);

-- Lines that are saved but have no place in the tree yet.
create table ledger_pending (line_id bigint not null, constraint pk_ledger_pending primary key (line_id));

create table ledger_leaf (
    position bigint not null,
    line_id  bigint not null,
    hash     bytea  not null,
    constraint pk_ledger_leaf primary key (position),
    constraint ux_ledger_leaf_line_id unique (line_id)
);

-- Hashes of complete subtrees: level 1 covers two leaves, level 2 four.
create table ledger_node (
    level integer not null,
    index bigint  not null,
    hash  bytea   not null,
    constraint pk_ledger_node primary key (level, index)
);

create table ledger_checkpoint (
    size bigint      not null,
    at   timestamptz not null,
    root bytea       not null,
    note text        not null,
    constraint pk_ledger_checkpoint primary key (size)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete on ledger_line for each row execute function refuse_change();
create trigger append_only_whole before truncate on ledger_line for each statement execute function refuse_change();
create trigger append_only before update or delete on ledger_leaf for each row execute function refuse_change();
create trigger append_only_whole before truncate on ledger_leaf for each statement execute function refuse_change();
create trigger append_only before update or delete on ledger_node for each row execute function refuse_change();
create trigger append_only before update or delete on ledger_checkpoint for each row execute function refuse_change();

-- A dossier that changes without its line in the ledger does not change.
create function demand_ledger_line() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.revision <= old.revision then
        raise exception 'dossier % changed without a new revision', new.id using errcode = 'integrity_constraint_violation';
    end if;
    if not exists (select from ledger_line where subject = new.id and revision = new.revision and kind in ('Act', 'Opened') and hash = new.head) then
        raise exception 'dossier % revision % has no line in the ledger', new.id, new.revision using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end $$;
create trigger ledger_line_demanded after insert or update on dossier for each row execute function demand_ledger_line();
create trigger kept before delete on dossier for each row execute function refuse_change();
create trigger kept_whole before truncate on dossier for each statement execute function refuse_change();

-- Counters of the numbers people quote. A sequence each, so that openings do not wait for each other; gaps are harmless.
create function next_number(prefix text, year integer) returns bigint
    language plpgsql security definer set search_path = public as $$
declare
    name text := 'number_' || lower(regexp_replace(prefix, '[^A-Za-z0-9]', '', 'g')) || '_' || year;
begin
    return nextval(name::regclass);
exception when undefined_table then
    begin
        execute format('create sequence %I', name);
    exception when duplicate_table or unique_violation then
        null;
    end;
    return nextval(name::regclass);
end $$;

create table fact (
    id         bigint      generated always as identity,
    kind       text        not null,
    unit_id    integer     not null,
    happened_on date       not null,
    person     uuid,
    number     integer     not null,
    zh         text,
    en         text,
    dossier_id uuid        not null,
    recorded_at timestamptz not null,
    constraint pk_fact primary key (id)
);
create index ix_fact_kind_unit_id on fact (kind, unit_id, happened_on);
create index ix_fact_person on fact (person, id) where person is not null;

-- What is to be told. Taken by the sender with "for update skip locked", so nothing is lost when it dies and nothing waits.
create table outbox (
    id         bigint      generated always as identity,
    channel    text        not null,
    payload    jsonb       not null,
    dossier_id uuid,
    created_at timestamptz not null,
    next_at    timestamptz not null,
    tries      integer     not null default 0,
    last_error text,
    done_at    timestamptz,
    constraint pk_outbox primary key (id)
);
create index ix_outbox_waiting on outbox (next_at, id) where done_at is null;

create table notice (
    id         bigint      generated always as identity,
    person     uuid        not null,
    dossier_id uuid,
    zh         text        not null,
    en         text        not null,
    at         timestamptz not null,
    read_at    timestamptz,
    source     bigint      not null,
    constraint pk_notice primary key (id),
    constraint ux_notice_source_person unique (source, person)
);
create index ix_notice_person_id on notice (person, id desc);
create index ix_notice_unread on notice (person) where read_at is null;

create table setting (
    code       text        not null,
    version    integer     not null,
    value      text        not null,
    reason     text        not null,
    changed_by uuid        not null,
    changed_at timestamptz not null,
    constraint pk_setting primary key (code, version)
);

create table job (
    code       text        not null,
    next_at    timestamptz not null,
    started_at timestamptz,
    ended_at   timestamptz,
    done       integer     not null default 0,
    total      integer     not null default 0,
    failures   integer     not null default 0,
    last_error text,
    constraint pk_job primary key (code)
);

create table attachment (
    id          uuid        not null,
    dossier_id  uuid,
    name        text        not null,
    media_type  text        not null,
    size        bigint      not null,
    sha256      bytea       not null,
    uploaded_by uuid        not null,
    uploaded_at timestamptz not null,
    constraint pk_attachment primary key (id)
);
create index ix_attachment_dossier_id on attachment (dossier_id);
create index ix_attachment_stray on attachment (uploaded_at) where dossier_id is null;

-- Places a file in a dossier: once, and only a file the same person handed in.
create function place_attachment(file uuid, person uuid, dossier uuid) returns void
    language plpgsql security definer set search_path = public as $$
begin
    update attachment set dossier_id = dossier where id = file and dossier_id is null and uploaded_by = person;
    if not found then
        raise exception 'file % cannot be placed', file using errcode = 'integrity_constraint_violation';
    end if;
end $$;

create function remove_stray_attachments(before timestamptz) returns uuid[]
    language sql security definer set search_path = public as $$
    with removed as (delete from attachment where dossier_id is null and uploaded_at < before returning id)
    select coalesce(array_agg(id), '{}') from removed
$$;

-- The second wall. The first is the query and the desk; this one repeats it, so that a forgotten filter shows nothing.
-- app.scope: ranges of unit numbers; app.person; app.compartments: comma separated; app.receipt. Unset means nothing at all.
create function app_scope() returns int4multirange language sql stable parallel safe as
    $$ select coalesce(nullif(current_setting('app.scope', true), ''), '{}')::int4multirange $$;
create function app_person() returns uuid language sql stable parallel safe as
    $$ select nullif(current_setting('app.person', true), '')::uuid $$;
create function app_receipt() returns uuid language sql stable parallel safe as
    $$ select nullif(current_setting('app.receipt', true), '')::uuid $$;
create function app_compartments() returns text[] language sql stable parallel safe as
    $$ select string_to_array(coalesce(current_setting('app.compartments', true), ''), ',') $$;

alter table dossier enable row level security;
create policy seen on dossier for select to qinglian_app using (
    (unit_id <@ (select app_scope()) or assignee = (select app_person()) or opened_by = (select app_person()) or id = (select app_receipt()))
    and (compartment is null or compartment = any ((select app_compartments())::text[]) or (select app_scope()) @> 2147483646)
    and (recused is null or (select app_person()) is null or not (select app_person()) = any (recused)));
create policy opened on dossier for insert to qinglian_app with check (true);
create policy acted on dossier for update to qinglian_app using (true) with check (true);

alter table attachment enable row level security;
create policy seen on attachment for select to qinglian_app using (
    (dossier_id is null and uploaded_by = (select app_person())) or exists (select from dossier d where d.id = attachment.dossier_id));
create policy added on attachment for insert to qinglian_app with check (true);

alter table ledger_content enable row level security;
create policy seen on ledger_content for select to qinglian_app using (
    (select app_scope()) @> 2147483646 or exists (select from dossier d where d.id = ledger_content.subject));
create policy added on ledger_content for insert to qinglian_app with check (true);

alter table fact enable row level security;
create policy seen on fact for select to qinglian_app using (unit_id <@ (select app_scope()) or person = (select app_person()));
create policy added on fact for insert to qinglian_app with check (true);

alter table notice enable row level security;
create policy own on notice to qinglian_app using (person = (select app_person()) or (select app_scope()) @> 2147483646) with check (true);

grant select, insert, update on dossier to qinglian_app;
grant select, insert on ledger_line, ledger_content, ledger_leaf, ledger_node, ledger_checkpoint, fact, setting to qinglian_app;
grant select, insert, delete on ledger_pending to qinglian_app;
grant insert on dossier_text to qinglian_app;
grant update (pieces) on dossier_text to qinglian_app;
grant select (dossier_id) on dossier_text to qinglian_app;
grant select, insert, update on outbox, notice, job to qinglian_app;
grant select, insert on attachment to qinglian_app;
grant usage on all sequences in schema public to qinglian_app;
