-- How much each form asks of people: sums for the form alone. Nothing says who filled it in, nor when.
create table form_use (
    form         text     not null,
    sent         bigint   not null default 0,
    asked        bigint   not null default 0,
    given        bigint   not null default 0,
    half_minutes bigint[] not null default array_fill(0::bigint, array[121]),
    constraint pk_form_use primary key (form)
);
grant select, insert, update on form_use to qinglian_app;
