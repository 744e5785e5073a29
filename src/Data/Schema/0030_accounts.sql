-- Who may sign in. An account belongs to one person of the register; what the person may do stands in duty_grant, never here.
-- Nothing here opens anything by itself: passwords, codes and session ids are kept as hashes, the seed of the second factor is
-- sealed under a key that lies outside the database.
create table account (
    person          uuid        not null,
    user_name       text        not null,
    normalized_name text        not null,
    password_hash   text,
    security_stamp  text        not null,
    revision        integer     not null,
    created_at      timestamptz not null,
    -- When the person first set a password or a passkey; until then only the activation code leads in.
    activated_at    timestamptz,
    disabled_at     timestamptz,
    totp_seed       bytea,
    -- The seed that is being set up and not confirmed by a code yet.
    totp_pending    bytea,
    -- The time step of the last code that was accepted: that code and all before it are used up.
    totp_step       bigint      not null default 0,
    password_at     timestamptz,
    constraint pk_account primary key (person),
    constraint ux_account_normalized_name unique (normalized_name)
);

create table account_passkey (
    credential_id      bytea       not null,
    person             uuid        not null,
    name               text,
    public_key         bytea       not null,
    created_at         timestamptz not null,
    sign_count         bigint      not null,
    transports         text[],
    user_verified      boolean     not null,
    backup_eligible    boolean     not null,
    backed_up          boolean     not null,
    attestation_object bytea       not null,
    client_data_json   bytea       not null,
    constraint pk_account_passkey primary key (credential_id),
    constraint fk_account_passkey_person foreign key (person) references account (person)
);
create index ix_account_passkey_person on account_passkey (person);

create table account_recovery_code (
    person uuid  not null,
    hash   bytea not null,
    constraint pk_account_recovery_code primary key (person, hash),
    constraint fk_account_recovery_code_person foreign key (person) references account (person)
);

-- The one code that lets a person set a password: at the first time, and after a reset. A new one ends the one before.
create table account_code (
    person         uuid        not null,
    hash           bytea       not null,
    purpose        text        not null,
    second_factor  boolean     not null,
    issued_by      uuid        not null,
    issued_at      timestamptz not null,
    expires_at     timestamptz not null,
    constraint pk_account_code primary key (person),
    constraint fk_account_code_person foreign key (person) references account (person)
);

-- A session belongs to a person and not to an account, so that the demonstration can do without passwords.
create table account_session (
    id         uuid        not null,
    token_hash bytea       not null,
    person     uuid        not null,
    stage      text        not null,
    method     text        not null,
    device     text        not null,
    started_at timestamptz not null,
    seen_at    timestamptz not null,
    fresh_at   timestamptz not null,
    ended_at   timestamptz,
    constraint pk_account_session primary key (id)
);
create unique index ux_account_session_token_hash on account_session (token_hash) where ended_at is null;
create index ix_account_session_person on account_session (person, started_at desc);
create index ix_account_session_started_at on account_session (started_at);

-- Questions put to a passkey, each good for one answer.
create table account_challenge (
    hash    bytea       not null,
    purpose text        not null,
    person  uuid,
    state   text        not null,
    made_at timestamptz not null,
    constraint pk_account_challenge primary key (hash)
);
create index ix_account_challenge_made_at on account_challenge (made_at);

-- How many tries are left, as buckets that fill up again by themselves. The keys are hashes: no address is kept.
create table account_tries (
    key   bytea            not null,
    left_ double precision not null,
    at    timestamptz      not null,
    constraint pk_account_tries primary key (key)
);
create index ix_account_tries_at on account_tries (at);

-- Takes one try from every bucket, or from none where one is empty. Gives the seconds until all have one; 0 where it was taken.
-- Keys are locked in their order, so that two sign-ins never wait for each other in a ring.
create function take_try(keys bytea[], most integer[], per_minute double precision[], now_at timestamptz) returns integer
    language plpgsql security definer set search_path = public as $$
declare
    i integer;
    have double precision;
    wait double precision := 0;
begin
    insert into account_tries (key, left_, at)
        select k, m, now_at from unnest(keys, most) as u (k, m) order by k on conflict (key) do nothing;
    perform 1 from account_tries where key = any (keys) order by key for update;
    for i in 1 .. cardinality(keys) loop
        select least(most[i], left_ + greatest(0, extract(epoch from now_at - at)) / 60 * per_minute[i]) into have from account_tries where key = keys[i];
        if have < 1 then
            wait := greatest(wait, (1 - have) / per_minute[i] * 60);
        end if;
    end loop;
    if wait > 0 then
        return ceil(wait);
    end if;
    for i in 1 .. cardinality(keys) loop
        update account_tries set
            left_ = least(most[i], left_ + greatest(0, extract(epoch from now_at - at)) / 60 * per_minute[i]) - 1, at = greatest(at, now_at)
        where key = keys[i];
    end loop;
    return 0;
end $$;

create function give_back_try(keys bytea[]) returns void
    language sql security definer set search_path = public as $$
    update account_tries set left_ = left_ + 1 where key in (select key from account_tries where key = any (keys) order by key for update)
$$;

grant select, insert, update on account, account_session to qinglian_app;
grant delete on account_session to qinglian_app;
grant select, insert, update, delete on account_passkey, account_recovery_code, account_code, account_challenge to qinglian_app;
grant select, delete on account_tries to qinglian_app;

-- Accounts are disabled, not deleted: the ledger goes on naming the person.
create trigger kept before delete on account for each row execute function refuse_change();
