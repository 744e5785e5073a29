-- Keys of people, by which reports are sealed for them. The private half lies under secrets that only the person has: nothing in
-- these tables opens anything. What "locks" are is described beside the code, in src/Kernel/Sealing/README.md.
create table staff_key (
    person        uuid        not null,
    number        integer     not null,
    public_key    bytea       not null,
    made_at       timestamptz not null,
    -- Null after a reset of the password: then only the recovery key opens it.
    password_lock bytea,
    -- Null until the person has been shown a recovery key.
    recovery_lock bytea,
    -- Only in the demonstration, where nobody has a password: sealed under the key of the machine.
    demo_lock     bytea,
    retired_at    timestamptz,
    constraint pk_staff_key primary key (person, number),
    constraint ck_staff_key_public_key check (octet_length(public_key) = 65),
    constraint ck_staff_key_retired check (retired_at is null or (password_lock is null and recovery_lock is null and demo_lock is null))
);
create unique index ux_staff_key_person on staff_key (person) where retired_at is null;

-- What everything sealed is bound to: chosen once at random, the same after a restore, whatever the site is called.
create table sealing_installation (
    name    text    not null,
    only_one boolean not null default true,
    constraint pk_sealing_installation primary key (only_one),
    constraint ck_sealing_installation check (only_one)
);
insert into sealing_installation (name) values (gen_random_uuid()::text);

grant select, insert, update on staff_key to qinglian_app;
grant select on sealing_installation to qinglian_app;
create trigger kept before delete on staff_key for each row execute function refuse_change();
create trigger kept before update or delete on sealing_installation for each row execute function refuse_change();
