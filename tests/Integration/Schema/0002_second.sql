insert into first_things values (1, 'one; and "quoted" — 一件事');
create function doubled(n int) returns int language sql immutable begin atomic select n * 2; end;
