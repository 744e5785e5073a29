-- Registers: what is kept with its history. A register has an ordinary table with a column for each parameter of its row (Kernel/Registers);
-- keep_as_register adds what all registers have: versions, the line in the ledger, and the walls around them.

-- A version that is recorded stays as it is. Only two things are noted on it afterwards: that a newer version exists, and from which day
-- that one holds instead.
create function keep_version() returns trigger language plpgsql as $$
begin
    if to_jsonb(new) - 'current' - 'valid_until' is distinct from to_jsonb(old) - 'current' - 'valid_until' then
        raise exception '% keeps what was recorded', tg_table_name using errcode = 'insufficient_privilege';
    end if;
    if (new.current and not old.current) or coalesce(new.valid_until, 'infinity') > coalesce(old.valid_until, 'infinity') then
        raise exception '% does not bring an old version back', tg_table_name using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

-- A version gives way to a newer one and to nothing else: noting an end on it without recording what holds from then on would hide it.
create function demand_newer_version() returns trigger language plpgsql security definer set search_path = public as $$
declare
    found boolean;
begin
    execute format('select exists (select from %I n where n.id = $1 and n.revision > $2 and n.valid_from = $3 + 1)', tg_table_name)
        into found using new.id, new.revision, new.valid_until;
    if not found then
        raise exception '% % revision % has no newer version', tg_table_name, new.id, new.revision using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end $$;

-- An entry without its line in the ledger is none.
create function demand_register_line() returns trigger language plpgsql as $$
begin
    if not exists (select from ledger_line where subject = new.id and revision = new.revision and kind = 'Register' and hash = new.head) then
        raise exception '% % revision % has no line in the ledger', tg_table_name, new.id, new.revision using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end $$;

-- place: the column with the unit that decides who sees a row; about: the person who may always see it; open: everybody who is signed in may.
create function keep_as_register(register text, place text default null, about text default null, open boolean default false, numbers text default null) returns void
    language plpgsql as $$
declare
    seen text;
begin
    execute format('alter table %I
        add column id uuid not null,
        add column revision integer not null,
        add column key text not null,
        add column begins_on date not null,
        add column ends_on date,
        add column valid_from date not null,
        add column valid_until date,
        add column current boolean not null,
        add column reason text,
        add column recorded_by uuid not null,
        add column recorded_at timestamptz not null,
        add column head bytea not null', register);
    execute format('alter table %I add constraint %I primary key (id, revision)', register, 'pk_' || register);
    execute format('alter table %I add constraint %I check (revision > 0)', register, 'ck_' || register || '_revision');
    -- The day before the first day stands for an entry that was ended before it began.
    execute format('alter table %I add constraint %I check (ends_on >= begins_on - 1)', register, 'ck_' || register || '_ends_on');
    execute format('create unique index %I on %I (id) where current', 'ux_' || register || '_current', register);
    execute format('create unique index %I on %I (key) where current and ends_on is null', 'ux_' || register || '_key', register);
    execute format('create index %I on %I (key, id)', 'ix_' || register || '_key', register);
    if numbers is not null then
        execute format('alter table %I add column number integer not null', register);
        execute format('create index %I on %I (number) where current', 'ix_' || register || '_number', register);
        execute format('create sequence %I as integer', numbers);
        execute format('grant usage on sequence %I to qinglian_app', numbers);
    end if;
    if place is not null then
        execute format('create index %I on %I (%I, key, id)', 'ix_' || register || '_' || place, register, place);
    end if;
    if about is not null then
        execute format('create index %I on %I (%I)', 'ix_' || register || '_' || about, register, about);
    end if;

    execute format('create trigger kept before update on %I for each row execute function keep_version()', register);
    execute format('create trigger never_deleted before delete on %I for each row execute function refuse_change()', register);
    execute format('create trigger never_emptied before truncate on %I for each statement execute function refuse_change()', register);
    execute format('create trigger ledger_line_demanded after insert on %I for each row execute function demand_register_line()', register);
    execute format('create constraint trigger given_way after update on %I deferrable initially deferred for each row execute function demand_newer_version()', register);
    execute format('create constraint trigger told after insert on %I deferrable initially deferred for each row execute function tell_rules()', register);

    seen := case
        when open then 'true'
        when place is not null then format('%I <@ (select app_scope())', place)
        else '(select app_scope()) @> 2147483646'
    end || case when about is not null then format(' or %I = (select app_person())', about) else '' end;
    execute format('alter table %I enable row level security', register);
    execute format('create policy seen on %I for select to qinglian_app using (%s)', register, seen);
    execute format('create policy added on %I for insert to qinglian_app with check (true)', register);
    execute format('create policy superseded on %I for update to qinglian_app using (true) with check (true)', register);
    execute format('grant select, insert, update (current, valid_until) on %I to qinglian_app', register);
end $$;

-- Every program keeps the rules of the day in memory. It hears of a change at once (listen), and whoever missed it sees the number here.
create table rules_revision (
    one      boolean not null default true,
    revision bigint  not null default 0,
    changed  xid8    not null default pg_current_xact_id(),
    constraint pk_rules_revision primary key (one),
    constraint ck_rules_revision_one check (one)
);
insert into rules_revision default values;

create function tell_rules() returns trigger language plpgsql security definer set search_path = public as $$
begin
    update rules_revision set revision = revision + 1, changed = pg_current_xact_id() where changed <> pg_current_xact_id();
    perform pg_notify('qinglian_rules', tg_table_name);
    return null;
end $$;
grant select on rules_revision to qinglian_app;

create table unit (code text not null, name text not null, short_name text, kind text not null, parent integer, credit_code text);
select keep_as_register('unit', open => true, numbers => 'unit_number');
create index ix_unit_parent on unit (parent) where current;

create table post (unit integer not null, title text not null, rank text, key_post boolean not null, most_years integer);
select keep_as_register('post', place => 'unit', open => true);

create table person (number text not null, name text not null, unit integer not null, rank text, party_member boolean not null, covered boolean not null, archive_opened_on date);
select keep_as_register('person', place => 'unit');
-- A person sees their own entry.
create policy oneself on person for select to qinglian_app using (id = (select app_person()));

create table tenure (person uuid not null, unit integer not null, post text not null, document text);
select keep_as_register('tenure', place => 'unit', about => 'person');

create table work_division (leader uuid not null, unit integer not null, field text not null, in_charge integer);
select keep_as_register('work_division', place => 'unit', about => 'leader', open => true);

create table mandate (supervisor integer not null, supervised integer not null, kind text not null, below boolean not null, basis text);
select keep_as_register('mandate', place => 'supervised', open => true);

create table relative (person uuid not null, relative uuid not null, constraint ck_relative_two check (person <> relative));
select keep_as_register('relative', about => 'person');
create index ix_relative_relative on relative (relative);

create table duty_grant (person uuid not null, duty text not null, unit integer not null, reach text not null, given_as text not null, acting_for uuid);
select keep_as_register('duty_grant', place => 'unit', about => 'person');

-- System, security and audit administration exclude each other and every other duty, whatever program writes here.
create function keep_administrators_apart() returns trigger language plpgsql as $$
declare
    administrators constant text[] := array['system-administrator', 'security-administrator', 'audit-administrator'];
begin
    if (new.ends_on is null or new.ends_on >= new.begins_on) and exists (
        select from duty_grant o
        where o.person = new.person and o.id <> new.id and o.current and o.duty <> new.duty
          and (o.duty = any (administrators) or new.duty = any (administrators))
          and (o.ends_on is null or o.ends_on >= o.begins_on)
          and o.begins_on <= coalesce(new.ends_on, 'infinity') and new.begins_on <= coalesce(o.ends_on, 'infinity')) then
        raise exception 'the duties of administrators exclude every other' using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end $$;
create trigger administrators_apart after insert on duty_grant for each row execute function keep_administrators_apart();

create table compartment (code text not null, name text not null, purpose text not null);
select keep_as_register('compartment');

create table compartment_member (compartment text not null, person uuid not null);
select keep_as_register('compartment_member', about => 'person');

-- Where each unit stands today, for queries by branch. Worked out from the register; never written by hand.
create table unit_place (
    unit   integer not null,
    parent integer,
    path   ltree   not null,
    constraint pk_unit_place primary key (unit)
);
create index ix_unit_place_path on unit_place using gist (path);
grant select on unit_place to qinglian_app;

create function units_standing(today date) returns table (number integer, parent integer)
    language sql stable as $$
    select number, parent from unit
    where valid_from <= today and (valid_until is null or valid_until >= today) and begins_on <= today and (ends_on is null or ends_on >= today)
$$;

-- A unit whose superior no longer stands is shown at the top rather than lost.
create function place_units(today date) returns integer
    language plpgsql security definer set search_path = public as $$
declare
    standing integer[];
    placed integer;
begin
    select array_agg(number) into standing from units_standing(today);
    delete from unit_place where unit <> all (coalesce(standing, '{}'));
    with recursive walk as (
        select s.number, null::integer as parent, s.number::text::ltree as path from units_standing(today) s
        where s.parent is null or s.parent <> all (standing)
        union all
        select s.number, s.parent, w.path || s.number::text from units_standing(today) s join walk w on s.parent = w.number
    ), written as (
        insert into unit_place as u (unit, parent, path) select number, parent, path from walk
        on conflict (unit) do update set parent = excluded.parent, path = excluded.path
        where (u.parent, u.path) is distinct from (excluded.parent, excluded.path)
    )
    select count(*) into placed from walk;
    -- What stands in a ring is reached from no top.
    if placed <> coalesce(cardinality(standing), 0) then
        raise exception 'units stand below themselves' using errcode = 'integrity_constraint_violation';
    end if;
    return placed;
end $$;

create trigger told after insert on setting for each row execute function tell_rules();
create trigger kept before update or delete on setting for each row execute function refuse_change();

-- Published years beyond those that come with the program, or in place of them. The newest version of a year counts.
create table calendar_year (
    year        integer     not null,
    version     integer     not null,
    content     text        not null,
    source      text        not null,
    recorded_by uuid        not null,
    recorded_at timestamptz not null,
    constraint pk_calendar_year primary key (year, version)
);
create trigger told after insert on calendar_year for each row execute function tell_rules();
create trigger kept before update or delete on calendar_year for each row execute function refuse_change();
grant select, insert on calendar_year to qinglian_app;
